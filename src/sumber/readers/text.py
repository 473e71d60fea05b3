"""Plain text: one file is one article, its text the decoded file with its line ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from sumber.readers.articles import Found
from sumber.readers.columns import Columns
from sumber.readers.decoding import decode, is_binary, wide_encoding
from sumber.readers.failures import Unreadable
from sumber.readers.streams import FIRST_FILL, whole


def read_text(stream: IO[bytes], _named: Columns) -> Iterator[Found]:
    """Yield the one article of a text file."""
    data = whole(stream)
    if not wide_encoding(data[:FIRST_FILL]) and is_binary(data):
        raise Unreadable("binary")
    yield None, {"text": decode(data)}

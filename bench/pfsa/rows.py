"""Articles of PFSA-ID: one JSON object a line with ``id``, ``text``, ``offsets`` and ``labels``.

``offsets`` are the edges of the tokens in the text (code points, half-open). ``labels`` are BILUO:
one a token, ``B-``, ``I-``, ``L-`` for the first, inner and last token of a span, ``U-`` for a span
of one token, ``O`` outside.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from pathlib import Path

import msgspec

from sumber.language.tokens import shape
from sumber.records import Tokens

SpanOfTokens = tuple[str, int, int]
"""A label and its first and last token."""


class Row(msgspec.Struct):
    """One article; the labels are empty where nobody gave them."""

    id: str
    text: str
    offsets: list[tuple[int, int]]
    labels: list[str] = []


class _Unlabelled(msgspec.Struct):
    """What a prediction may see of a line."""

    id: str
    text: str
    offsets: list[tuple[int, int]]


def read_rows(path: Path, *, labelled: bool) -> list[Row]:
    """Return the articles of a file (``.gz`` too); labels are not even decoded unless wanted.

    Raises ``OSError`` where the file cannot be read, ``ValueError`` where it holds anything else.
    """
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as stream:
        lines = [line for line in stream if line.strip()]
    return [_read(line, number, labelled) for number, line in enumerate(lines, 1)]


def _read(line: bytes, number: int, labelled: bool) -> Row:
    try:
        if not labelled:
            seen = msgspec.json.decode(line, type=_Unlabelled)
            row = Row(seen.id, seen.text, seen.offsets)
        else:
            row = msgspec.json.decode(line, type=Row)
    except msgspec.MsgspecError as error:
        raise ValueError(f"line {number} is no article of PFSA-ID: {error}") from error
    _check(row, number, labelled)
    return row


def _check(row: Row, number: int, labelled: bool) -> None:
    before = 0
    for start, end in row.offsets:
        if not before <= start < end <= len(row.text):
            raise ValueError(f"line {number}: the offsets {start}, {end} are out of order or text")
        before = end
    if labelled and len(row.labels) != len(row.offsets):
        raise ValueError(f"line {number}: {len(row.offsets)} tokens, {len(row.labels)} labels")


def tokens_of(row: Row) -> Tokens:
    """Return the tokens as the benchmark cut them, in the form that sumber's stages take."""
    words = [row.text[start:end] for start, end in row.offsets]
    return Tokens(
        starts=[start for start, _ in row.offsets],
        ends=[end for _, end in row.offsets],
        words=words,
        lows=[word.lower() for word in words],
        shapes=[shape(word) for word in words],
    )


def read_labels(labels: list[str]) -> list[SpanOfTokens]:
    """Return the spans of well-formed BILUO labels, in text order; ill-formed ones are left out."""
    found: list[SpanOfTokens] = []
    begun: tuple[str, int] | None = None
    for at, label in enumerate(labels):
        prefix, _, name = label.partition("-")
        if prefix == "U":
            found.append((name, at, at))
        elif prefix == "B":
            begun = (name, at)
        elif prefix == "L" and begun is not None and begun[0] == name:
            found.append((name, begun[1], at))
        if prefix not in ("B", "I"):
            begun = None
    return found


def write_labels(spans: Iterable[SpanOfTokens], count: int) -> list[str]:
    """Return the BILUO labels of ``count`` tokens; the spans must not meet."""
    labels = ["O"] * count
    for name, first, last in spans:
        if first == last:
            labels[first] = f"U-{name}"
            continue
        labels[first : last + 1] = [f"I-{name}"] * (last + 1 - first)
        labels[first], labels[last] = f"B-{name}", f"L-{name}"
    return labels

"""Which reader a stream needs, told by its name's suffix and its first bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import Literal, TypeAlias

from sumber.readers.articles import Found
from sumber.readers.columns import Columns, choose_columns
from sumber.readers.decoding import wide_encoding
from sumber.readers.failures import Unreadable
from sumber.readers.feeds import read_feed
from sumber.readers.html import read_html
from sumber.readers.jsonl import read_json, read_jsonl
from sumber.readers.streams import FIRST_FILL, GZIP, UTF8_BOM, as_utf8, head, unpack_gzip
from sumber.readers.tables import best_separator, read_csv, read_parquet
from sumber.readers.text import read_text
from sumber.readers.warc import read_warc

Format: TypeAlias = Literal[
    "text", "html", "jsonl", "json", "csv", "parquet", "warc", "feed", "zip", "gzip"
]

SUFFIXES: dict[str, Format] = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".tab": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".warc": "warc",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".zip": "zip",
}
PACKED_SUFFIXES = frozenset({".gz", ".gzip"})

READERS: dict[Format, Callable[[io.BufferedReader, Columns], Iterator[Found]]] = {
    "text": read_text,
    "html": read_html,
    "jsonl": read_jsonl,
    "json": read_json,
    "csv": read_csv,
    "parquet": read_parquet,
    "warc": read_warc,
    "feed": read_feed,
}

_MAGIC: dict[bytes, Format] = {
    GZIP: "gzip",
    b"PK\x03\x04": "zip",
    b"PK\x05\x06": "zip",
    b"PAR1": "parquet",
    b"WARC/": "warc",
}
_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)*(?:<!doctype\s+html|<html\b)", re.IGNORECASE | re.DOTALL)
_FEED = re.compile(rb"\s*(?:<\?xml\b|<rss\b|<feed\b|<rdf:RDF\b)", re.IGNORECASE)


_JSON = re.compile(rb"\s*(?:\[\s*[{\]]|\{\s*[\"}])")


def open_format(
    stream: io.BufferedReader, name: str, by_content: bool
) -> tuple[io.BufferedReader, Format]:
    """Return the unpacked stream and its format; nothing of it is consumed.

    ``by_content`` lets the content decide where the suffix says nothing. Raises ``Unreadable``.
    """
    suffix = _suffix(name)
    if head(stream).startswith(GZIP):
        stream = unpack_gzip(stream)
        if _by_magic(head(stream)) in {"gzip", "zip"}:
            raise Unreadable("nested-archive")
    start = head(stream)
    if not start.removeprefix(UTF8_BOM).strip() and len(start) < FIRST_FILL:
        raise Unreadable("empty")
    magic = _by_magic(start)
    if magic and (suffix == "" or suffix in SUFFIXES):
        return stream, magic
    if suffix not in SUFFIXES and not by_content:
        raise Unreadable("unknown-format")
    return _open_text(stream, SUFFIXES.get(suffix))


def read_format(stream: io.BufferedReader, kind: Format, named: Columns) -> Iterator[Found]:
    """Yield what the reader of a format finds in a stream."""
    yield from READERS[kind](stream, named)


def _suffix(name: str) -> str:
    path = PurePath(name.lower())
    return (path.with_suffix("") if path.suffix in PACKED_SUFFIXES else path).suffix


def _by_magic(start: bytes) -> Format | None:
    return next((kind for magic, kind in _MAGIC.items() if start.startswith(magic)), None)


def _open_text(stream: io.BufferedReader, kind: Format | None) -> tuple[io.BufferedReader, Format]:
    """Tell the format of a text, and turn the line formats into UTF-8."""
    encoding = wide_encoding(head(stream)[:FIRST_FILL])
    if encoding and kind in {None, "json", "jsonl", "csv"}:
        stream = as_utf8(stream, encoding)
    start = head(stream).removeprefix(UTF8_BOM)
    if kind is None:
        kind = _by_look(start)
    if kind == "feed" and _HTML.match(start):
        return stream, "html"
    if kind == "json" and not _is_document(start):
        return stream, "jsonl"
    return stream, kind


def _by_look(start: bytes) -> Format:
    if _HTML.match(start):
        return "html"
    if _FEED.match(start):
        return "feed"
    if _JSON.match(start):
        return "json"
    header = start.partition(b"\n")[0].decode("utf-8", "replace")
    separator = best_separator(header)
    if separator in header and "text" in choose_columns(header.split(separator), {}):
        return "csv"
    return "text"


def _is_document(start: bytes) -> bool:
    """Tell whether JSON is one value over many lines, or a list, and not one object a line."""
    line, newline, _ = start.lstrip().partition(b"\n")
    return line.startswith(b"[") or (bool(newline) and not line.rstrip().endswith(b"}"))

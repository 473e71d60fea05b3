"""JSON: one article a line, or a file that is one object or a list of objects."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

import msgspec

from sumber.readers.articles import Fields, Found
from sumber.readers.columns import (
    Columns,
    choose_columns,
    missing_columns,
    require_columns,
    show_columns,
)
from sumber.readers.decoding import decode
from sumber.readers.failures import Unreadable
from sumber.readers.streams import MAX_DOCUMENT, MAX_LINE, lines, whole

_KINDS = {list: "a list", str: "a string", bool: "true or false", type(None): "null"}


def read_jsonl(stream: IO[bytes], named: Columns) -> Iterator[Found]:
    """Yield the article of each line; blank lines are passed over."""
    fields = _FieldsOf(named)
    number = 0
    for number, line in lines(stream):
        if line is None:
            yield f"line {number}", Unreadable("too-long", f"more than {MAX_LINE:,} bytes")
        elif not line.isspace():
            yield f"line {number}", fields.of(line)
    if number == 0:
        raise Unreadable("empty")
    yield from fields.never_seen()


def read_json(stream: IO[bytes], named: Columns) -> Iterator[Found]:
    """Yield the articles of a file that holds one JSON value: an object, or a list of them."""
    data = decode(whole(stream, MAX_DOCUMENT))
    fields = _FieldsOf(named)
    if not data.lstrip().startswith("["):
        yield None, fields.of(data.encode())
    else:
        for number, item in enumerate(_items(data), 1):
            yield f"item {number}", fields.of(bytes(item))
    yield from fields.never_seen()


def _items(data: str) -> list[msgspec.Raw]:
    try:
        return msgspec.json.decode(data, type=list[msgspec.Raw])
    except (msgspec.MsgspecError, RecursionError) as error:
        raise Unreadable("invalid-json", str(error)) from error


class _FieldsOf:
    """Takes the fields of an article out of JSON objects, which may differ in their keys."""

    def __init__(self, named: Columns) -> None:
        self.named = named
        self.unseen = set(named.values())
        self.keys: tuple[str, ...] | None = None
        self.chosen: dict[str, str] = {}

    def of(self, data: bytes) -> Fields | Unreadable:
        """Return the fields in one JSON value; ``UsageError`` if the first lacks the named text."""
        try:
            record = _load(data)
        except Unreadable as error:
            return error
        if not isinstance(record, dict):
            return Unreadable("not-an-object", _KINDS.get(type(record), "a number"))
        self._choose(record)
        if "text" not in self.chosen:
            return Unreadable("no-text-column", show_columns(record))
        return {field: record[key] for field, key in self.chosen.items()}

    def _choose(self, record: dict[str, Any]) -> None:
        keys = tuple(record)
        if keys == self.keys:
            return
        if self.keys is None and "text" in self.named:
            require_columns(keys, {"text": self.named["text"]})
        self.keys, self.chosen = keys, choose_columns(keys, self.named)
        self.unseen.intersection_update(missing_columns(keys, self.named))

    def never_seen(self) -> Iterator[Found]:
        """Yield a failure if a named key was in no object."""
        if self.unseen and self.keys is not None:
            yield None, Unreadable("unknown-column", ", ".join(sorted(self.unseen)))


def _load(data: bytes) -> object:
    """Decode one JSON value; what the quick decoder refuses, such as NaN, Python's own may take."""
    try:
        return msgspec.json.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        pass
    try:
        return json.loads(decode(data))
    except (ValueError, RecursionError) as error:
        raise Unreadable("invalid-json", str(error)) from error

"""The interchange form back to records: what :mod:`sumber.export.interchange` writes, read again.

A span that does not hold the characters it says is refused, so that what is read back stands.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from sumber.errors import ReadError
from sumber.export.interchange import SPAN_FIELDS
from sumber.records import Article, Citation, Notes, Region, Span, Statement, When

Record = TypeVar("Record")
_ARTICLE = ("path", "url", "outlet", "title", "published")


def parse_json(data: bytes | str) -> Any:
    """Return the value of a JSON text; raises ``ReadError`` where it is none or nested too deep."""
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"This is no JSON: {error}.") from error


def parse_interchange(found: Mapping[str, Any], text: str) -> tuple[Article, Notes]:
    """Return the article and the facts of one interchange object.

    ``text`` is the article's text. Raises ``ReadError`` where a key is missing, a value is of the
    wrong kind, or a span does not hold its ``exact`` characters.
    """
    try:
        return _parsed(found, text)
    except (KeyError, TypeError, AttributeError) as error:
        raise ReadError(f"This is no interchange object: {error!r}.") from error


def _parsed(found: Mapping[str, Any], text: str) -> tuple[Article, Notes]:
    known = found["article"]
    article = made(Article, id=known["id"], text=text, **{n: known.get(n) for n in _ARTICLE})
    return article, Notes(
        regions=tuple(_region(text, one) for one in found.get("regions") or ()),
        dates=tuple(_date(text, one) for one in found.get("dates") or ()),
        statements=tuple(parse_statement(text, one) for one in found.get("statements") or ()),
        citations=tuple(_citation(text, one) for one in found.get("citations") or ()),
    )


def made(record: type[Record], /, **values: Any) -> Record:
    """Return a record of these values, its fields' kinds checked; raises ``ReadError``."""
    try:
        return msgspec.convert(values, record)
    except msgspec.ValidationError as error:
        raise ReadError(f"{record.__name__}: {error}.") from error


def parse_span(text: str, found: Mapping[str, Any]) -> Span:
    """Return the span of ``{"start", "end", "exact"}``, checked against the text."""
    span = made(Span, start=found["start"], end=found["end"])
    if not 0 <= span.start <= span.end <= len(text):
        raise ReadError(f"The span {span.start} to {span.end} lies outside the text.")
    if span.of(text) != found.get("exact", span.of(text)):
        raise ReadError(
            f"The text holds {span.of(text)!r} at {span.start} to {span.end}, "
            f"not {found['exact']!r}."
        )
    return span


def parse_statement(text: str, found: Mapping[str, Any]) -> Statement:
    """Return the statement of an interchange object."""
    spans = {name: _maybe(text, found.get(name)) for name in SPAN_FIELDS}
    return made(
        Statement,
        id=found["id"],
        kind=found["kind"],
        contents=tuple(parse_span(text, one) for one in found["contents"]),
        who=_maybe(text, found.get("who_at")),
        who_type=found.get("who_type") or "unknown",
        said_on=found.get("said_on"),
        confidence=found.get("confidence", 1.0),
        because=tuple(found.get("because") or ()),
        **spans,
    )


def _citation(text: str, found: Mapping[str, Any]) -> Citation:
    return made(
        Citation,
        span=parse_span(text, found),
        source=found["source"],
        type=found["type"],
        known=found.get("known"),
        cue=_maybe(text, found.get("cue")),
        statements=tuple(found.get("statements") or ()),
        confidence=found.get("confidence", 1.0),
        because=tuple(found.get("because") or ()),
        standing=found.get("standing"),
        sentences=tuple(parse_span(text, one) for one in found.get("sentences") or ()),
        taken_from=_maybe(text, found.get("taken_from")),
    )


def _date(text: str, found: Mapping[str, Any]) -> When:
    return made(
        When,
        span=parse_span(text, found),
        value=found["value"],
        precision=found.get("precision") or "day",
        because=found.get("because") or "",
        contradicts=found.get("contradicts"),
    )


def _region(text: str, found: Mapping[str, Any]) -> Region:
    return made(
        Region,
        span=parse_span(text, found),
        kind=found["kind"],
        because=found.get("because") or "",
    )


def _maybe(text: str, found: Mapping[str, Any] | None) -> Span | None:
    return None if found is None else parse_span(text, found)

"""When a page says it was published.

The moment is taken from, in turn,

1. what the page's code says: meta elements, JSON-LD, ``itemprop``;
2. a day and hour that stands by itself on the page, the one nearest to the title;
3. the day that trafilatura makes out.

Code often leaves the zone out, or claims UTC for a local hour; where the page shows the same day
and minute with a zone, that zone holds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from sumber.language import load
from sumber.readers.pages import HEADINGS, short_text
from sumber.readers.published import Moment, parse_moment, write_moment

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONGEST_STAMP = 80
"""Characters of an element that shows when the page was published."""
DEEPEST_JSON = 10

_DIGIT = re.compile("[0-9]")

_PAGE = load("published")["page"]
_META: list[str] = _PAGE["meta"]
_PROPERTIES: list[str] = _PAGE["properties"]


def find_published(tree: HtmlElement, title: str | None, guess: str | None) -> str | None:
    """Return the moment of publication in ISO 8601, or ``None``; ``guess`` is trafilatura's day."""
    said = _with_hour([moment for value in _said(tree) if (moment := parse_moment(value))])
    shown, near = _shown(tree, title)
    fitting = (moment for moment in shown if near or str(moment.date()) == guess)
    moment = _agree(said, shown) if said else next(fitting, None)
    moment = moment or (parse_moment(guess) if guess else None)
    return write_moment(moment) if moment else None


def _with_hour(moments: list[Moment]) -> Moment | None:
    """Return the first moment, or one of the same day that also has the hour."""
    day = str(moments[0])[:10] if moments else ""
    hours = (moment for moment in moments if isinstance(moment, datetime))
    return next((moment for moment in hours if str(moment)[:10] == day), next(iter(moments), None))


def _agree(said: Moment, shown: list[datetime]) -> Moment:
    """Return what the code said, with the hour or the zone that the page shows beside it."""
    if not isinstance(said, datetime):
        return next((time for time in shown if time.date() == said), said)
    if said.utcoffset():
        return said
    zones = (time.tzinfo for time in shown if time.tzinfo and _minute(time) == _minute(said))
    return said.replace(tzinfo=next(zones, said.tzinfo))


def _minute(time: datetime) -> datetime:
    return time.replace(second=0, microsecond=0, tzinfo=None)


def _said(tree: HtmlElement) -> Iterator[str]:
    """Yield what the code of the page says about its publication, the most trustworthy first."""
    metas: dict[str, str] = {}
    for element in tree.iter("meta"):
        for attribute in ("property", "name"):
            metas.setdefault(element.get(attribute, "").lower(), element.get("content", ""))
    yield from (metas[name] for name in _META[:1] if name in metas)
    yield from _said_in_json(tree)
    yield from _said_in_properties(tree)
    yield from (metas[name] for name in _META[1:] if name in metas)


def _said_in_json(tree: HtmlElement) -> Iterator[str]:
    records: list[dict[str, object]] = []
    for script in tree.iter("script"):
        if script.get("type", "").strip().lower() == "application/ld+json":
            try:
                records += _objects(json.loads(script.text or "", strict=False))
            except (ValueError, RecursionError):
                continue
    for name in _PROPERTIES:
        yield from (value for record in records if isinstance(value := record.get(name), str))


def _objects(value: object, depth: int = 0) -> Iterator[dict[str, object]]:
    if isinstance(value, dict):
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for item in inner if depth < DEEPEST_JSON else ():
        yield from _objects(item, depth + 1)


def _said_in_properties(tree: HtmlElement) -> Iterator[str]:
    elements = [element for element in tree.iter() if element.get("itemprop") in _PROPERTIES]
    for name in _PROPERTIES:
        for element in elements:
            if element.get("itemprop") == name:
                yield element.get("content") or element.get("datetime") or short_text(element)


def _shown(tree: HtmlElement, title: str | None) -> tuple[list[datetime], bool]:
    """Return the hours that stand alone in elements, those near the title's heading first.

    The second value tells whether the page has that heading.
    """
    heading: int | None = None
    found: list[tuple[int, datetime]] = []
    for place, element in enumerate(tree.iter()):
        text = short_text(element)
        if element.tag in HEADINGS and title and text == title and heading is None:
            heading = place
        elif len(text) <= LONGEST_STAMP and _DIGIT.search(text):
            moment = parse_moment(text)
            found += [(place, moment)] if isinstance(moment, datetime) else []
    found.sort(key=lambda pair: abs(pair[0] - (heading or 0)))
    return [moment for _, moment in found], heading is not None

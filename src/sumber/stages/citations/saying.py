"""Tell whether a place, a platform or a document is where something was said or read."""

from __future__ import annotations

import re

from sumber.language.patterns import any_of
from sumber.records import Span
from sumber.stages.citations.wording import CITED

_SAYING = CITED["saying"]
_OF = any_of(_SAYING["of"])
_PLACE = re.compile(rf"(?<![\w-])({any_of(_SAYING['places'])})((?:[\s\xa0](?:{_OF}))*)[\s\xa0]\Z")
_STOP = re.compile(r"(?<=\w{4})[.!?][\s\xa0]?|[\n“”\"]")
_AFTER = re.compile(rf"\b(?:{any_of(_SAYING['after'])})(?:[\s\xa0]|\Z)")
_BEFORE = re.compile(
    rf"\b(?:{any_of(_SAYING['before'])})(?:nya)?(?: (?:{any_of(_SAYING['object'])}))?,?[\s\xa0]\Z"
)
_RIGHT_AFTER = re.compile(rf"\b(?:{any_of(_SAYING['after'])}|menulis|menanggapi|mengumumkan)\s\Z")
REACH = 120


def placed(text: str, at: int) -> Span | None:
    """Return the preposition, and what follows it, that puts something at ``at`` in a place."""
    start = max(0, at - REACH)
    place = _PLACE.search(text[start:at])
    return Span(start + place.start(1), start + place.end(2)) if place else None


def said_in(text: str, at: int) -> Span | None:
    """Return the preposition before ``at`` where what is named there is the place of saying.

    It is one behind *kata X*, and right behind *X mengatakan*.
    """
    place = placed(text, at)
    return place if place and said_before(text, place.start) else None


def said_before(text: str, at: int) -> bool:
    """Tell whether words of saying stand before ``at`` in its sentence, outside the quotation."""
    window = text[max(0, at - REACH) : at]
    piece = _STOP.split(window)[-1]
    return bool(_AFTER.search(piece) or _BEFORE.search(piece))


def said_right_in(text: str, at: int) -> Span | None:
    """Return the preposition before ``at`` where it stands right behind a word of saying."""
    place = placed(text, at)
    left = text[max(0, place.start - 24) : place.start] if place else ""
    return place if _RIGHT_AFTER.search(left) else None


def opens_sentence(text: str, at: int) -> bool:
    """Tell whether a sentence or a line begins at ``at``."""
    before = text[max(0, at - 3) : at].rstrip(" \xa0")
    return not before or before[-1] in '.!?\n”"-–—]|'

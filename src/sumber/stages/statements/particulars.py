"""Read what a sentence tells of the day on which something was said.

A day beside an attribution is how news tells it (*…, kata X, Rabu (2/7).*). One that stands inside
the content, or behind *dikutip* and *dilansir*, is another. Other words tell whether an attribution
goes on with an occasion, goes back to an earlier one, or has its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sumber.language import load
from sumber.language.patterns import any_of, both_cases
from sumber.records import Span, Statement, When

_SAID = load("said")
_LOOK = 12
_REACH = 70


def _words(*path: str) -> str:
    table = _SAID
    for name in path:
        table = table[name]
    return any_of(both_cases(table))


_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
_QUOTING = re.compile(_words("quoting", "words"))
_HEADS = tuple(
    (name, re.compile(rf"\b(?:{_words('occasion', name)})\b"))
    for name in ("earlier", "same", "behind", "going_on")
)
_PLACED = re.compile(rf"\b(?:{_words('occasion', 'placed')})\b")
_POINTING = re.compile(rf"(?:[\w-]+ ){{0,4}}(?:{_words('pointing', 'verbs')})\b", re.IGNORECASE)
_CLOSED = re.compile(r"\)?(?:[\s\xa0]?(?:WI[BT]|WITA|pagi|siang|sore|malam))?\s?(?:[.,;|]|$|\n)")
_LEFT = re.compile(rf"(,|\(|\b(?:{_words('before_day', 'words')}))\s?\Z")
_SHAPES = (
    ("full", re.compile(r"\A[A-Z].*\d{4}")),
    ("bracket", re.compile(r"\A[A-Z].*\(")),
    ("weekday", re.compile(r"\A[A-Z]\D*\Z")),
    ("relative", re.compile(r"\A\D*\Z")),
)


class Beside(NamedTuple):
    """A day (ISO 8601) in the sentence of an attribution, its looks, and whether it can be its."""

    day: str
    facts: tuple[str, ...]
    own: bool


def is_day(when: When) -> bool:
    """Tell whether a date is one day of a known year."""
    return bool(_DAY.match(when.value))


def days_beside(
    text: str, sentence: Span, statement: Statement, dates: Sequence[When], inside: Sequence[Span]
) -> Iterator[Beside]:
    """Yield the days of a sentence as its attribution's; ``inside`` holds contents around them."""
    cue = statement.cue or statement.contents[0]
    for date in dates:
        if any(c.start <= date.span.start < c.end for c in inside):
            yield Beside(date.value, ("inside",), own=False)
            continue
        ends = (c.end for c in statement.contents if c.end <= date.span.start)
        if is_quoting(text, max([sentence.start, *ends]), date.span.start):
            yield Beside(date.value, ("quoted",), own=False)
        else:
            yield Beside(date.value, tuple(_looks(text, date.span, cue)), own=True)


def is_quoting(text: str, start: int, end: int) -> bool:
    """Tell whether words of quoting (*dikutip*, *dilansirAntara*) stand in a stretch of text."""
    return _QUOTING.search(text, start, end) is not None


def is_pointing(text: str, sentence: Span) -> bool:
    """Tell whether a sentence says who said what stands around it (*Hal itu disampaikan X*)."""
    return _POINTING.match(text, sentence.start, sentence.start + _REACH) is not None


def _looks(text: str, span: Span, cue: Span) -> Iterator[str]:
    """Yield how a day is written beside the cue: where, behind what, before what, in what shape."""
    left = _LEFT.search(text[max(0, span.start - _LOOK) : span.start])
    shape = next((name for name, p in _SHAPES if p.search(span.of(text))), "other")
    side = "after" if span.start >= cue.end else "before"
    gap = span.start - cue.end if side == "after" else cue.start - span.end
    yield "own"
    yield f"own|{side}"
    yield f"own|{side}|left={left[1].lower() if left else '-'}"
    yield f"own|{side}|closed={bool(_CLOSED.match(text, span.end)):d}"
    yield f"own|{side}|{shape}"
    yield f"own|{side}|gap={min(gap // 40, 5)}"


def occasion_words(text: str, sentence: Span, statement: Statement) -> list[str]:
    """Return what the words around the content say of the occasion, *plain* where nothing."""
    outside = _outside(text, sentence, statement)
    found = [name for name, pattern in _HEADS if pattern.search(outside)][:2]
    if statement.occasion:
        found.append("occasion")
    elif _PLACED.search(outside):
        found.append("placed")
    return found or ["plain"]


def _outside(text: str, sentence: Span, statement: Statement) -> str:
    """Return the words of a sentence that are not the content."""
    pieces, at = [], sentence.start
    for content in statement.contents:
        if content.meets(sentence):
            pieces.append(text[at : max(at, content.start)])
            at = content.end
    return " ".join((*pieces, text[at : sentence.end]))

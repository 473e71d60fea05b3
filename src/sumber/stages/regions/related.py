"""Related headlines: *Baca juga: …*, in brackets, on their own line or glued to the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sumber.language.patterns import any_of
from sumber.records import Region, Span
from sumber.stages.regions.headlines import LONGEST, headline_end
from sumber.stages.regions.wording import REGIONS

_DATA = REGIONS["related"]


_STAMPS = re.compile(rf"(?:{_DATA['stamps']}\s{{0,3}}){{2,}}")
# what rows of times hold: only texts that have it are read for them
_AGO, _TIMED = " lalu", re.compile(r", \d{1,2} [A-Z][a-z]{2,8} \d{4},? \d{1,2}[.:]\d")
_COLON_ONLY = frozenset(_DATA["colon_only"])
_OPENER = re.compile(rf"({any_of(_DATA['openers'])})(?:[ \xa0]?:|(?=\s?\n|[ \xa0]{{1,2}}[A-Z\d]))")


def find_related(text: str) -> list[Region]:
    """Return the related headlines of ``text`` with the words that open them."""
    found: list[Region] = []
    for match in _OPENER.finditer(text):
        if (not found or match.start() >= found[-1].span.end) and _opens(text, match):
            found.append(Region(_extent(text, match), "related", f"opened by {match[1]}"))
    return [*found, *_bullets(text), *_stamps(text)]


def _opens(text: str, match: re.Match[str]) -> bool:
    """Tell whether the words open a headline: by a colon, or behind a line or a sentence."""
    start = match.start()
    if text[start - 1 : start].isupper():
        return False
    if match[0].endswith(":"):
        return True
    before = text[max(0, start - 4) : start].rstrip(" \xa0")
    return match[1] not in _COLON_ONLY and (not before or before[-1] in '\n.!?”"|…(')


def _extent(text: str, match: re.Match[str]) -> Span:
    """Return the span of a related headline from its opener on."""
    start = match.start() - (text[match.start() - 1 : match.start()] == "(")
    begin = match.end()
    while begin < len(text) and text[begin].isspace() and begin < match.end() + 4:
        begin += 1
    if start < match.start():
        close = text.find(")", begin, begin + LONGEST)
        if close >= 0:
            return Span(start, close + 1)
    if begin == len(text):
        return Span(start, match.end())
    line = text.find("\n", begin, begin + LONGEST)
    if line >= 0 and text[max(0, start - 1) : start] in ("", "\n"):
        return Span(start, begin + len(text[begin:line].rstrip()))
    end = headline_end(text, begin, len(text) if line < 0 else line)
    return Span(start, max(end, match.end()))


def _bullets(text: str) -> Iterator[Region]:
    """Yield headlines behind a round bullet between two sentences."""
    at = text.find("• ")
    while at >= 0:
        line = text.find("\n", at, at + LONGEST)
        end = headline_end(text, at + 2, len(text) if line < 0 else line)
        if end - at >= 25 and text[max(0, at - 2) : at].strip(" \xa0") in (".", '"', "”", ""):
            yield Region(Span(at, end), "related", "bullet")
        at = text.find("• ", max(end, at + 2))


def _stamps(text: str) -> Iterator[Region]:
    """Yield rows of times of publication, which lists beside the article leave behind."""
    stamped = text.count(_AGO) > 1 or _TIMED.search(text)
    for match in _STAMPS.finditer(text) if stamped else ():
        end = match.start() + len(match[0].rstrip())
        yield Region(Span(match.start(), end), "related", "times of publication")

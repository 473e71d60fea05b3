"""Join neighbouring phrases into ranges, and let them share the year that only one names."""

from __future__ import annotations

import re

from sumber.language.patterns import any_of
from sumber.stages.dates.phrases import Phrase
from sumber.stages.dates.wording import DATES

_WORDS = DATES["words"]
_UNTIL = re.compile(
    rf"\)?[\s\xa0]{{0,2}}(?:{any_of(_WORDS['until'])})[\s\xa0]{{0,2}}(?:tahun |tanggal )?"
)
_APART = frozenset(_WORDS["until_apart"])
_AND = re.compile(
    rf"\)?,?[\s\xa0]{{0,2}}(?:{any_of(_WORDS['and'])})[\s\xa0]{{0,2}}(?:tahun |tanggal )?"
)


def join_ranges(text: str, phrases: list[Phrase]) -> list[Phrase]:
    """Return the phrases with ranges joined into one, and years shared along lists."""
    out: list[Phrase] = []
    for phrase in phrases:
        before = out[-1] if out else None
        between = text[before.end : phrase.start] if before else ""
        if before is None or before.shape != phrase.shape or not 0 < len(between) < 24:
            out.append(phrase)
            continue
        until = _UNTIL.fullmatch(between)
        if until or _AND.fullmatch(between):
            out[-1] = before = _with_year_of(before, phrase)
        if until and _is_range(before, phrase, between):
            out[-1] = before._replace(end=phrase.end, last=phrase)
        else:
            out.append(phrase)
    return out


def _with_year_of(first: Phrase, last: Phrase) -> Phrase:
    """Return the first phrase with the year of the last where it names none itself."""
    if first.year is not None or last.year is None or first.month is None or last.month is None:
        return first
    return first._replace(year=last.year - (first.month > last.month))


def _is_range(first: Phrase, last: Phrase, between: str) -> bool:
    """Tell whether two phrases with a word of extent between them are one range."""
    if first.last is not None or first.shape not in ("day", "month", "year"):
        return False
    if first.shape == "month" and between.strip() in ("-", "–", "—"):
        return False
    if between.strip() in _APART and first.end - first.start > 2:
        return False
    return _key(first) < _key(last)


def _key(phrase: Phrase) -> tuple[int, int, int]:
    return phrase.year or 0, phrase.month or 0, phrase.day or 0

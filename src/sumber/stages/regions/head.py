"""The head of an article: title, byline, caption and dateline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from sumber.records import Region, RegionKind, Span
from sumber.stages.regions.wording import REGIONS

_DATA = REGIONS
_NOT_PLACES = tuple(_DATA["dateline"]["not_places"])
_SECTIONS = tuple(_DATA["dateline"]["sections"])
_HEADS = "|".join(map(re.escape, _DATA["byline"]["heads"]))

_TLD = r"(?:[Cc][Oo](?:[Mm]|\.[Ii][Dd])?|[Ii][Dd]|[Nn][Ee][Tt]|[Tt][Vv]|[Oo][Rr][Gg])"
_DOMAIN = rf"(?:[A-Za-z][\w-]{{1,24}}[.,]{_TLD}\b|[A-Za-z]{{3,14}} com\b)"
_DOMAINS = re.compile(_DOMAIN)
_PLACE = r"[A-Z][\w.'’/-]{0,20}(?: [A-Z][\w.'’/-]{0,20}){0,4}"
_DASH = r"[-–—]{1,2}"
_DASH_AT = re.compile(rf"[ \xa0]{{0,2}}{_DASH}(?=[\s\xa0A-Z\"“])")
_SECOND = re.compile(
    rf"[ \xa0]?[A-Z][\w.]{{1,20}}(?: [A-Z][\w.]{{1,20}}){{0,2}}[ \xa0]?{_DASH}(?=[\s\xa0])"
)
_LINK = re.compile(r"https?://\S{3,60}\s")
_WORD = re.compile(r"[^\s,()|/:\xa0]+")
_CAPITAL_NEXT = r"(?=[ \xa0]{1,2}[A-Z])"
_UNDASHED = re.compile(
    rf"{_DOMAIN}(?:, (?:[A-Z][a-z]{{2,20}}|[A-Z]{{3,20}}(?: [A-Z]{{3,20}})?){_CAPITAL_NEXT})?"
    rf"{_CAPITAL_NEXT}"
)
_LATER = re.compile(
    rf"(?<=[\s\xa0])(?:[A-Z][A-Z ]{{2,24}}, )?[A-Z][\w-]{{2,24}}\.{_TLD}"
    rf"(?:,[ \xa0]{_PLACE}| - {_PLACE})?[ \xa0]?{_DASH}(?=[\s\xa0A-Z])"
    rf"|(?<=[\s\xa0])[A-Z][\w ]{{2,24}} \(ANTARA\) {_DASH}"
    rf"|(?<=\s)[A-Z]\w{{2,20}}, IDN Times {_DASH}"
)
_BYLINE = re.compile(rf"(?:{_HEADS})\b[^\n.]{{0,80}}")
HEAD_CHARS = 900


def find_head(text: str, title: str | None) -> list[Region]:
    """Return the regions of the head of ``text``: those before the dateline, and the dateline."""
    start = len(text) - len(text.lstrip())
    at, dateline = _dateline(text, start)
    if dateline is None:
        return list(_title_only(text, start, title))
    return [*_before(text, start, at, title), dateline]


def _dateline(text: str, start: int) -> tuple[int, Region | None]:
    """Return where the dateline begins and its region: at the start, at a line, or further on."""
    for at in _line_starts(text, start):
        end = _dash_after(text, at, at == start)
        if end:
            return at, Region(Span(at, end), "dateline", "place or outlet and dash")
    undashed = _UNDASHED.match(text, start, start + 90)
    if undashed:
        return start, Region(Span(start, undashed.end()), "dateline", "outlet without dash")
    later = _LATER.search(text, start, start + HEAD_CHARS)
    if later and _nothing_said(text[start : later.start()]):
        return later.start(), Region(Span(*later.span()), "dateline", "outlet and dash further on")
    return start, None


def _line_starts(text: str, start: int) -> Iterator[int]:
    """Yield the starts of the first lines."""
    yield start
    for match in re.finditer(r"\n\s*(?=\S)", text[start : start + HEAD_CHARS]):
        yield start + match.end()


def _dash_after(text: str, at: int, first: bool) -> int | None:
    """Return where the dash ends that closes a dateline at ``at``; None where there is none."""
    for dash in islice(_DASH_AT.finditer(text, at, at + 90), 2):
        words = text[at : dash.start()]
        if _is_dateline(words, first, dash[0][0].isspace()):
            second = _SECOND.match(text, dash.end()) if _DOMAINS.search(words) else None
            return (second or dash).end()
    return None


def _is_dateline(words: str, first: bool, set_off: bool) -> bool:
    """Tell whether the words before a dash are a place or an outlet."""
    bare = _LINK.sub("", words)
    parts = _WORD.findall(bare)
    if not 0 < len(parts) <= 8 or not all(_is_name(part) for part in parts):
        return False
    if bare.startswith(_NOT_PLACES) or re.search(rf"\b(?:{_HEADS})\b", bare):
        return False
    if _DOMAINS.search(bare) or re.search(r"\([A-Z][A-Za-z]{3,}\)|IDN Times", bare):
        return True
    items = [item.strip() for item in re.split(r"[,|/(-]", bare)]
    if any(len(item) > 2 and item.upper() == item for item in items):
        return True
    return first and set_off and (bare in _SECTIONS or len(parts) <= 3)


def _is_name(word: str) -> bool:
    """Tell whether a word can stand in a dateline."""
    return word[0].isupper() or word[0].isdigit() or bool(_DOMAINS.match(word)) or word == "com"


def _nothing_said(head: str) -> bool:
    """Tell whether the text before a late dateline can be title, caption or byline."""
    return len(head) < 450 and "\n\n\n" not in head


def _before(text: str, start: int, at: int, title: str | None) -> Iterator[Region]:
    """Yield what stands before the dateline, line by line, or whole where lines were lost."""
    pos = start
    for line in re.finditer(r"[^\n]*\S", text[start:at]):
        begin = start + line.start() + len(line[0]) - len(line[0].lstrip())
        yield from _split_line(text, begin, start + line.end(), title, pos == start)
        pos = start + line.end()


def _split_line(
    text: str, begin: int, end: int, title: str | None, first: bool
) -> Iterator[Region]:
    """Yield the byline at the end of a line of the head, and what precedes it."""
    byline = _BYLINE.search(text, begin, end)
    stop = byline.start() if byline else end
    stop = begin + len(text[begin:stop].rstrip())
    if stop > begin and text[begin:stop] != "-":
        kind: RegionKind = "caption" if re.search(r"\d{4}\)|\.$|/", text[begin:stop]) else "title"
        yield Region(Span(begin, stop), kind, "before the dateline")
    if byline:
        yield Region(Span(byline.start(), end), "byline", "before the dateline")


def _title_only(text: str, start: int, title: str | None) -> Iterator[Region]:
    """Yield a title line: the given title, or a first line that is set off from the text."""
    line = text.find("\n", start, start + 220)
    first = text[start:line].rstrip() if line > start else ""
    if title and text[start : start + len(title)].lower() == title.lower():
        yield Region(Span(start, start + len(title)), "title", "the given title")
    elif (
        first
        and re.match(r"\n\s*-\s*\n|\n\s*\n", text[line : line + 12])
        and first[-1] not in '.,:;"”'
    ):
        yield Region(Span(start, start + len(first)), "title", "first line set off")
    byline = _BYLINE.match(text, start)
    if byline and line > 0:
        yield Region(Span(start, start + len(byline[0].rstrip())), "byline", "first line")

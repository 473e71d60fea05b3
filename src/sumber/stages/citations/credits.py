"""Credits in the parts that are not body: source lines, bylines, captions, disclaimers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sumber.language.patterns import any_of
from sumber.records import Region, Span
from sumber.stages.citations.found import Found
from sumber.stages.citations.sources import Name, first_names, name_at
from sumber.stages.citations.wording import CITED

_DATA = CITED
_BYLINES = _DATA["bylines"]

_SOURCE_LINE = re.compile(
    r"(Sumber(?: [Bb]erita)?|SUMBER|Source) ?: ?(?:https?://)?|(tayang di|terbit di|dimuat di) "
)
_CODE = re.compile(r"[(\[] ?([A-Za-z][\w.]{1,14}) ?[)\]]")
_PERSON = r"((?!Tim\b)[A-Z][\w.’'-]*(?: (?!Editor|Copyright|Penulis)[A-Z][\w.’'-]*){0,5})"
_LABEL = re.compile(rf"({any_of(_BYLINES['labels'])}) ?:? {{0,2}}{_PERSON}")
_HEAD = re.compile(rf"({any_of(_BYLINES['heads'])}) {_PERSON}")
_CONTRIBUTED = re.compile(rf"{_PERSON} (berkontribusi)")
_PROVIDERS = re.compile("|".join(_DATA["providers"]["patterns"]))
_AND = re.compile(r",? (?:dan|serta|&) |, |/(?=[A-Z])")
MOST = 6
"""Sources that one line names at most."""
_SLASH_RIGHT = re.compile(r"(?: FOTO)? ?/ ?[\w.]|[A-Z][a-z]|\)")


def find_credits(text: str, regions: Iterable[Region]) -> Iterator[Found]:
    """Yield the sources that the regions of ``text`` credit."""
    for region in regions:
        piece, start = region.span.of(text), region.span.start
        if region.kind == "source":
            yield from _source_line(piece, start)
        elif region.kind == "byline":
            yield from _byline(piece, start)
        elif region.kind == "caption":
            yield from _caption(piece, start)
        elif region.kind in ("disclaimer", "dateline"):
            yield from _provided(piece, start, region.kind)


def _source_line(piece: str, start: int) -> Iterator[Found]:
    """Yield the name behind *Sumber:* or *telah tayang di*, or inside a code."""
    line = _SOURCE_LINE.search(piece)
    code = _CODE.search(piece)
    at = line.end() if line else code.start(1) if code else None
    if at is None:
        return
    name = name_at(piece, at) or _by_lower(piece, at)
    cue = (
        Span(start + line.start(), start + line.start() + len(line[1] or line[2])) if line else None
    )
    for _ in range(MOST):
        if name is None:
            return
        known = name.known.id if name.known else None
        end = name.end
        yield Found(start + at, start + end, name.name, "outlet", known, cue, 0.95, "source line")
        link = _AND.match(piece, end)
        at = link.end() if link else end
        name = name_at(piece, at) or _by_lower(piece, at) if link else None


def _by_lower(piece: str, at: int) -> Name | None:
    """Return a name written without its capitals, or a bare word of a source line."""
    word = re.match(r"\w[\w.]*(?: [A-Z][\w.]+){0,3}", piece[at:])
    if word is None:
        return None
    exact = word[0].rstrip(".")
    found = name_at(exact.capitalize(), 0) or name_at(exact.upper(), 0)
    return Name(at + len(exact), found.name if found else exact, found.known if found else None)


def _byline(piece: str, start: int) -> Iterator[Found]:
    """Yield outlets before a stroke, and else the first reporter."""
    if _CODE.fullmatch(piece):
        yield from _coded(piece, start)
        return
    together = list(_together(piece, start))
    if len(together) > 1:
        yield from together
        return
    head = _HEAD.search(piece)
    for at, name in first_names(piece):
        if (head and at == head.start(2)) or piece[name.end :].lstrip().startswith("/"):
            known_id = name.known.id if name.known else None
            cue = Span(start + head.start(1), start + head.end(1)) if head else None
            end = len(piece.rstrip(" )")) if not head else name.end
            yield Found(
                start + at,
                start + end,
                name.name,
                "byline" if not head else "outlet",
                known_id,
                cue,
                0.9,
                "byline",
            )
            return
    person = _LABEL.search(piece) or head or _CONTRIBUTED.search(piece)
    if person:
        cue_group, name_group = (2, 1) if person.re is _CONTRIBUTED else (1, 2)
        cue = Span(start + person.start(cue_group), start + person.end(cue_group))
        begin, end = (start + edge for edge in person.span(name_group))
        yield Found(begin, end, person[name_group], "byline", None, cue, 0.8, "byline")


def _coded(piece: str, start: int) -> Iterator[Found]:
    """Yield the known outlet that a code names: *(RMOL)*."""
    code = _CODE.fullmatch(piece)
    name = name_at(code[1], 0) if code else None
    if code and name and name.known and name.end == len(code[1]):
        begin, end = (start + edge for edge in code.span(1))
        yield Found(begin, end, name.name, "outlet", name.known.id, None, 0.8, "code")


def _together(piece: str, start: int) -> Iterator[Found]:
    """Yield the outlets of a credit that names several: *(AP/AFP/LUK)*."""
    for part in re.finditer(r"[^/()\[\]|]+", piece):
        exact = part[0].strip()
        at = part.start() + part[0].index(exact) if exact else part.start()
        name = name_at(piece, at)
        if name and name.known and name.end == at + len(exact):
            yield Found(
                start + at,
                start + name.end,
                name.name,
                name.known.type,
                name.known.id,
                None,
                0.8,
                "credit of several",
            )


def _caption(piece: str, start: int) -> Iterator[Found]:
    """Yield the outlet or platform that a caption credits."""
    for at, name in first_names(piece):
        opened = at == 0 or piece[at - 1] in "(/" or piece[:at].rstrip()[-1:] in ("/", ".")
        credited = (
            piece[at - 1 : at] == "("
            or (opened and _SLASH_RIGHT.match(piece, name.end))
            or piece[:at].endswith(("/", "/ ", "Dok. "))
        )
        if credited and name.known:
            yield Found(
                start + at,
                start + name.end,
                name.name,
                name.known.type,
                name.known.id,
                None,
                0.8,
                "credit",
            )
            return


def _provided(piece: str, start: int, kind: str) -> Iterator[Found]:
    """Yield third parties that provide the text."""
    if kind == "dateline":
        named = (
            (at, name)
            for at, name in first_names(piece)
            if name.known and name.known.kind == "provider"
        )
        for at, name in named:
            yield Found(
                start + at,
                start + name.end,
                name.name,
                "provider",
                name.known and name.known.id,
                None,
                0.9,
                "dateline",
            )
        return
    for match in _PROVIDERS.finditer(piece):
        cue = Span(start + match.start(), start + match.start(1) - 1)
        yield Found(
            start + match.start(1),
            start + match.end(1),
            match[1],
            "provider",
            None,
            cue,
            0.95,
            "disclaimer",
        )

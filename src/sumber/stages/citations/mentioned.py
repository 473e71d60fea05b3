"""Known outlets in the body: those that report, and those to which something was said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sumber.language.patterns import any_of, both_cases
from sumber.records import Span
from sumber.stages.citations.found import Found
from sumber.stages.citations.sources import Name, first_names
from sumber.stages.citations.wording import CITED

_CUES = CITED["cues"]

_HEADS = any_of(_CUES["heads"])
_BETWEEN = rf"(?:[\s,]{{1,2}}(?:{_HEADS}|[A-Z][a-z]+))"
_TOLD = [*_CUES["reporting"], *_CUES["naming"], *_CUES["reports"], *_CUES["told"]]
_TOLD_LEFT = re.compile(rf"\b({any_of(both_cases(_TOLD))}){_BETWEEN}{{0,5}}[\s,]{{0,2}}\Z")
_LOOSE_LEFT = re.compile(rf"\b({any_of(_CUES['loose'])})(?:\s(?:{_HEADS})){{0,3}}\s\Z")
_VERB_RIGHT = re.compile(
    r"\s?(?:\([A-Z]{2,6}\) )?(?:(?:pada )?[A-Z]\w+ \([\d/]+\) )?"
    rf"({any_of(_CUES['verbs'])})\b"
)
_PLAIN_VERBS = frozenset(_CUES["plain_verbs"])


MOST = 20
"""Unknown names of one article that are looked for again."""
LEAST = 4
"""Letters of a name that is."""


def find_mentioned(text: str, found: list[Found]) -> Iterator[Found]:
    """Yield the known outlets of ``text`` outside of ``found`` that a word marks as a source."""
    taken = {position for f in found for position in (f.start, f.end)}
    for at, name in first_names(text):
        if (
            at in taken
            or name.common
            or (name.known and name.known.kind in ("official", "platform", "provider"))
        ):
            continue
        cue = _verb(text, name) or _left(text, at, name)
        if cue:
            known = name.known.id if name.known else None
            yield Found(at, name.end, name.name, "outlet", known, cue, 0.75, "known outlet and cue")


def find_again(text: str, found: list[Found]) -> Iterator[Found]:
    """Yield where a word marks a name as a source that no list knows but this article cites."""
    names = {f.source for f in found if f.type == "outlet" and f.known is None and _is_name(f)}
    for name in sorted(names)[:MOST]:
        for place in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            here = Name(place.end(), name, None, ambiguous=True)
            cue = _verb(text, here) or _left(text, place.start(), here)
            if cue:
                yield Found(*place.span(), name, "outlet", None, cue, 0.6, "cited elsewhere")


def _is_name(found: Found) -> bool:
    return found.source[:1].isupper() and found.end - found.start >= LEAST


def _verb(text: str, name: Name) -> Span | None:
    """Return the word behind a name that says that it reports."""
    verb = _VERB_RIGHT.match(text, name.end)
    if verb is None or (name.ambiguous and verb[1] not in _PLAIN_VERBS):
        return None
    return Span(*verb.span(1))


def _left(text: str, at: int, name: Name) -> Span | None:
    """Return the word before a name that marks it as a source."""
    window = text[max(0, at - 64) : at]
    cue = _TOLD_LEFT.search(window)
    if cue is None and not name.ambiguous:
        cue = _LOOSE_LEFT.search(window)
    return Span(at - len(window) + cue.start(1), at - len(window) + cue.end(1)) if cue else None

"""Parts of fixed form: prompts, disclaimers, source lines and bylines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from sumber.language.patterns import matches
from sumber.records import Region, RegionKind, Span
from sumber.stages.regions.wording import REGIONS

_DATA = REGIONS
_KINDS: tuple[RegionKind, ...] = ("prompt", "disclaimer", "source", "byline")


def _fixed(*, any_name: bool) -> re.Pattern[str]:
    """All fixed forms in one pattern; the name of the group is the kind."""
    patterns = {
        kind: [p for p in _DATA[kind]["patterns"] if any_name or not p.startswith(_ANY_NAME)]
        for kind in _KINDS
    }
    groups = (f"(?P<{kind}>{'|'.join(patterns[kind])})" for kind in _KINDS)
    return re.compile(rf"(?<![A-Z\d])(?=[A-Z©\[(g])(?:{'|'.join(groups)})")


_ANY_NAME = "[A-Z]"
# small letters, of which a text has many, begin scripts alone
_HEAD, _HEAD_OR_SCRIPT = re.compile(r"[A-Z©\[(]"), re.compile(r"[A-Z©\[(g]")
_FIXED, _FIXED_BUT_NAMES = _fixed(any_name=True), _fixed(any_name=False)
# words of the forms that begin with any name: only where such words stand are those looked for
_BEHIND_NAMES = re.compile(
    "|".join(
        max(re.findall(r" [a-z]{4,}(?: [a-z]{4,})*", pattern), key=len)
        for kind in _KINDS
        for pattern in _DATA[kind]["patterns"]
        if pattern.startswith(_ANY_NAME)
    )
)
_SCRIPT = re.compile(rf"(?:{_DATA['prompt']['scripts']}){_DATA['prompt']['script_lines']}")
_SENTENCE = re.compile("|".join(map(re.escape, _DATA["prompt"]["sentences"])))

_LABEL = "|".join(map(re.escape, _DATA["byline"]["labels"]))
_WORD = rf"(?!PT\b|Copyright|Isi\b|(?:{_LABEL})\b)[A-Z][\w.’'-]{{0,24}}"
_NAME = rf"{_WORD}(?:[ \xa0]{{1,2}}{_WORD}){{0,5}}"
_CODE = r"[(\[] ?[*\w.-]{1,12}(?: ?[/,&] ?[*\w.-]{1,12}){0,4} ?[)\]]"
_LABELLED = re.compile(
    rf"(?:{_CODE}\s{{0,3}})?(?<!Pilihan )"
    rf"(?:\b(?:(?:{_LABEL}) ?:|Diadaptasi oleh)\s{{0,3}}(?:Tim \w+|{_NAME})"
    r"\s?[,|/]?\s{0,2}){1,4}"
)
_LABEL_AT = re.compile(rf"(?<!Pilihan )(?=[DEFKLPRW])\b(?:(?:{_LABEL}) ?:|Diadaptasi oleh )")
_SOURCE_CODES = frozenset(_DATA["source"]["codes"])
_LAST_CODES = re.compile(rf"(?:{_CODE}|\([a-z]{{2,4}})(?:\s?{_CODE})?[\s|]*\Z")
_CREDIT_CODE = re.compile(
    r"\( ?[A-Z][\w]{2,24}\.(?:[Cc][Oo][Mm]|[Ii][Dd]|[Cc][Oo]) ?/ ?[\w .,/|&-]{2,60}\)"
    r"|\((?:\*\d?|[a-z]{3,4}(?:/[a-z\d]{2,4}){0,2}|[A-Z][a-z]{2})\)"
    rf"(?=\s{{0,20}}(?:{_LABEL}|Isi komentar|Artikel ini|Copyright|\n))"
    r"|\[[a-z\d]{2,4}(?:/[a-z\d]{2,4}){1,2}\]"
)


def find_marks(text: str) -> list[Region]:
    """Return the prompts, disclaimers, source lines and bylines of ``text``."""
    found = [
        _trimmed(text, m.start(), m.end(), cast("RegionKind", m.lastgroup)) for m in _forms(text)
    ]
    found += [_whole_sentence(text, m) for m in _SENTENCE.finditer(text)]
    if "{" in text:
        found += [_trimmed(text, *m.span(), "prompt", "program") for m in _SCRIPT.finditer(text)]
    tail = _tail_start(text, found)
    found += _labelled(text)
    found += _codes(text, tail)
    return found


def _forms(text: str) -> Iterator[re.Match[str]]:
    pattern = _FIXED if _BEHIND_NAMES.search(text) else _FIXED_BUT_NAMES
    return matches(_HEAD_OR_SCRIPT if "googletag" in text else _HEAD, pattern, text)


def _trimmed(
    text: str, start: int, end: int, kind: RegionKind, because: str = "fixed form"
) -> Region:
    """Return the region without the blanks at its edges."""
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return Region(Span(start, end), kind, because)


def _whole_sentence(text: str, match: re.Match[str]) -> Region:
    """Widen a match to its sentence, within its line and 200 characters to the left."""
    before = text[max(0, match.start() - 200) : match.start()]
    cut = max(before.rfind("\n"), before.rfind(". ") + 1, -1)
    stop = text.find(".", match.end(), match.end() + 40)
    end = match.end() if stop < 0 else stop + 1
    return _trimmed(text, match.start() - len(before) + cut + 1, end, "prompt", "whole sentence")


def _labelled(text: str) -> Iterator[Region]:
    """Yield *Pewarta: X Editor: Y* with the desk code before it, and an address behind it."""
    for at in _LABEL_AT.finditer(text):
        start = max(0, at.start() - 24)
        match = _LABELLED.search(text, start, min(len(text), at.end() + 200))
        if match and match.start() <= at.start():
            yield _trimmed(text, match.start(), match.end(), "byline", "label and name")
            yield from _footer(text, match.end())


def _footer(text: str, start: int) -> Iterator[Region]:
    """Yield the publisher's address where it is all that follows the last byline."""
    rest = text[start : start + 600]
    if (
        len(text) - start < 600
        and re.match(r"\s*PT\b", rest)
        and re.search("©|@|protected|Jl", rest)
    ):
        yield _trimmed(text, start, len(text), "disclaimer", "address behind the byline")


def _tail_start(text: str, found: list[Region]) -> int:
    """Return where the last run of regions that ends the text begins."""
    start = len(text.rstrip())
    for region in sorted(found, key=lambda r: -r.span.end):
        if region.span.end < start - 3:
            break
        start = region.span.start
    return start


def _codes(text: str, tail: int) -> Iterator[Region]:
    """Yield desk codes: in the midst where their form is plain, any at the end of the text."""
    for match in _CREDIT_CODE.finditer(text):
        yield _trimmed(text, match.start(), match.end(), "byline", "desk code")
    body = text[max(0, tail - 60) : tail]
    last = _LAST_CODES.search(body)
    named = last is not None and last[0].strip("()[] |\n\xa0") in _SOURCE_CODES
    if last and (named or _ends_sentence(body[: last.start()])):
        kind: RegionKind = "source" if named else "byline"
        base = max(0, tail - 60)
        end = base + len(body.rstrip(" \n\r\t|\xa0"))
        yield _trimmed(text, base + last.start(), end, kind, "code at the end")


def _ends_sentence(text: str) -> bool:
    """Tell whether ``text`` closes a sentence, so that what follows stands alone."""
    return (
        not text.strip()
        or text.rstrip(" \n\r\t|\xa0")[-1:] in tuple(".!?\"”’'")
        or text.endswith("  ")
    )

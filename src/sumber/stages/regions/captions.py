"""Captions, told by the credit that opens or closes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from sumber.language.patterns import any_of
from sumber.records import Region, Span
from sumber.stages.regions.headlines import OPENERS
from sumber.stages.regions.wording import REGIONS

_DATA = REGIONS["caption"]
_CREDIT = "|".join(_DATA["credits"])
_PREFIX = "|".join(re.escape(p) for p in _DATA["prefixes"])
_LINE_OPENERS = "|".join(re.escape(o) for o in _DATA["openers"])
_SAYS = re.compile(r"\b(?:kata|ujar|ucap|jelas|mengatakan|menurut|menyebut)\w{0,4}\b")

_IN_BRACKETS = any_of(_DATA["in_brackets"])
_LAST_ONLY = "|".join(_DATA["last_credits"])
_OPENING = any_of(OPENERS)

# the credit comes first: *Kompas.com/ Nama NamaOrang di kota, Sabtu (28/6/2025).*
_FIRST = re.compile(
    rf"(?:{_CREDIT}|{_PREFIX})(?: ?/ ?(?=[A-Z])|(?=[A-Z][a-z])|(?<=[kK.WAa]) (?=[A-Z]))"
)
_SLASH = re.compile(rf"/ ?(?:{_CREDIT})\b")
_NAME = re.compile(r"(?:^|(?<=[.!?”\"\s]))[A-Z][\w.]{1,16}(?: [A-Z][\w.]{1,16}){0,2}\Z")
_CAPITALS = re.compile(r"[A-Z][A-Z.]{1,14}(?: [A-Z][A-Z.]{1,14}){1,3}(?=[a-z]{2})")
_BREAK = re.compile(r"(?:^|[.!?”\"\n]|[.!?”\"\s]\s)\Z")
# the credit comes last: *Orang di kota (Kompas.com/Nama)*, *… . ANTARA/Nama*, *[YouTube]*
_LAST = re.compile(
    rf"\((?:(?:{_CREDIT})(?: ?/ ?[^)\n]{{2,40}})?|{_IN_BRACKETS}\b[^)\n]{{0,40}})\)(?=\n|\Z)"
    rf"|(?:{_LAST_ONLY})/ ?[A-Z][\w.]{{0,20}}(?: [A-Z][\w.]{{1,20}}){{1,3}}"
    rf"(?: (?!{_OPENING})[A-Z][\w.]{{1,20}})?"
    r"|\bFoto: ?(?:dok|Dok|DOK)[^\n]{0,40}"
)
_END = re.compile(
    r"\(\d{1,2}/\d{1,2}/\d{2,4}\)(?: \([^)\n]{2,60}\))?\.?"
    rf"|\.(?=\s|\Z)|(?<=[a-z])(?= {_OPENING}[ ,])"
)
_AT_END = re.compile(r"\s{0,20}\Z")
_OPENED = re.compile(rf"^(?:{_LINE_OPENERS})[^\n]{{0,340}}(?=\n)", re.MULTILINE)
# a line without a stop that tells what a picture shows, and when
_UNSTOPPED = re.compile(
    r"(?<=\n)[^\n]{60,300}\(\d{1,2}/\d{1,2}/\d{4}\)(?: pagi| siang| sore| malam)?(?=\n)"
)


def find_captions(text: str) -> list[Region]:
    """Return the captions of ``text``."""
    return [*_by_line(text), *_by_first_credit(text), *_by_last_credit(text)]


def _by_line(text: str) -> Iterator[Region]:
    """Yield whole lines that begin as captions do, or end without a stop behind a date."""
    for match in _OPENED.finditer(text):
        yield Region(
            Span(match.start(), match.start() + len(match[0].rstrip())),
            "caption",
            "line opened as a caption",
        )
    for match in _UNSTOPPED.finditer(text):
        yield Region(Span(match.start(), match.end()), "caption", "line with a date and no stop")


def _by_first_credit(text: str) -> Iterator[Region]:
    """Yield captions whose credit comes first: to the line's end, or to the sentence's."""
    for match in chain(_FIRST.finditer(text), _CAPITALS.finditer(text)):
        glued = match.re is _FIRST and not match[0].endswith(" ")
        behind_headline = glued and text[match.start() - 1 : match.start()] == " "
        if behind_headline or _BREAK.search(text[max(0, match.start() - 2) : match.start()]):
            yield from _from_credit(text, match.start(), match.end())
    for match in _SLASH.finditer(text):
        name = _NAME.search(text[max(0, match.start() - 50) : match.start()])
        if name:
            yield from _from_credit(text, match.start() - len(name[0]), match.end())


def _from_credit(text: str, start: int, after: int) -> Iterator[Region]:
    """Yield the caption that the credit opens, unless it reports what somebody said."""
    line = text.find("\n", after, after + 500)
    if line > 0 and text[start - 1 : start] in ("", "\n"):
        end = line
    else:
        stop = _END.search(text, after + 15, after + 400)
        end = stop.end() if stop else after
    end = start + len(text[start:end].rstrip())
    if end > after and not _SAYS.search(text, start, end):
        yield Region(Span(start, end), "caption", "credit first")


def _by_last_credit(text: str) -> Iterator[Region]:
    """Yield captions whose credit comes last: from the start of the line or the sentence."""
    for match in _LAST.finditer(text):
        window = text[max(0, match.start() - 400) : match.start()]
        line = window.rfind("\n")
        whole = line >= 0 and text[match.end() : match.end() + 1] in ("", "\n")
        if match[0].startswith("(") and (not whole or _AT_END.match(text, match.end())):
            continue
        begin = line + 1 if whole else _sentence_before(window)
        start = match.start() - len(window) + begin
        if start < match.start() and (whole or not _SAYS.search(text, start, match.start())):
            yield Region(Span(start, match.end()), "caption", "credit last")


def _sentence_before(window: str) -> int:
    """Return where the sentence begins that ends just before the end of ``window``."""
    body = window.rstrip(" .")
    cut = max(body.rfind(". "), body.rfind("\n"))
    return cut + 2 if cut >= 0 and body[cut] == "." else cut + 1

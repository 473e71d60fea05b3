"""Names behind words that cite: *dikutip dari X*, *dilansir X*, *kepada X*, *tayang di X*."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sumber.language.anchors import Anchors
from sumber.language.patterns import any_of, both_cases
from sumber.records import CitationKind, Span, Tokens
from sumber.stages.citations.documents import document_behind
from sumber.stages.citations.found import Found
from sumber.stages.citations.platforms import platform_at
from sumber.stages.citations.sources import (
    NOBODY,
    Name,
    Outlet,
    is_common,
    name_at,
    small_name_at,
)
from sumber.stages.citations.wording import CITED

_DATA = CITED
_CUES = _DATA["cues"]
_NAMING = frozenset(both_cases(_CUES["naming"]))
_REPORTS = frozenset(both_cases(_CUES["reports"]))
_TOLD = frozenset(both_cases(_CUES["told"]))

_CUE = Anchors([*_NAMING, *_REPORTS, *both_cases(_CUES["reporting"]), *_TOLD])
_HEADS = re.compile(rf"(?:[\s\xa0]{{0,4}}(?:{any_of(_CUES['heads'])})(?![a-z]))*[\s\xa0]{{0,4}}")
_DATA_HEAD = re.compile(r"(?:data|dokumen|jurnal|studi|riset|survei) ")
_GLUED_BOOK = re.compile(r"buku(?=[A-Z\d])")
_APPOSED = re.compile(r"[A-Z]\w+(?: [A-Z]\w+)?,? (?=[A-Z@])")
_RUN = re.compile(r"[#@]?[A-Z\d][\w.&'’-]*(?: (?:[A-Z\d][\w.&'’-]*|of|for|and)){0,4}")
_MEDIA = re.compile(
    rf"(?<!awak )\b{any_of(_CUES['media'])}(?: {any_of(_CUES['unnamed'])})*[\s\xa0]*\Z"
)
_A_WORD = re.compile(r"\w+")
_LOWER_HEADS = [head for head in _CUES["heads"] if head.islower()]
_MEDIA_NAME = re.compile(
    rf"[\s\xa0]{{0,2}}(?:(?:{any_of(_LOWER_HEADS)})\s){{0,4}}"
    rf"({any_of(_CUES['kinds'])} [A-Z][a-z]\w*(?: [A-Z][a-z]\w*){{0,2}})"
)
_GLUED_ON = re.compile(r"(?<=[a-z]{2})\.(?=[A-Z][a-z])|--|(?<=\w{3})\.\s")
_WHOSE = any_of(_CUES["unnamed"])
_UNNAMED = re.compile(
    rf"(?:sebuah |salah satu |sejumlah )?"
    rf"({any_of(_CUES['unnamed_heads'])} {_WHOSE}\b(?: {_WHOSE}\b)?)(?! [A-Z\d])"
)
_SITE = re.compile(r"(?:laman|situs|website)(?: web)?(?: resmi)?(?: milik)? (?=[a-z])\w{3,}")
LEAST = 3
"""Letters that an unknown name has at least."""
_NOT_SOURCES = frozenset(_DATA["not_sources"]["words"])
_SMALL_NAMES = tuple(_CUES["small_names"])
_SITES = re.compile(r"laman|situs|website|akun|kanal|web\b")
_LIST = re.compile(r"(?:,? dan |,? serta |, |\s?(?:yang )?(?:mengutip )?dari\s?(?=[A-Zad]))")


def find_cued(text: str, tokens: Tokens, own: Outlet = NOBODY) -> Iterator[Found]:
    """Yield the sources named behind cues, in the order of the text; ``own`` is who publishes."""
    for cue in _CUE.find(text, tokens):
        if text[cue.start() - 1 : cue.start()].isalpha():
            continue
        span = Span(*cue.span())
        first = _behind(text, span, cue[0]) or _own_name(text, span, own)
        if first:
            yield first
            yield from _listed(text, first, span)


def _own_name(text: str, cue: Span, own: Outlet) -> Found | None:
    """Return the article's own outlet behind a cue, where no list knows it."""
    if own.stem is None or own.known is not None:
        return None
    heads = _HEADS.match(text, cue.end)
    at = heads.end() if heads else cue.end
    words = _run_at(text, at).split(" ")
    names = (" ".join(words[:n]) for n in range(1, len(words) + 1))
    name = next((name for name in names if own.is_named(name, None)), None)
    if name is None:
        return None
    return Found(at, at + len(name), name, "outlet", None, cue, 0.8, "own outlet")


def _behind(text: str, cue: Span, words: str) -> Found | None:
    """Return the source that is named behind a cue."""
    heads = _HEADS.match(text, cue.end)
    at = heads.end() if heads else cue.end
    if not _may_name(text, at, at == cue.end):
        return None
    naming = words in _NAMING
    passed = heads[0] if heads else ""
    found = _named(text, at, cue, passed, 0.95 if naming else 0.85, naming)
    if found:
        told = words in _TOLD
        common = is_common(text[found.start : found.end])
        asked = found.type == "platform" and words.lower().startswith(("kepada", "diakses"))
        return None if told and (common or asked) else found
    small = small_name_at(text, at) if naming else None
    if small:
        return _found(text, at, small, cue, passed, 0.85)
    if naming or words in _REPORTS:
        return _unknown(text, at, cue, words in _REPORTS)
    return _of_media(text, at, cue, passed)


def _of_media(text: str, at: int, cue: Span, heads: str) -> Found | None:
    """Return a medium that is told by the word before its name, or that is not named at all."""
    unnamed = _UNNAMED.match(text, cue.end + (text[cue.end : cue.end + 1].isspace()))
    if unnamed:
        begin, end = unnamed.span(1)
        return Found(begin, end, unnamed[1], "outlet", None, cue, 0.65, "cue and medium")
    kind = _MEDIA_NAME.match(text, cue.end)
    if kind and not _holds_known(text, *kind.span(1)):
        return Found(*kind.span(1), kind[1], "outlet", None, cue, 0.65, "medium by its kind")
    name = _run_at(text, at) if _MEDIA.search(heads) else ""
    if len(name) < 2 or name.split()[0] in _NOT_SOURCES:
        return None
    last = at + name.rfind(" ") + 1
    known = name_at(text, last)
    if known and known.known and known.end == at + len(name):
        return _found(text, last, known, cue, heads, 0.85)
    return Found(at, at + len(name), name, "outlet", None, cue, 0.6, "medium by its kind")


def _holds_known(text: str, start: int, end: int) -> bool:
    """Tell whether a known name stands inside a run of words."""
    return any(name_at(text, word.start()) for word in _A_WORD.finditer(text, start, end))


def _may_name(text: str, at: int, glued: bool) -> bool:
    """Tell whether a name can begin there; few do in small letters, and fewer glued to a cue."""
    if text[at : at + 1].isupper() or text.startswith(_SMALL_NAMES, at):
        return True
    return not glued and not text.startswith("antara ", at)


def _named(text: str, at: int, cue: Span, heads: str, sure: float, naming: bool) -> Found | None:
    """Return the known or well-formed source at ``at``, or behind an apposition there."""
    placed = naming or heads.strip() or text[cue.start : cue.end][-2:] == "di"
    platform = platform_at(text, at) if placed else None
    if platform:
        end, name = platform
        return Found(at, end, name, "platform", None, cue, sure, "cue and platform")
    name_here = name_at(text, at)
    if name_here is None and heads.strip():
        apposed = _APPOSED.match(text, at)
        at = apposed.end() if apposed else at
        name_here = name_at(text, at) if apposed else None
    if name_here is None or (
        name_here.known and name_here.known.kind == "official" and not _SITES.search(heads)
    ):
        return None
    small = (
        text[at].islower()
        and not text.startswith(_SMALL_NAMES, at)
        and "." not in text[at : name_here.end]
    )
    return None if small else _found(text, at, name_here, cue, heads, sure)


def _found(text: str, at: int, name: Name, cue: Span, heads: str, sure: float) -> Found:
    kind: CitationKind = name.known.type if name.known else "outlet"
    known = name.known.id if name.known else None
    exact = text[at : name.end]
    source = exact if kind == "platform" and "." in exact else name.name
    sure = sure if known else sure - 0.1
    return Found(at, name.end, source, kind, known, cue, sure, "cue and name")


def _unknown(text: str, at: int, cue: Span, report: bool) -> Found | None:
    """Return a source that is not known: a document, a site, or a run of capitals."""
    start = cue.end + (text[cue.end : cue.end + 1].isspace())
    site = _SITE.match(text, start) if not text[at : at + 1].isupper() else None
    if site and at > site.start():
        return Found(site.start(), site.end(), site[0], "platform", None, cue, 0.7, "cue and site")
    medium = _of_media(text, at, cue, "")
    if medium:
        return medium
    at += len("buku") if _GLUED_BOOK.match(text, at) else 0
    data = _DATA_HEAD.match(text, at)
    document = document_behind(text, at)
    if document:
        return Found(
            at, document, text[at:document], "document", None, cue, 0.75, "cue and document"
        )
    start = data.end() if data else at
    site_named = _SITES.search(text, cue.end, at)
    name = _run_at(text, start)
    if len(name) < 2 or (name.split()[0] in _NOT_SOURCES and not (site_named and " " in name)):
        return None
    kind: CitationKind = "document" if data or report else "platform" if site_named else "outlet"
    return Found(start, start + len(name), name, kind, None, cue, 0.6, "cue and capitals")


def _run_at(text: str, at: int) -> str:
    """Return the words in capitals at ``at``, without a sentence that is glued to them."""
    run = _RUN.match(text, at)
    return _GLUED_ON.split(run[0])[0].rstrip(".-,") if run else ""


def _listed(text: str, first: Found, cue: Span) -> Iterator[Found]:
    """Yield the names that stand in a list or a chain behind the first."""
    end = first.end
    for _ in range(3):
        link = _LIST.match(text, end)
        heads = _HEADS.match(text, link.end()) if link else None
        if link is None or heads is None:
            return
        one = _in_list(text, heads, cue, "dari" in link[0])
        if one is None:
            return
        yield one
        end = one.end


def _in_list(text: str, heads: re.Match[str], cue: Span, chained: bool) -> Found | None:
    """Return the name behind *dan*, or behind *dari*, where an unknown one is a source too."""
    at = heads.end()
    name = name_at(text, at)
    if name is not None:
        return _found(text, at, name, cue, heads[0], 0.85)
    run = _run_at(text, at) if chained else ""
    if len(run) < LEAST or run.split()[0] in _NOT_SOURCES:
        return None
    return Found(at, at + len(run), run, "outlet", None, cue, 0.6, "chain of capitals")

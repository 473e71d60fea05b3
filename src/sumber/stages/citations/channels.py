"""Platforms as the place of what was said or shown, and documents with a preposition."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sumber.language.patterns import any_of, both_cases
from sumber.records import CitationKind, Span
from sumber.stages.citations.found import Found
from sumber.stages.citations.wording import CITED

_DATA = CITED
_PLATFORMS = _DATA["platforms"]
_DOCUMENTS = _DATA["documents"]

_GENERIC = ("media sosial", "medsos")
_PLATFORM = re.compile(any_of(_PLATFORMS["names"]))
_CHANNEL = re.compile(r"(?: [Cc]hannel)?(?: resmi| milik)?((?: (?!Channel)[A-Z][\w.’']*){1,4})")
_BETWEEN = any_of(_PLATFORMS["between"])
_HEAD_LEFT = re.compile(rf"\b({any_of(_PLATFORMS['heads'])})(?:\s(?:{_BETWEEN}))*\s\Z")
_SAID_LEFT = re.compile(
    rf"\b(?:{any_of(_PLATFORMS['said'])})\s?(?:di|lewat|melalui|via|dalam)?(?:\s(?:{_BETWEEN}))*\s\Z"
)
_WROTE_LEFT = re.compile(
    rf"\b(?:{any_of(_PLATFORMS['wrote'])})(?:\s[\w’'@-]+){{0,5}}\s(?:di|via|lewat|melalui)(?:\s(?:{_BETWEEN}))*\s\Z"
)
_OWN_RIGHT = re.compile(
    r"-?(?:nya)?(?: pribadi| resmi| Story| story)?(?:nya)?,? @\w"
    r"|-?nya\b|(?:-?nya)? (?:pribadi|resmi|milik)(?:nya)?\b"
)
_PLACE_LEFT = re.compile(r"\b(di|melalui|lewat|dalam|dari|Melalui|Lewat)\s(?:akun |kanal )?\Z")

_DOCUMENT = re.compile(any_of(both_cases(_DOCUMENTS["names"])))
_FIRM = frozenset(_DOCUMENTS["firm"])
_PLAIN = frozenset(_DOCUMENTS["plain"])
_PREPOSITION = re.compile(rf"\b({any_of(_DOCUMENTS['prepositions'])})\s(?:sebuah\s)?\Z")
_OF = re.compile(
    r"(?:nya)?(?: tertulis(?:nya)?| resmi(?:nya)?)?"
    r"((?: (?:dari )?(?!Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu)[A-Z][\w.&'’-]*)"
    r"(?: [A-Z][\w.&'’-]*){0,5})?"
)
_LAID_DOWN = re.compile(
    rf"({any_of(_DOCUMENTS['laid_down'])}) "
    rf"(?=({any_of(_DOCUMENTS['titles'])}\b[^,;“”\"\n]{{3,90}}))"
)
_TITLED = re.compile(
    rf"{any_of(_DOCUMENTS['titled'])}(?:nya)?(?: \w+)?(?: yang)?(?: ilmiah)?"
    r"(?: (?:berjudul|bertajuk))? "
    r"(?:\"|“|'|‘)([A-Z\d][^\"“”'’\n]{4,120})(?:\"|”|'|’)"
)
_HANDLE = re.compile(
    r"((?:tulis|tulisan|unggahan|diunggah|lewat|melalui|dari|dalam|bunyi|ungkap) akun)"
    r"(?: [a-z]{4,10}){0,3} (@\w[\w.]+\w)"
)
_TITLE_END = re.compile(
    r"(?:Nomor|No\.?)[:\s]{1,2}\S+(?: [Tt]ahun \d{4})?|\s(?:yang|tentang|soal|pasal)\b"
)


def platform_at(text: str, at: int) -> tuple[int, str] | None:
    """Return the end and the name of a platform at ``at``, with the channel named behind it."""
    match = _PLATFORM.match(text, at)
    if match is None or _runs_on(text, match.end()):
        return None
    end = match.end()
    if match[0].lower() == "youtube":
        channel = _CHANNEL.match(text, end)
        end = channel.end() if channel else end
        end -= text[end - 1] == "."
    return end, text[at:end]


def _runs_on(text: str, end: int) -> bool:
    """Tell whether letters follow that belong to another word, the clitic *-nya* aside."""
    return text[end : end + 1].isalnum() and not re.match(r"nya\b", text[end : end + 4])


def find_channels(text: str) -> Iterator[Found]:
    """Yield platforms and documents in the body of ``text``."""
    yield from _platforms(text)
    yield from _documents(text)
    yield from _laws(text)
    yield from _titled(text)
    yield from _handles(text)


def _platforms(text: str) -> Iterator[Found]:
    """Yield platforms behind *akun*, *unggahan di* and the like, or behind a word of saying."""
    for match in _PLATFORM.finditer(text):
        here = platform_at(text, match.start())
        if here is None or text[match.start() - 1 : match.start()].isalnum():
            continue
        left = text[max(0, match.start() - 60) : match.start()]
        cue = _generic_cue(left) if match[0] in _GENERIC else _place_cue(text, left, *here)
        if cue:
            base = match.start() - len(left)
            words = Span(base + cue.start(), base + len(left.rstrip()))
            yield Found(match.start(), *here, "platform", None, words, 0.8, "place of saying")


def _generic_cue(left: str) -> re.Match[str] | None:
    """Return what makes *media sosial* a source: an upload to it, or a word of saying."""
    head = _HEAD_LEFT.search(left)
    uploaded = head and head[1].startswith(("unggah", "postingan", "cuitan"))
    return head if uploaded else _SAID_LEFT.search(left)


def _place_cue(text: str, left: str, end: int, name: str) -> re.Match[str] | None:
    """Return what makes a platform the place where something was said or shown."""
    cue = _HEAD_LEFT.search(left) or _SAID_LEFT.search(left)
    if cue is None and (" " in name or _OWN_RIGHT.match(text, end)):
        cue = _PLACE_LEFT.search(left)
    return cue or _WROTE_LEFT.search(left)


def document_at(text: str, at: int, firm: bool = False) -> int | None:
    """Return the end of a document's name at ``at``; a plain word is one only behind a firm cue."""
    match = _DOCUMENT.match(text, at)
    if match is None:
        return None
    of = _OF.match(text, match.end())
    end = of.end() if of else match.end()
    if match[0] in _PLAIN and not (of and of[1]) and not firm:
        return None
    return end if not text[end : end + 1].isalnum() else None


def _documents(text: str) -> Iterator[Found]:
    """Yield documents behind a preposition: *dalam keterangan tertulisnya*."""
    for match in _DOCUMENT.finditer(text):
        left = text[max(0, match.start() - 24) : match.start()]
        preposition = _PREPOSITION.search(left)
        firm = preposition is not None and preposition[1] in _FIRM
        end = document_at(text, match.start(), firm) if preposition else None
        if preposition and end:
            source = re.sub(r"nya\b", "", text[match.start() : end])
            cue_at = match.start() - len(left) + preposition.start(1)
            cue = Span(cue_at, cue_at + len(preposition[1]))
            kind: CitationKind = (
                "platform" if match[0].endswith("resmi") and match[0][0] in "lsw" else "document"
            )
            yield Found(match.start(), end, source, kind, None, cue, 0.8, "document")


def _laws(text: str) -> Iterator[Found]:
    """Yield decrees and letters in which the text says that something is laid down."""
    for match in _LAID_DOWN.finditer(text):
        start = match.end()
        stop = _TITLE_END.search(match[2])
        end = start + (
            len(match[2]) if stop is None else stop.end() if stop[0][0] == "N" else stop.start()
        )
        source = text[start:end].rstrip()
        cue = Span(match.start(1), match.end(1))
        yield Found(start, start + len(source), source, "document", None, cue, 0.7, "laid down")


def _titled(text: str) -> Iterator[Found]:
    """Yield books, studies and articles by their title between quote marks."""
    for match in _TITLED.finditer(text):
        left = text[max(0, match.start() - 24) : match.start()]
        preposition = _PREPOSITION.search(left)
        if preposition:
            cue_at = match.start() - len(left) + preposition.start(1)
            cue = Span(cue_at, match.start() - 1)
            yield Found(*match.span(1), match[1], "document", None, cue, 0.75, "titled")


def _handles(text: str) -> Iterator[Found]:
    """Yield accounts that are named by their handle alone: *tulis akun @nama*."""
    for match in _HANDLE.finditer(text):
        if not _PLATFORM.search(match[0]):
            cue = Span(*match.span(1))
            yield Found(*match.span(2), match[2], "platform", None, cue, 0.7, "account")

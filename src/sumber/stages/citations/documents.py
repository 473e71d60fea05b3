"""Documents from which the article has something: statements in writing, books, court files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sumber.language.patterns import any_of, both_cases
from sumber.records import Span
from sumber.stages.citations.found import Found
from sumber.stages.citations.saying import opens_sentence, placed, said_before
from sumber.stages.citations.sources import name_at
from sumber.stages.citations.wording import CITED

_DATA = CITED["documents"]

_DOCUMENT = re.compile(any_of(both_cases(_DATA["names"])))
_FIRM = frozenset(_DATA["firm"])
_CITED = re.compile(
    rf"{any_of(_DATA['cited'])}(?: resmi| tertulis| pers)?(?: dari| milik)?"
    r" (?!(?:Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu)\b)"
    r"[A-Z][\w&'’-]*(?: [A-Z][\w&'’-]*){0,5}"
)
_PLAIN = frozenset(_DATA["plain"])
_PREPOSITION = re.compile(rf"\b({any_of(_DATA['prepositions'])})\s(?:sebuah\s|suatu\s|isi\s)?\Z")
_DAY = "Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu|Januari|Februari|Maret|April|Mei|Juni|Juli"
_OF = re.compile(
    r"(?:nya)?(?: tertulis(?:nya)?| resmi(?:nya)?)?"
    rf"((?: (?:dari |jaksa |bersama )?(?!(?:{_DAY})\b)[A-Z][\w&'’-]*)(?: [A-Z][\w&'’-]*){{0,5}})?"
)
_OTHER = re.compile(rf" (?:{any_of(_DATA['other'])})| ini\b")
_MARKED = re.compile(rf"nya\b| (?:{any_of(_DATA['marked'])})\b")
_WORDING = re.compile(rf"\b({any_of(_DATA['wording'])})\s\Z")
_LAID_DOWN = re.compile(
    rf"({any_of(_DATA['laid_down'])}) "
    rf"(?=({any_of(_DATA['titles'])}\b[^,;“”\"\n]{{3,90}}))"
)
_TITLED = re.compile(
    rf"{any_of(_DATA['titled'])}(?:nya)?(?: \w+)?(?: yang)?(?: ilmiah)?"
    r"(?:,? (?:berjudul|bertajuk))?,? "
    r"(?:\"|“|'|‘)([A-Z\d][^\"“”'’\n]{4,120})(?:\"|”|'|’)"
)
_TITLE_END = re.compile(
    r"(?:Nomor|No\.?)[:\s]{1,2}(?:\S+/ )*\S+(?: [Tt]ahun \d{4})?|\s(?:yang|tentang|soal|pasal)\b"
)
_TITLE_NEXT = re.compile(r"(?:nya)?(?: \w+){0,2},? [\"“'‘]")
_BOOK = re.compile(
    r"nya(?: yang)?,?(?: (?:berjudul|bertajuk))? "
    r"((?!Dr|Prof)[A-Z][\w’'-]+(?: [\w’'-]+){0,5}?)(?=[,.]| karya| \()"
)
_REPORT_NAME = re.compile(
    r"(?: (?:terbaru|tahunan|eksklusif|resmi))?(?: (?:berjudul|bertajuk))?(?: dari)? "
    r"([A-Z][\w&'’-]*(?: (?:[A-Z\d][\w&'’-]*|of|for|and|on|the)){0,6})"
)
_REPORT_VERB = re.compile(rf"(?: \(\w+\))? {any_of(_DATA['report_verbs'])}\b")
_NOT_REPORTERS = frozenset(CITED["not_sources"]["words"])


def document_at(text: str, at: int, word: str, firm: bool = False) -> int | None:
    """Return the end of the document ``word`` at ``at``; a plain one counts behind firm cues."""
    of = _OF.match(text, at + len(word))
    end = of.end() if of else at + len(word)
    if word in _PLAIN:
        if _OTHER.match(text, at + len(word)):
            return None
        if not (of and of[1]) and not firm:
            return None
    return end if not text[end : end + 1].isalnum() else None


def document_behind(text: str, at: int) -> int | None:
    """Return the end of any document at ``at``, behind a cue that takes even plain ones."""
    word = _DOCUMENT.match(text, at)
    if word is None:
        whose = _CITED.match(text, at)
        return whose.end() if whose and not text[whose.end() : whose.end() + 1].isalnum() else None
    if _TITLE_NEXT.match(text, word.end()):
        return None
    return document_at(text, at, word[0], firm=True)


def document(text: str, at: int, word: str) -> Found | None:
    """Return the document ``word`` at ``at`` behind a preposition: *dalam keterangan tertulis*."""
    left = text[max(0, at - 24) : at]
    preposition = _PREPOSITION.search(left)
    if preposition is None:
        return None
    start = at - len(left) + preposition.start(1)
    firm = preposition[1] in _FIRM or (word in _PLAIN and _is_marked(text, at, word, start))
    end = document_at(text, at, word, firm)
    if end is None:
        return None
    titled = _BOOK.match(text, at + len(word)) if word == "buku" else None
    if titled:
        at, end = titled.span(1)
    source = re.sub(r"nya\b", "", text[at:end])
    cue = Span(start, start + len(preposition[1]))
    return Found(at, end, source, "document", None, cue, 0.8, "document")


def _is_marked(text: str, at: int, word: str, start: int) -> bool:
    """Tell whether a plain word is used as a source: behind *kata X*, or *Dalam surat itu, …*."""
    if said_before(text, start):
        return True
    marked = _MARKED.match(text, at + len(word))
    return bool(marked) and opens_sentence(text, start)


def worded(text: str, at: int, word: str) -> Found | None:
    """Return a document that is told by *bunyi*, *isi*, *salinan* before it alone."""
    left = _WORDING.search(text[max(0, at - 20) : at])
    if left is None:
        return None
    of = _OF.match(text, at + len(word))
    end = of.end() if of else at + len(word)
    start = at - len(left[0])
    cue = Span(start, start + len(left[1]))
    source = re.sub(r"nya\b", "", text[at:end])
    return Found(at, end, source, "document", None, cue, 0.7, "wording of a document")


def report(text: str, at: int, word: str) -> Found | None:
    """Return the report that is named at ``at``: *laporan UNCTAD menyebut*, *dalam laporan X*."""
    name = _REPORT_NAME.match(text, at + len(word))
    if name is None or name[1].split()[0] in _NOT_REPORTERS:
        return None
    known = name_at(text, name.start(1))
    if known and known.known and known.known.kind not in ("official", "platform"):
        return None
    verb = _REPORT_VERB.match(text, name.end())
    place = placed(text, at)
    begins = place and opens_sentence(text, place.start)
    if word[0] == "L" and not opens_sentence(text, at):
        return None
    if not verb and not begins:
        return None
    cue = Span(at, at + len(word))
    return Found(*name.span(1), name[1], "document", None, cue, 0.65, "report by its name")


def laws(text: str) -> Iterator[Found]:
    """Yield decrees and letters in which the text says that something is laid down."""
    for match in _LAID_DOWN.finditer(text):
        start = match.end()
        stop = _TITLE_END.search(match[2])
        end = start + (
            len(match[2]) if stop is None else stop.end() if stop[0][0] == "N" else stop.start()
        )
        exact = text[start:end].rstrip(" .")
        source = re.sub(r" \([A-Z]+\)", "", exact)
        cue = Span(match.start(1), match.end(1))
        yield Found(start, start + len(exact), source, "document", None, cue, 0.7, "laid down")


def titled(text: str) -> Iterator[Found]:
    """Yield books, studies and articles by their title between quote marks."""
    for match in _TITLED.finditer(text):
        left = text[max(0, match.start() - 24) : match.start()]
        preposition = _PREPOSITION.search(left)
        if preposition:
            cue_at = match.start() - len(left) + preposition.start(1)
            cue = Span(cue_at, match.start() - 1)
            yield Found(*match.span(1), match[1], "document", None, cue, 0.75, "titled")

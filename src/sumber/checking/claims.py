"""The quotations and claims of speech in a pasted text.

1. Run sumber's own stages over it: what they attribute to a source is a claim.
2. A quotation that they attribute to nobody is one too, if it is more than a term; whoever stands
   behind a dash after it, or before a colon, is its source.
3. A line ``Name: words`` without marks is a claim.
4. Where nothing at all is found, each sentence is taken for words that somebody said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from sumber.checking.records import Claim
from sumber.language import load
from sumber.records import Article, Notes, Span, Statement
from sumber.search.words import WORD, folded_words
from sumber.stages import annotate

MOST_CLAIMS: Final = 200
FEWEST_WORDS: Final = 3
"""A quotation of fewer words that nobody is said to have said is a term, not a claim."""
_DAY_LENGTH: Final = len("2024-07-11")
_data: Final = load("checking")
_CAPITAL: Final = r"[^\W\d_a-zß-ÿ]"
_PART: Final = rf"(?:{_CAPITAL}\w{{0,3}}\.(?=\s?\w)|{_CAPITAL}[\w'’-]*)"
_NAME: Final = rf"(?P<who>{_PART}(?: (?:{_PART}|bin|al|van|de)){{0,5}})"
_BEHIND: Final = re.compile(rf"[\"”’»)]*[.,]?\s*[-–—~―]+\s*{_NAME}")
_BEFORE: Final = re.compile(rf"{_NAME}\s*(?:\([^()\n]{{1,60}}\))?\s*[:：]\s*[\"“‘«]*$")
_LINE: Final = re.compile(
    rf"(?:^[ \t*>•-]*|(?<=[.!?] )){_NAME}(?:,[^:\n]{{1,60}}|\s*\([^():\n]{{1,60}}\))?\s*[:：][ \t]+"
    r"(?P<said>\S[^\n]*)$",
    re.MULTILINE,
)
_BEFORE_DAY: Final = re.compile(
    r"[\s,(]*(?:\b(?:pada|tanggal|tgl|hari|per)\b\.?[\s,(]*)*$", re.IGNORECASE
)
_SENTENCE: Final = re.compile(
    r"[^.!?…\n]*\w[^.!?…\n]*(?:\.(?=\d)[^.!?…\n]*|[.!?…]+(?=\S)[^.!?…\n]*)*"
)
_NO_SOURCE: Final = frozenset(_data["no_source"])


def claims_of(text: str, published: str | None = None) -> list[Claim]:
    """Return the claims of a pasted text in their order, at most ``MOST_CLAIMS``.

    ``published`` (ISO 8601) helps to resolve days without a year.
    """
    notes = annotate(Article(id="-", text=text, published=published))
    found = [_of_statement(text, notes, one) for one in notes.statements]
    found += _unattributed(text, notes, found)
    found += _lines(text, notes, found)
    if not found:
        found = list(_bare(text))
    kept = [claim for claim in found if claim.words]
    return sorted(kept, key=lambda claim: claim.contents[0])[:MOST_CLAIMS]


def _of_statement(text: str, notes: Notes, one: Statement) -> Claim:
    named = one.who or one.speaker
    words = one.contents if one.kind == "direct" else _quoted(text, notes, one)
    claim = Claim(
        kind=one.kind,
        contents=one.contents,
        words=words,
        who=named.of(text) if named is not None else None,
        role=one.role.of(text) if one.role is not None else None,
        body=one.affiliation.of(text) if one.affiliation is not None else None,
        said_on=one.said_on or _day(notes, one.contents, words),
        occasion=one.occasion,
    )
    return claim if one.kind == "direct" else _with_other_reading(text, notes, claim)


def _with_other_reading(text: str, notes: Notes, claim: Claim) -> Claim:
    """Return the claim, beside the reading in which the day at its end is when it was said."""
    last = claim.words[-1]
    for date in notes.dates:
        if last.holds(date.span) and not text[date.span.end : last.end].strip(" .)\n"):
            end = _BEFORE_DAY.sub("", text[last.start : date.span.start])
            if WORD.search(end):
                shorter = (*claim.words[:-1], Span(last.start, last.start + len(end)))
                other = replace(claim, words=shorter, said_on=date.value)
                return replace(claim, instead=other)
    return claim


def _quoted(text: str, notes: Notes, one: Statement) -> tuple[Span, ...]:
    """Return the parts of a statement between marks, which claim to be the very words.

    One word in marks (a term) does not make the rest of an indirect statement any less claimed.
    """
    fewest = FEWEST_WORDS - 1 if one.kind == "mixed" else FEWEST_WORDS
    inside = [
        quotation.content
        for quotation in notes.quotations
        if any(content.holds(quotation.content) for content in one.contents)
        and len(WORD.findall(quotation.content.of(text))) >= fewest
    ]
    return tuple(inside) or one.contents


def _day(notes: Notes, contents: tuple[Span, ...], words: tuple[Span, ...]) -> str | None:
    """Return the one day that the sentences of a claim name, else the one of the text.

    A month or a year will do where no day is named.
    """
    outside = [
        date
        for date in notes.dates
        if date.value[:4].isdigit()
        and "/" not in date.value
        and not any(span.meets(date.span) for span in words)
        and not _is_quoted(notes, date.span)
    ]
    own = [s for s in notes.sentences if any(content.meets(s) for content in contents)]
    near = [date for date in outside if any(s.meets(date.span) for s in own)]
    for dates in (near, outside):
        for precise in (True, False):
            values = {d.value for d in dates if (len(d.value) == _DAY_LENGTH) is precise}
            if len(values) == 1:
                return values.pop()
    return None


def _is_quoted(notes: Notes, span: Span) -> bool:
    return any(quotation.content.meets(span) for quotation in notes.quotations)


def _unattributed(text: str, notes: Notes, found: list[Claim]) -> Iterator[Claim]:
    taken = [content for claim in found for content in claim.contents]
    for quotation in notes.quotations:
        content = quotation.content
        if any(content.meets(other) for other in taken):
            continue
        if len(WORD.findall(content.of(text))) >= FEWEST_WORDS:
            who = _named_beside(text, quotation.span)
            day = _day(notes, (quotation.span,), (content,))
            yield Claim(kind="direct", contents=(content,), words=(content,), who=who, said_on=day)


def _named_beside(text: str, quotation: Span) -> str | None:
    behind = _BEHIND.match(text, quotation.end) or _BEHIND.match(text, quotation.end - 1)
    before = _BEFORE.search(text[max(0, quotation.start - 120) : quotation.start])
    for match in (behind, before):
        if match and not _is_no_source(match["who"]):
            return match["who"].rstrip(".")
    return None


def _lines(text: str, notes: Notes, found: list[Claim]) -> Iterator[Claim]:
    taken = [content for claim in found for content in claim.contents]
    for line in _LINE.finditer(text):
        content = Span(*line.span("said"))
        enough = len(WORD.findall(content.of(text))) >= FEWEST_WORDS
        if enough and not _is_no_source(line["who"]) and not any(map(content.meets, taken)):
            who, day = line["who"].rstrip("."), _day(notes, (content,), (content,))
            yield Claim(
                kind="indirect", contents=(content,), words=(content,), who=who, said_on=day
            )


def _bare(text: str) -> Iterator[Claim]:
    for sentence in _SENTENCE.finditer(text):
        span = Span(*sentence.span())
        if len(WORD.findall(span.of(text))) >= FEWEST_WORDS:
            yield Claim(kind="bare", contents=(span,), words=(span,))


def _is_no_source(name: str) -> bool:
    """Tell a heading (*Catatan: ...*, *Baca juga: ...*) from a source."""
    words = folded_words(name)
    return not words or words[0] in _NO_SOURCE

"""The records that flow through sumber, in the order in which they come to be.

Offsets are Unicode code points in ``Article.text``, half-open ``[start, end)``. A field is a span,
an id, a small literal or a value in ISO 8601; text is never copied into a record, it is read off
the article where it is needed (:func:`Span.of`).
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

RegionKind: TypeAlias = Literal[
    "related", "dateline", "byline", "caption", "disclaimer", "prompt", "source", "heading", "title"
]
MentionKind: TypeAlias = Literal["person", "organisation", "role", "unknown"]
StatementKind: TypeAlias = Literal["direct", "indirect", "mixed"]
SourceKind: TypeAlias = Literal["person", "organisation", "group", "document", "unknown"]
CitationKind: TypeAlias = Literal["outlet", "platform", "document", "provider", "byline"]
PassageKind: TypeAlias = Literal["copy", "contained", "rewrite", "quote", "formula", "boilerplate"]
Standing: TypeAlias = Literal["first-hand", "second-hand", "official", "provider"]
Precision: TypeAlias = Literal["time", "day", "range", "month", "year"]


class Span(msgspec.Struct, frozen=True, order=True):
    """Characters ``start`` to ``end`` (half-open, code points) of an article's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the exact characters."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Tell whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Tell whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One article as its reader gave it. ``published`` is an ISO 8601 date or date-time."""

    id: str
    text: str
    path: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """An article that could not be read or annotated: where, why and what to do about it.

    ``position`` names the place inside ``path`` (``line 12``, ``record 3``, ``entry a.txt``);
    ``reason`` is a fixed word that can be counted; ``message`` and ``next_step`` are for people.
    """

    path: str
    position: str | None
    reason: str
    message: str
    next_step: str


class Region(msgspec.Struct, frozen=True):
    """A part of the article that is not its body."""

    span: Span
    kind: RegionKind
    because: str = ""


class Quotation(msgspec.Struct, frozen=True):
    """A stretch between quote marks: ``span`` with its marks, ``content`` without them.

    ``span == content`` at a side where the mark is missing.
    """

    span: Span
    content: Span
    because: str = ""

    @property
    def closes_clause(self) -> bool:
        """Tell whether a comma stands between the content and the closing mark."""
        return self.span.end - self.content.end > 1


class When(msgspec.Struct, frozen=True):
    """A time expression and its value in ISO 8601.

    ``value`` is ``2023-07-11``, ``2023-07``, ``2023``, an interval ``2025-11-03/2025-11-27``, or
    ``XXXX-07-10`` where the year stays unknown. ``because`` says what
    resolved it (``full``, ``weekday and day``, ``published`` …);
    ``contradicts`` holds what speaks against the value (a weekday that does not fit).
    """

    span: Span
    value: str
    precision: Precision = "day"
    because: str = ""
    contradicts: str | None = None


class Mention(msgspec.Struct, frozen=True):
    """Words that name somebody or something that can speak, with the role and body given there.

    Where ``kind`` is ``role`` the words are a role without a name.
    """

    span: Span
    kind: MentionKind
    role: Span | None = None
    affiliation: Span | None = None


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """Content that the article attributes to a source; the fields are those of the scheme.

    ``contents`` has more than one span where the content is split or runs over paragraphs.
    ``who`` is the fullest name of the source anywhere in the article, as a span of it.
    ``confidence`` lies in 0..1; ``because`` names the rules or the model that decided.
    """

    id: str
    kind: StatementKind
    contents: tuple[Span, ...]
    cue: Span | None = None
    speaker: Span | None = None
    who: Span | None = None
    who_type: SourceKind = "unknown"
    role: Span | None = None
    affiliation: Span | None = None
    addressee: Span | None = None
    occasion: Span | None = None
    said_on: str | None = None
    confidence: float = 0.5
    because: tuple[str, ...] = ()


class Citation(msgspec.Struct, frozen=True, kw_only=True):
    """A place where the article says that it has something from elsewhere.

    ``source`` is the name a reader would look it up by, ``known`` its id in the sources data file;
    ``statements`` are the ids of the statements that rest on it, ``sentences`` those that it
    covers; both are empty where it covers the whole article (a source line, a byline).
    ``standing`` tells how near the article stands to what was said: ``first-hand`` (said to this
    outlet, or seen by it), ``second-hand`` (through another publisher or a book), ``official`` (a
    site, an account, a press release, a court file), ``provider`` (a third party's text); ``None``
    where the article does not tell. ``taken_from`` is the span of the citation that this source
    itself has it from: *dikutip Antara dari Sputnik*.
    """

    span: Span
    source: str
    type: CitationKind
    known: str | None = None
    cue: Span | None = None
    statements: tuple[str, ...] = ()
    confidence: float = 0.5
    because: tuple[str, ...] = ()
    standing: Standing | None = None
    sentences: tuple[Span, ...] = ()
    taken_from: Span | None = None


class Tokens(msgspec.Struct, frozen=True):
    """Parallel lists, one entry a token: offsets, the words as written, lower-cased, their shape.

    ``lows`` are for comparing only: lower-casing may change a word's length. ``numbers`` stand for
    word and shape (:mod:`sumber.language.words`) and mean nothing in another process.
    """

    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    lows: list[str] = []
    shapes: list[int] = []
    numbers: list[int] = []

    def __len__(self) -> int:
        return len(self.starts)


class Clause(msgspec.Struct, frozen=True):
    """The items of one sentence: tokens, and whole quotations as one item each.

    ``quoted[i]`` is the number of the quotation that item ``i`` stands for, else -1; ``numbers``
    are as in ``Tokens``, and may be left out.
    """

    span: Span
    starts: list[int]
    ends: list[int]
    lows: list[str]
    shapes: list[int]
    quoted: list[int]
    numbers: list[int] = []

    def __len__(self) -> int:
        return len(self.starts)

    def range(self, start: int, end: int) -> Span:
        """Return the characters that items ``start`` to ``end`` cover."""
        return Span(self.starts[start], self.ends[end - 1])


class Notes(msgspec.Struct, frozen=True, kw_only=True):
    """What the stages have found in one article so far; each stage returns a fuller copy.

    ``tokens``, ``sentences`` and ``clauses`` serve the later stages; a corpus does not keep them.
    """

    regions: tuple[Region, ...] = ()
    tokens: Tokens = Tokens()
    sentences: tuple[Span, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    clauses: tuple[Clause, ...] = ()
    dates: tuple[When, ...] = ()
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()

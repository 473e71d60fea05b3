"""What a check asks and answers, in the order in which it comes to be.

Spans of a :class:`Claim` are code points of the pasted text, those of a :class:`Match` code points
of the article that has the words.
"""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

import msgspec

from sumber.records import Article, Span, Statement
from sumber.references import Reference
from sumber.search.results import Searched

Verdict: TypeAlias = Literal["verbatim", "altered", "other-speaker", "other-occasion", "not-found"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
Agreement: TypeAlias = Literal["same", "other", "unknown"]
ClaimKind: TypeAlias = Literal["direct", "indirect", "mixed", "bare"]
ChangeKind: TypeAlias = Literal["same", "changed", "added", "left-out", "cut"]


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """A quotation or claim of speech in the pasted text.

    ``words`` are the spans that are looked up (for a mixed claim what stands between marks);
    ``who`` is the source as the text names it, ``role`` and ``body`` what it is called there;
    ``said_on`` a day, month or year in ISO 8601. ``bare``: text without any attribution.
    ``instead`` is another reading of the claim: the day at its end tells when it was said, and is
    no part of the words.
    """

    kind: ClaimKind
    contents: tuple[Span, ...]
    words: tuple[Span, ...]
    who: str | None = None
    role: str | None = None
    body: str | None = None
    said_on: str | None = None
    occasion: Span | None = None
    instead: Claim | None = None


class Change(msgspec.Struct, frozen=True):
    """A run of words and what became of it: ``added`` to what was said, ``left-out``, ``changed``.

    ``cut``: left out, and the claim says so (``...``). A side where nothing stands is ``None``.
    """

    kind: ChangeKind
    claim: Span | None
    article: Span | None


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """From whom an article has the words: a cited ``source``, or an article of the corpus.

    ``evidence`` is citation, passage or both; ``standing`` that of the citation.
    """

    source: str | None
    origin: str | None
    standing: str | None
    evidence: str


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """An article that has the words, or words like them, and how it fits the claim.

    ``spans`` are the words in the article, ``statement`` the statement they belong to, if one was
    found there, ``day`` the day of it or of publication. ``likeness`` lies in 0..1; ``same`` tells
    that all words are the same.
    """

    article: Article
    spans: tuple[Span, ...]
    statement: Statement | None
    who: str | None
    day: str | None
    same: bool
    likeness: float
    changes: tuple[Change, ...]
    speaker: Agreement
    occasion: Agreement

    def reference(self) -> Reference:
        """Return the reference to paste, its link jumping to the words."""
        from sumber.references import reference

        whole = Span(self.spans[0].start, self.spans[-1].end)
        indirect = self.statement is not None and self.statement.kind == "indirect"
        return reference(self.article, whole, who=self.who, indirect=indirect)


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to one claim.

    ``first`` is the earliest article that bears the verdict out, ``chain`` from whom it has the
    words, ``others`` the rest, at most :data:`sumber.checking.candidates.SHOWN`; ``articles``
    counts all that have the very words. For ``not-found`` ``others`` hold what comes nearest.
    """

    claim: Claim
    verdict: Verdict
    first: Match | None
    chain: tuple[Link, ...]
    others: tuple[Match, ...]
    articles: int


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """The pasted text, the answer to each of its claims in its order, and what was searched."""

    text: str
    findings: tuple[Finding, ...]
    searched: Searched
    state: int

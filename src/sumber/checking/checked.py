"""Checking a pasted text against a corpus: what of it was said, by whom, where and when.

1. Find the claims of the text (:mod:`sumber.checking.claims`).
2. For each ask the index for articles that may have its words.
3. Lay the words beside those of each article, and hold source and day against the statement there.
4. Decide, and name the first article, its chain and the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import msgspec

from sumber.checking import days, speakers
from sumber.checking.aligning import Aligned, align, parts_of
from sumber.checking.candidates import SHOWN, Candidates
from sumber.checking.claims import claims_of
from sumber.checking.persons import Persons
from sumber.checking.records import Checked, Claim, Finding, Link, Match, Verdict
from sumber.checking.verdicts import judge
from sumber.errors import UsageError
from sumber.records import Article, Citation, Span, Statement
from sumber.search.index import Index
from sumber.search.keeping import Kept
from sumber.search.words import Words, words_of

if TYPE_CHECKING:
    from sumber.corpus import Corpus

LONGEST_TEXT: Final = 100_000
"""Characters of a text that is checked at once."""
_BEST: Final[tuple[Verdict, ...]] = (
    "verbatim", "other-occasion", "other-speaker", "altered", "not-found",
)  # fmt: skip
NEAREST: Final = 3
NEAR: Final = 0.35
"""Likeness from which on an article is worth a look."""
TOLD: Final = 0.5
"""Likeness from which on an article is told to be near where none has the words."""


def check(
    corpus: Corpus | Index, text: str, *, published: str | None = None, affixes: bool = False
) -> Checked:
    """Return for every quotation and claim of speech in ``text`` what the corpus has of it.

    ``published`` (ISO 8601) is the day of the text, which resolves days without a year; with
    ``affixes`` other forms of a word (*menyerang*, *serangan*) find it too, as altered. Raises
    ``UsageError`` for a text of more than ``LONGEST_TEXT`` characters.
    """
    if len(text) > LONGEST_TEXT:
        raise UsageError(
            f"The text has {len(text):,} characters; at most {LONGEST_TEXT:,} are checked at once. "
            "Check it in parts."
        )
    index = corpus if isinstance(corpus, Index) else corpus.index()
    claims = claims_of(text, published)

    def answer(kept: Kept) -> Checked:
        check = _Check(kept, text, affixes)
        return Checked(
            text=text,
            findings=tuple(check.best(claim) for claim in claims),
            searched=kept.searched,
            state=kept.state.manifest.number,
        )

    return index.asked(answer)


class _Check:
    """One text held against one state of a corpus."""

    def __init__(self, kept: Kept, text: str, affixes: bool) -> None:
        self.text = text
        self.affixes = affixes
        self.shelf = kept.shelf
        self.candidates = Candidates(kept)
        self.persons = Persons(kept)
        self._words: dict[str, Words] = {}

    def best(self, claim: Claim) -> Finding:
        """Return the answer to the reading of a claim that the corpus bears out best."""
        readings = [claim, *([claim.instead] if claim.instead is not None else [])]
        return min(map(self.finding, readings), key=lambda found: _BEST.index(found.verdict))

    def finding(self, claim: Claim) -> Finding:
        """Return the answer to one claim."""
        parts = parts_of(self.text, claim.words)
        exact = self.candidates.verbatim(parts, claim) if parts else []
        matches, bits = self._matches(claim, parts, exact[:SHOWN])
        verdict, fitting = judge(claim, matches, bits)
        if verdict == "not-found" and parts:
            forms = self.candidates.forms(parts) if self.affixes else {}
            found = self.candidates.alike(parts, claim, forms)
            alike = [name for name in found if name not in bits]
            more, more_bits = self._matches(claim, parts, alike, forms)
            matches, bits = matches + more, bits | more_bits
            verdict, fitting = judge(claim, matches, bits)
        first = fitting[0] if fitting else None
        others = list(fitting[1:]) if first else _nearest(matches)
        return Finding(
            claim=claim,
            verdict=verdict,
            first=first,
            chain=self._chain(first) if first else (),
            others=tuple(others),
            articles=len(exact),
        )

    def _matches(
        self,
        claim: Claim,
        parts: Sequence[Words],
        ids: Sequence[str],
        forms: Mapping[str, str] | None = None,
    ) -> tuple[list[Match], dict[str, int]]:
        articles = self.shelf.articles(ids)
        laid = {name: align(parts, self._words_of(articles[name]), forms) for name in ids}
        near = {name: one for name, one in laid.items() if one and one.likeness >= NEAR}
        statements = self.shelf.facts("statements", near)
        found = [
            _match(claim, articles[name], _statement_at(one.spans, statements.get(name, [])), one)
            for name, one in near.items()
        ]
        found = [self._joined(claim, match) for match in found]
        return found, {name: one.shared_bits for name, one in near.items()}

    def _joined(self, claim: Claim, match: Match) -> Match:
        """Return the match, its source the claimed one where the corpus joins the two names."""
        if match.speaker != "other" or match.statement is None or claim.who is None:
            return match
        if not self.persons.is_called(claim.who, match.article.id, match.statement):
            return match
        return msgspec.structs.replace(match, speaker="same")

    def _words_of(self, article: Article) -> Words:
        if article.id not in self._words:
            self._words[article.id] = words_of(article.text)
        return self._words[article.id]

    def _chain(self, match: Match) -> tuple[Link, ...]:
        """Return from whom the article has the words: its citations, and what relating found."""
        name, statement = match.article.id, match.statement
        citations: list[Citation] = self.shelf.facts("citations", [name]).get(name, [])
        cited = [
            Link(source=c.source, origin=None, standing=c.standing, evidence="citation")
            for c in citations
            if (not c.statements and not c.sentences)
            or (statement is not None and statement.id in c.statements)
        ]
        rows: list[dict[str, Any]] = self.shelf.rows("links", [name]).to_pylist()
        linked = [
            Link(
                source=row["source"],
                origin=row["origin"],
                standing=row["standing"],
                evidence=row["evidence"],
            )
            for row in rows
            if row["article"] == name
            and (not row["statements"] or (statement and statement.id in row["statements"]))
        ]
        return tuple(dict.fromkeys([*linked, *cited]))


def _match(claim: Claim, article: Article, statement: Statement | None, aligned: Aligned) -> Match:
    named = (statement.who or statement.speaker) if statement is not None else None
    said_on = statement.said_on if statement is not None else None
    return Match(
        article=article,
        spans=aligned.spans,
        statement=statement,
        who=named.of(article.text) if named is not None else None,
        day=said_on or (article.published[:10] if article.published else None),
        same=aligned.same,
        likeness=round(aligned.likeness, 3),
        changes=aligned.changes,
        speaker=speakers.agreement(claim, article, statement),
        occasion=days.agreement(claim.said_on, said_on, article.published),
    )


def _statement_at(spans: Sequence[Span], statements: Sequence[Statement]) -> Statement | None:
    """Return the statement that shares most characters with the spans."""

    def shared(statement: Statement) -> int:
        return sum(
            max(0, min(one.end, content.end) - max(one.start, content.start))
            for one in spans
            for content in statement.contents
        )

    best = max(statements, key=shared, default=None)
    return best if best is not None and shared(best) else None


def _nearest(matches: Sequence[Match]) -> list[Match]:
    near = [match for match in matches if match.likeness >= TOLD]
    return sorted(near, key=lambda match: -match.likeness)[:NEAREST]

"""The articles that may have a claim's words, from the search index.

1. Articles, and statements, that hold each part of the claim word for word; statements of the
   source that the claim names come first.
2. Else the articles that share most of its rarest words and runs of words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from tantivy import Occur, Query

from sumber.checking.records import Claim
from sumber.search.affixes import forms_of
from sumber.search.fields import What
from sumber.search.keeping import Kept
from sumber.search.words import Words, folded_words

SHOWN: Final = 12
"""Articles that are read for one claim."""
COUNTED: Final = 1_000
"""Articles with the very words that are counted; more are told as so many."""
RAREST: Final = 10
RUN: Final = 3
RUNS: Final = 6
SHARE: Final = 0.5
"""Of the rarest words at least this share must stand in an article."""
LONGEST_PHRASE: Final = 60


class Candidates:
    """The index of one state, asked for the articles that may have a claim's words."""

    def __init__(self, kept: Kept) -> None:
        self.schema = kept.index.schema
        self.searcher = kept.index.searcher()

    def verbatim(self, parts: Sequence[Words], claim: Claim) -> list[str]:
        """Return the ids of the articles that hold all parts word for word, the likeliest first."""
        phrases = [part.folded[:LONGEST_PHRASE] for part in parts]
        said = self._all(self._phrase("said_words", words) for words in phrases)
        named = [
            (Occur.Should, Query.term_query(self.schema, "source_words", word))
            for word in folded_words(claim.who or "")
        ]
        stated = Query.boolean_query([(Occur.Must, Query.const_score_query(said, 1.0)), *named])
        text = self._all(self._phrase("text_words", words) for words in phrases)
        first = self._ids("statement", stated, SHOWN)
        return list(dict.fromkeys([*first, *self._earliest(text)]))

    def forms(self, parts: Sequence[Words]) -> dict[str, str]:
        """Return the other forms of the claim's words that the corpus has, with the word of each.

        A form that is a word of the claim itself stays that word.
        """
        words = dict.fromkeys(word for part in parts for word in part.folded)
        known = (
            (form, word)
            for word in words
            for form in forms_of(word, lambda form: self.searcher.doc_freq("text_words", form) > 0)
        )
        return {form: word for form, word in known if form not in words}

    def alike(
        self, parts: Sequence[Words], claim: Claim, forms: Mapping[str, str] | None = None
    ) -> list[str]:
        """Return the ids of the articles that share most with the claim, the likeliest first.

        ``forms`` are words that count as a word of the claim, which they name.
        """
        others: dict[str, list[str]] = defaultdict(list)
        for form, word in (forms or {}).items():
            others[word].append(form)
        words = [word for part in parts for word in part.folded]
        known = {
            word: often
            for word in dict.fromkeys(words)
            if (often := self._often(word, others.get(word, ())))
        }
        rarest = sorted(known, key=lambda word: known[word])[:RAREST]
        if not rarest:
            return []
        least = max(1, round(SHARE * len(rarest)))
        either = [(Occur.Should, self._any(w, others.get(w, ()))) for w in rarest]
        clauses = [(Occur.Must, Query.boolean_query(either, least))]
        clauses += [
            (Occur.Should, Query.boost_query(self._phrase("text_words", run), 3.0))
            for run in _runs(parts, known)
        ]
        return self._ids("article", Query.boolean_query(clauses), SHOWN)

    def _often(self, word: str, forms: Sequence[str]) -> int:
        return sum(self.searcher.doc_freq("text_words", one) for one in (word, *forms))

    def _any(self, word: str, forms: Sequence[str]) -> Query:
        words = [Query.term_query(self.schema, "text_words", one) for one in (word, *forms)]
        return words[0] if len(words) == 1 else Query.disjunction_max_query(words)

    def _phrase(self, field: str, words: Sequence[str]) -> Query:
        if len(words) == 1:
            return Query.term_query(self.schema, field, words[0])
        return Query.phrase_query(self.schema, field, list(words))

    def _all(self, queries: Iterable[Query]) -> Query:
        return Query.boolean_query([(Occur.Must, query) for query in queries])

    def _of_kind(self, what: What, query: Query) -> Query:
        kind = Query.const_score_query(Query.term_query(self.schema, "what", what), 0.0)
        return Query.boolean_query([(Occur.Must, kind), (Occur.Must, query)])

    def _ids(self, what: What, query: Query, limit: int) -> list[str]:
        found = self.searcher.search(self._of_kind(what, query), limit).hits
        return list(dict.fromkeys(self._id(address) for _, address in found))

    def _earliest(self, query: Query) -> list[str]:
        """Return the ids of all articles that fit, the earliest first, the undated last."""
        found = self.searcher.search(self._of_kind("article", query), COUNTED).hits
        addresses = [address for _, address in found]
        days = self.searcher.fast_field_values("day", addresses) if addresses else []
        order = sorted(range(len(addresses)), key=lambda at: (days[at] is None, days[at] or 0))
        return [self._id(addresses[at]) for at in order]

    def _id(self, address: Any) -> str:
        return str(self.searcher.doc(address).get_first("article"))


def _runs(parts: Sequence[Words], known: dict[str, int]) -> list[list[str]]:
    """Return the runs of words that are the rarest, spread over the claim."""
    runs = [
        part.folded[at : at + RUN]
        for part in parts
        for at in range(0, max(1, len(part) - RUN + 1), RUN - 1)
        if len(part) >= RUN and all(word in known for word in part.folded[at : at + RUN])
    ]
    return sorted(runs, key=lambda run: min(known[word] for word in run))[:RUNS]

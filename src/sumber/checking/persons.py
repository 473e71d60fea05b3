"""Whom a name means across the corpus, as relating joined persons (*Jokowi*, *Joko Widodo*).

1. The index gives statements whose source has the words of the name, those with no others first.
2. The table ``speakers`` says whose they are: by spelling, post and words in common, or because a
   person decided so.

Where relating has not run, no name is joined with another.
"""

from __future__ import annotations

from typing import Final

from tantivy import Occur, Query

from sumber.records import Statement
from sumber.relations.names import read_name
from sumber.search.keeping import Kept
from sumber.search.words import folded_words

SEEN: Final = 40
"""Statements by which it is told whom a name means."""


class Persons:
    """The persons of one state of a corpus, asked by name."""

    def __init__(self, kept: Kept) -> None:
        self._schema = kept.index.schema
        self._searcher = kept.index.searcher()
        self._shelf = kept.shelf
        self._called: dict[str, frozenset[str]] = {}

    def is_called(self, name: str, article: str, statement: Statement) -> bool:
        """Tell whether a statement's source is elsewhere named as ``name`` says."""
        persons = {
            row["person"]
            for row in self._speakers([article])
            if (row["article"], row["statement"]) == (article, statement.id)
        }
        return bool(persons & self._of(name)) if persons else False

    def _of(self, name: str) -> frozenset[str]:
        """Return the ids of the persons whom statements name so."""
        if name not in self._called:
            told = {(article, nth) for article, nth in self._statements(name)}
            ids = dict.fromkeys(article for article, _ in told)
            facts = self._shelf.facts("statements", ids)
            wanted = {(article, facts[article][nth].id) for article, nth in told}
            self._called[name] = frozenset(
                row["person"]
                for row in self._speakers(list(ids))
                if (row["article"], row["statement"]) in wanted
            )
        return self._called[name]

    def _statements(self, name: str) -> list[tuple[str, int]]:
        """Return statements whose source has the words of a name: article and place."""
        plain, whole = (folded_words(n) for n in (" ".join(read_name(name, "person").words), name))
        return self._with(plain) or (self._with(whole) if whole != plain else [])

    def _with(self, words: list[str]) -> list[tuple[str, int]]:
        if not words:
            return []
        own = [(Occur.Must, Query.term_query(self._schema, "source_words", w)) for w in words]
        kind = Query.const_score_query(Query.term_query(self._schema, "what", "statement"), 0.0)
        query = Query.boolean_query([(Occur.Must, kind), *own])
        addresses = [address for _, address in self._searcher.search(query, SEEN).hits]
        nths = self._searcher.fast_field_values("nth", addresses) if addresses else []
        articles = (self._searcher.doc(a).get_first("article") for a in addresses)
        return [(str(name), int(nth or 0)) for name, nth in zip(articles, nths, strict=True)]

    def _speakers(self, articles: list[str]) -> list[dict[str, str]]:
        rows: list[dict[str, str]] = self._shelf.rows("speakers", articles).to_pylist()
        return rows

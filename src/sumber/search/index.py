"""Searching a corpus: words, phrases and prefixes, with filters and facets, the best first.

1. Look whether the corpus has a newer state; if so, bring the index on first.
2. Cut the query into parts; each part and each filter becomes a query of the index.
3. Take the best documents of the kind asked for, and count all that fit by their facets.
4. Read the articles of the hits, and mark the words in their sentences.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import tantivy
from tantivy import Occur, Query

from sumber.corpus.versions import MANIFEST, snapshot
from sumber.errors import UsageError
from sumber.records import Citation, Statement
from sumber.search.affixes import forms_of
from sumber.search.fields import COUNTED, FACETS, Facet, What
from sumber.search.filters import filter_queries, merged, part_query
from sumber.search.keeping import Kept, Shelve, Told, catch_up, forget
from sumber.search.queries import Part, parts_of
from sumber.search.results import FacetCount, Filters, Hit, Results, Snippet
from sumber.search.shelf import Shelf
from sumber.search.snippets import marks_of, sentence_around, snippets_of

if TYPE_CHECKING:
    from sumber.corpus import Corpus

MOST_HITS: Final = 1_000
DEEPEST: Final = 10_000
FACET_VALUES: Final = 12
_ASKED_VALUES: Final = 3 * FACET_VALUES
_NO_FILTERS: Final = Filters()
_T = TypeVar("_T")


class Index:
    """The search index of a corpus; got from :func:`sumber.search.open_index`.

    It follows the corpus: every call answers from the newest whole state. Threads may share it.
    ``shelve`` returns what reads the rows of a state, else they are read from its files.
    """

    def __init__(self, folder: Path, told: Told | None = None, shelve: Shelve = Shelf) -> None:
        self.folder = folder
        self._told = told
        self._shelve = shelve
        self._lock = threading.Lock()
        self._seen: tuple[int, ...] = ()
        self._kept: Kept | None = None

    def kept(self) -> Kept:
        """Return the index and the rows of the newest state, brought on where it lags."""
        with self._lock:
            seen = _seen(self.folder)
            if self._kept is None or seen != self._seen:
                self._kept, self._seen = catch_up(self.folder, self._told, self._shelve), seen
            return self._kept

    def search(
        self,
        query: str = "",
        filters: Filters = _NO_FILTERS,
        *,
        what: What = "statement",
        limit: int = 20,
        offset: int = 0,
        affixes: bool = False,
        newest: bool = False,
        facets: bool = True,
    ) -> Results:
        """Return the articles, statements or citations that have all parts of the query.

        Without words all that fit the filters, the newest first. ``affixes`` finds the other forms
        of each single word too; ``newest`` puts the newest first instead of the best. Raises
        ``UsageError`` for a query too long, a day that is none, or numbers out of bounds.
        """
        if not (0 <= limit <= MOST_HITS and 0 <= offset <= DEEPEST):
            raise UsageError(
                f"limit is 0 to {MOST_HITS:,} and offset 0 to {DEEPEST:,}, not {limit} and "
                f"{offset}. For all statements use `sumber quotes`."
            )
        if what not in FACETS:
            raise UsageError(f"what is one of {', '.join(FACETS)}, not {what!r}.")
        parts = parts_of(query)
        return self.asked(
            lambda kept: _Search(kept, what, parts, filters, affixes).results(
                limit, offset, newest=newest, facets=facets
            )
        )

    def asked(self, question: Callable[[Kept], _T]) -> _T:
        """Put a question to the index; where that is broken, make it anew and ask again."""
        try:
            return question(self.kept())
        except (ValueError, KeyError, OSError):
            pass
        except BaseException as error:
            if type(error).__name__ != "PanicException":
                raise
        with self._lock:
            self._kept = None
            forget(self.folder)
        return question(self.kept())


class _Search:
    """One search of one state."""

    def __init__(
        self, kept: Kept, what: What, parts: Sequence[Part], filters: Filters, affixes: bool
    ) -> None:
        self.kept = kept
        self.what: What = what
        self.schema = kept.index.schema
        self.searcher = kept.index.searcher()
        self.wanted = [part for part in parts if not part.without]
        self.forms = {part: self._forms(part) if affixes else () for part in self.wanted}
        self.query = self._query([part for part in parts if part.without], filters)

    def results(self, limit: int, offset: int, *, newest: bool, facets: bool) -> Results:
        """Return the answer; see :meth:`Index.search`."""
        by_day = {"order_by_field": "day"} if newest or not self.wanted else {}
        found = self.searcher.search(self.query, max(limit, 1), offset=offset, **by_day)  # type: ignore[arg-type]
        counted = self._facets() if facets else {}
        phrases, prefixes = self._marked()
        words = [" ".join(phrase) for phrase in phrases] + [f"{word}*" for word in prefixes]
        return Results(
            total=int(found.count),  # type: ignore[attr-defined]
            offset=offset,
            hits=tuple(self._hits(found.hits[:limit], newest=bool(by_day))),
            facets=counted,
            words=tuple(words),
            state=self.kept.state.manifest.number,
        )

    def _query(self, without: Sequence[Part], filters: Filters) -> Query:
        clauses = [(Occur.Must, Query.const_score_query(self._of_kind(), 0.0))]
        for part in self.wanted:
            query = part_query(self.schema, self.what, part, self.forms[part])
            clauses.append((Occur.Must, query))
        for part in without:
            clauses.append((Occur.MustNot, part_query(self.schema, self.what, part)))
        for query in filter_queries(self.schema, self.searcher, filters):
            clauses.append((Occur.Must, Query.const_score_query(query, 0.0)))
        return Query.boolean_query(clauses)

    def _of_kind(self) -> Query:
        return Query.term_query(self.schema, "what", self.what)

    def _forms(self, part: Part) -> tuple[str, ...]:
        if len(part.words) > 1 or part.prefix:
            return ()
        return forms_of(part.words[0], lambda form: self.searcher.doc_freq("text_words", form) > 0)

    def _marked(self) -> tuple[list[tuple[str, ...]], list[str]]:
        """Return the phrases and the beginnings of words that are marked in the hits."""
        phrases = [part.words for part in self.wanted if not part.prefix]
        phrases += [(form,) for forms in self.forms.values() for form in forms]
        return phrases, [part.words[-1] for part in self.wanted if part.prefix]

    def _facets(self) -> dict[Facet, tuple[FacetCount, ...]]:
        names = FACETS[self.what]
        asked: dict[str, Any] = {
            name: {"terms": {"field": COUNTED[name], "size": _ASKED_VALUES}}
            for name in names
            if name in COUNTED
        }
        asked["year"] = {"histogram": {"field": "day", "interval": 10_000, "min_doc_count": 1}}
        answer = self.searcher.aggregate(self.query, asked)
        counted: dict[Facet, tuple[FacetCount, ...]] = {}
        for name in names:
            buckets = answer[name]["buckets"]
            if name == "year":
                years = sorted(buckets, key=lambda bucket: -bucket["key"])
                counted[name] = tuple(
                    FacetCount(f"{int(b['key']) // 10_000:04}", b["doc_count"]) for b in years
                )
            else:
                pairs = ((bucket["key"], bucket["doc_count"]) for bucket in buckets)
                counted[name] = merged(pairs, FACET_VALUES)
        return counted

    def _hits(self, found: Sequence[tuple[Any, tantivy.DocAddress]], *, newest: bool) -> list[Hit]:
        addresses = [address for _, address in found]
        ids = [str(self.searcher.doc(a).get_first("article")) for a in addresses]
        nths = self.searcher.fast_field_values("nth", addresses)
        articles = self.kept.shelf.articles(dict.fromkeys(ids))
        facts: dict[str, list[Any]] = {}
        if self.what != "article":
            facts = self.kept.shelf.facts(f"{self.what}s", dict.fromkeys(ids))
        hits = []
        for (score, _), name, nth in zip(found, ids, nths, strict=True):
            fact = facts[name][int(nth or 0)] if facts else None
            hits.append(
                Hit(
                    what=self.what,
                    article=articles[name],
                    statement=fact if isinstance(fact, Statement) else None,
                    citation=fact if isinstance(fact, Citation) else None,
                    score=0.0 if newest else float(score),
                    snippets=self._snippets(articles[name].text, fact),
                )
            )
        return hits

    def _snippets(self, text: str, fact: Statement | Citation | None) -> tuple[Snippet, ...]:
        phrases, prefixes = self._marked()
        if isinstance(fact, Statement):
            return tuple(
                Snippet(content, tuple(marks_of(text, phrases, prefixes, content)))
                for content in fact.contents
            )
        if isinstance(fact, Citation):
            return (sentence_around(text, fact.span),)
        return snippets_of(text, phrases, prefixes)


def _seen(folder: Path) -> tuple[int, ...]:
    """Return what changes when the corpus gets a new state."""
    try:
        found = (folder / MANIFEST).stat()
    except OSError:
        snapshot(folder)  # says what is wrong
        return ()
    return found.st_ino, found.st_mtime_ns, found.st_size


def open_index(corpus: Corpus, told: Told | None = None) -> Index:
    """Return the search index of a corpus; it is made or brought on when first asked.

    ``told`` is called with the articles indexed so far and those to index.
    """
    return Index(corpus.folder, told)

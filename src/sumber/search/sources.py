"""Who speaks and what is cited, by name: the search over sources."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Final

from tantivy import Occur, Query

from sumber.search.fields import What
from sumber.search.filters import filter_queries
from sumber.search.index import Index
from sumber.search.keeping import Kept
from sumber.search.queries import Part, parts_of
from sumber.search.results import Filters, SourceCount
from sumber.search.words import folded_name

_NAMED_IN: Final[dict[What, tuple[str, ...]]] = {
    "statement": ("source_words", "role_words", "body_words"),
    "citation": ("source_words",),
}
_NO_FILTERS: Final = Filters()
_MOST: Final = 1_000
_DAYS: Final = {"first": {"min": {"field": "day"}}, "last": {"max": {"field": "day"}}}


def search_sources(
    index: Index, query: str = "", filters: Filters = _NO_FILTERS, *, limit: int = 20
) -> list[SourceCount]:
    """Return the sources whose name, role or body has the words, those with the most first.

    A person is a source by what it said, an outlet by what is cited of it; names that fold alike
    are one. Raises ``UsageError`` as :meth:`Index.search` does.
    """
    parts = [part for part in parts_of(query) if not part.without]

    def ask(kept: Kept) -> list[SourceCount]:
        found: dict[str, list[tuple[What, dict[str, Any]]]] = defaultdict(list)
        for what in _NAMED_IN:
            for bucket in _buckets(kept, what, parts, filters):
                found[folded_name(bucket["key"])].append((what, bucket))
        sources = [_source(own) for own in found.values()]
        return sorted(sources, key=lambda s: (-s.statements - s.citations, s.name))[:limit]

    return index.asked(ask)


def _buckets(kept: Kept, what: What, parts: list[Part], filters: Filters) -> list[dict[str, Any]]:
    schema, searcher = kept.index.schema, kept.index.searcher()
    clauses = [(Occur.Must, Query.term_query(schema, "what", what))]
    for part in parts:
        for nth, word in enumerate(part.words):
            is_prefix = part.prefix and nth == len(part.words) - 1
            either = [
                (
                    Occur.Should,
                    Query.fuzzy_term_query(schema, field, word, 0, False, True)
                    if is_prefix
                    else Query.term_query(schema, field, word),
                )
                for field in _NAMED_IN[what]
            ]
            clauses.append((Occur.Must, Query.boolean_query(either)))
    clauses += [(Occur.Must, query) for query in filter_queries(schema, searcher, filters)]
    asked = {"names": {"terms": {"field": "source_name", "size": _MOST}, "aggs": _DAYS}}
    answer = searcher.aggregate(Query.boolean_query(clauses), asked)
    found: list[dict[str, Any]] = answer["names"]["buckets"]
    return found


def _source(own: list[tuple[What, dict[str, Any]]]) -> SourceCount:
    best = max(own, key=lambda pair: int(pair[1]["doc_count"]))[1]
    firsts = [_day(b["first"]["value"]) for _, b in own if b["first"]["value"]]
    lasts = [_day(b["last"]["value"]) for _, b in own if b["last"]["value"]]
    return SourceCount(
        name=best["key"],
        statements=sum(b["doc_count"] for what, b in own if what == "statement"),
        citations=sum(b["doc_count"] for what, b in own if what == "citation"),
        first=min(firsts, default=None),
        last=max(lasts, default=None),
    )


def _day(number: float) -> str:
    """Return a number of eight digits as a day, month or year in ISO 8601."""
    digits = f"{int(number):08}"
    parts = [digits[:4], *(part for part in (digits[4:6], digits[6:]) if part != "00")]
    return "-".join(parts)

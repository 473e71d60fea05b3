"""Words and filters as queries of the index. Every value becomes a term, none is ever parsed."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from typing import Final

import tantivy
from tantivy import Occur, Query

from sumber.errors import UsageError
from sumber.search.fields import COUNTED, SEARCHED, Facet, What
from sumber.search.queries import Part
from sumber.search.results import FacetCount, Filters
from sumber.search.words import folded_words

MOST_NAMES: Final = 20_000
_DAY: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def part_query(schema: tantivy.Schema, what: What, part: Part, forms: Sequence[str] = ()) -> Query:
    """Return what finds one part of a query in any field that is searched for ``what``.

    ``forms`` are other forms of a single word that count as the word.
    """
    fields = SEARCHED[what]
    return Query.disjunction_max_query(
        [
            Query.boost_query(_in_field(schema, field, part, forms), boost)
            for field, boost in fields.items()
        ],
        0.1,
    )


def _in_field(schema: tantivy.Schema, field: str, part: Part, forms: Sequence[str]) -> Query:
    words: list[str | tuple[int, str]] = list(part.words)
    if len(words) > 1 and field in ("text_words", "title_words", "said_words"):
        if part.prefix:
            return Query.phrase_prefix_query(schema, field, words)
        return Query.phrase_query(schema, field, words)
    if len(words) > 1:
        return _all_of(Query.term_query(schema, field, word) for word in part.words)
    if part.prefix:
        return Query.fuzzy_term_query(schema, field, part.words[0], 0, False, True)
    if forms:
        return _any_of(Query.term_query(schema, field, form) for form in (*part.words, *forms))
    return Query.term_query(schema, field, part.words[0])


def filter_queries(
    schema: tantivy.Schema, searcher: tantivy.Searcher, filters: Filters
) -> list[Query]:
    """Return what each filter asks for. Raises ``UsageError`` for a day that is none."""
    found = [
        _all_of(Query.term_query(schema, f"{name}_words", word) for word in folded_words(value))
        for name in ("source", "role", "body")
        if (value := getattr(filters, name)) is not None
    ]
    if filters.outlet is not None:
        found.append(_outlets(schema, searcher, filters.outlet))
    for name in ("kind", "standing"):
        if (value := getattr(filters, name)) is not None:
            found.append(Query.term_query(schema, name, value))
    if filters.since is not None or filters.until is not None:
        since, until = _first(filters.since), _last(filters.until)
        found.append(days_query(schema, since, until))
    return found + [_exactly(schema, facet, value) for facet, value in filters.exactly]


def days_query(schema: tantivy.Schema, since: int, until: int) -> Query:
    """Return what finds documents of these days, as numbers of eight digits."""
    return Query.range_query(schema, "day", tantivy.FieldType.Integer, since, until)


def merged(buckets: Iterable[tuple[str, int]], limit: int) -> tuple[FacetCount, ...]:
    """Return counts by name, names that fold alike as one under their commonest form."""
    counts: dict[str, int] = {}
    shown: dict[str, str] = {}
    for name, count in buckets:
        key = " ".join(folded_words(name)) or name
        shown.setdefault(key, name)
        counts[key] = counts.get(key, 0) + count
    best = sorted(counts, key=lambda key: (-counts[key], key))[:limit]
    return tuple(FacetCount(shown[key], counts[key]) for key in best)


def _outlets(schema: tantivy.Schema, searcher: tantivy.Searcher, value: str) -> Query:
    """Return what finds the outlets whose name has all the words; there are few outlets."""
    wanted = set(folded_words(value))
    names = (name for name, _ in searcher.terms_with_prefix("outlet_name", "", limit=MOST_NAMES))
    fitting = [name for name in names if wanted and wanted <= set(folded_words(name))]
    return Query.term_set_query(schema, "outlet_name", fitting)


def _exactly(schema: tantivy.Schema, facet: Facet, value: str) -> Query:
    """Return what finds a facet's value in the ways in which it is written."""
    if facet == "year":
        year = int(value) if re.fullmatch(r"[0-9]{4}", value) else -1
        return days_query(schema, year * 10_000, year * 10_000 + 9_999)
    if facet not in COUNTED:
        raise UsageError(f"There is no facet {facet!r}; there are {', '.join(COUNTED)}, year.")
    forms = {value, value.lower(), value.upper(), value.title(), value.capitalize()}
    return Query.term_set_query(schema, COUNTED[facet], sorted(forms))


def _first(day: str | None) -> int:
    return 0 if day is None else int(f"{_checked(day).replace('-', ''):0<8}")


def _last(day: str | None) -> int:
    """Return the last day of a month or year; undated months of it come before."""
    return 99_999_999 if day is None else int(f"{_checked(day).replace('-', ''):9<8}")


def _checked(day: str) -> str:
    parts = [int(part) for part in day.split("-")] if _DAY.fullmatch(day) else []
    year, month, of_month = (*parts, 1, 1)[:3] if parts else (0, 0, 0)
    if not (year and 1 <= month <= 12 and 1 <= of_month <= monthrange(year, month)[1]):
        raise UsageError(f"{day!r} is no day: write YYYY-MM-DD, YYYY-MM or YYYY.")
    return day


def _all_of(queries: Iterable[Query]) -> Query:
    found = list(queries)
    if not found:
        return Query.empty_query()
    return Query.boolean_query([(Occur.Must, query) for query in found])


def _any_of(queries: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])

"""Searching: words, phrases, prefixes, filters, facets, and texts that mean nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sumber.errors import UsageError
from sumber.search import Filters, Index, open_index, search_sources
from sumber.search.index import DEEPEST, MOST_HITS
from tests.search.making import made


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    return open_index(made(tmp_path_factory.mktemp("korpus") / "k"))


def ids(index: Index, query: str = "", filters: Filters | None = None, **options: Any) -> list[str]:
    found = index.search(query, filters or Filters(), **options)
    assert found.total >= len(found.hits)
    return [hit.article.id for hit in found.hits]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("wereng", {"rob", "hama"}),
        ("sawah wereng", {"hama"}),
        ('"air rob"', {"rob", "rob-kutip"}),
        ('"rob air"', set()),
        ("were*", {"rob", "hama"}),
        ("wereng -sawah", {"rob"}),
        ("-wereng", {"rob-kutip", "polos"}),
        ("ERDOGAN", {"polos"}),
        ("tanjungsari", {"rob"}),
        ("tidakada", set()),
        ("", {"rob", "rob-kutip", "hama", "polos"}),
    ],
)
def test_articles_by_words(index: Index, query: str, found: set[str]) -> None:
    assert set(ids(index, query, what="article")) == found


def test_affixes_are_folded_only_when_asked(index: Index) -> None:
    assert ids(index, "penyerangan", what="article") == ["rob"]
    both = index.search("penyerangan", what="article", affixes=True)
    assert {hit.article.id for hit in both.hits} == {"rob", "hama"}
    assert {"penyerangan", "menyerang", "serangan"} <= set(both.words)
    hama = next(hit for hit in both.hits if hit.article.id == "hama")
    marked = {
        mark.of(hit.text) for hit in [hama.article] for s in hama.snippets for mark in s.marks
    }
    assert marked == {"menyerang", "serangan", "Menyerang"} & marked
    assert "menyerang" in marked


def test_statements_by_words_and_speaker(index: Index) -> None:
    (hit,) = index.search("benih").hits
    assert hit.statement is not None
    assert hit.statement.who is not None
    assert hit.statement.who.of(hit.article.text) == "Toto Suharto"
    assert [m.of(hit.article.text) for s in hit.snippets for m in s.marks] == ["benih"]
    assert ids(index, "toto panik") == ["hama"]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(source="wardani"), {"rob", "rob-kutip"}),
        (Filters(source="RINI"), {"rob", "rob-kutip"}),
        (Filters(outlet="gema"), {"rob", "hama"}),
        (Filters(outlet="tidak ada"), set()),
        (Filters(outlet=""), set()),
        (Filters(role="camat"), {"rob"}),
        (Filters(since="2024"), {"hama"}),
        (Filters(until="2023-07"), {"rob", "rob-kutip"}),
        (Filters(since="2023-07-11", until="2023-07-11", kind="direct"), {"rob"}),
        (Filters(kind="indirect", source="toto"), {"hama"}),
        (Filters(standing="second-hand"), {"rob-kutip"}),
        (Filters(exactly=(("outlet", "Gema Lembah"), ("year", "2024"))), {"hama"}),
        (Filters(exactly=(("source", "rini wardani"),)), {"rob", "rob-kutip"}),
        (Filters(exactly=(("year", "nan"),)), set()),
    ],
)
def test_filters(index: Index, filters: Filters, found: set[str]) -> None:
    assert set(ids(index, "", filters)) == found


def test_the_newest_come_first_and_the_undated_last(index: Index) -> None:
    found = ids(index, what="article")
    assert found == ["hama", "rob-kutip", "rob", "polos"]
    assert ids(index, "wereng", what="article", newest=True) == ["hama", "rob"]


def test_pages_do_not_overlap(index: Index) -> None:
    pages = [ids(index, what="article", limit=1, offset=n)[0] for n in range(4)]
    assert pages == ids(index, what="article")
    assert ids(index, what="article", offset=4) == []


def test_facets_count_all_hits(index: Index) -> None:
    facets = index.search("", limit=1).facets
    assert {c.value: c.count for c in facets["outlet"]}["Gema Lembah"] >= 3
    assert "Rini Wardani" in [c.value for c in facets["source"]]
    assert [c.value for c in facets["year"]] == ["2024", "2023"]
    assert index.search("", facets=False).facets == {}


def test_citations(index: Index) -> None:
    (hit,) = index.search("gema lembah", what="citation").hits
    assert hit.citation is not None
    assert hit.article.id == "rob-kutip"
    assert "dikutip" in hit.snippets[0].span.of(hit.article.text)


def test_sources_by_name(index: Index) -> None:
    names = {source.name: source for source in search_sources(index, "wardani")}
    assert list(names) == ["Rini Wardani"]
    assert names["Rini Wardani"].statements >= 3
    assert names["Rini Wardani"].first == "2023-07-11"
    assert "Gema Lembah" in [source.name for source in search_sources(index)]
    assert search_sources(index, "war*")[0].name == "Rini Wardani"


@pytest.mark.parametrize(
    "options",
    [{"limit": -1}, {"limit": MOST_HITS + 1}, {"offset": -1}, {"offset": DEEPEST + 1}],
)
def test_numbers_out_of_bounds_are_refused(index: Index, options: dict[str, int]) -> None:
    with pytest.raises(UsageError, match="limit is 0"):
        index.search("rob", **options)  # type: ignore[arg-type]


@pytest.mark.parametrize("day", ["kemarin", "2023-13", "2023-02-30", "0000", "20230711", "-1"])
def test_a_day_that_is_none_is_refused(index: Index, day: str) -> None:
    with pytest.raises(UsageError, match="is no day"):
        index.search("", Filters(since=day))


def test_a_facet_that_is_none_is_refused(index: Index) -> None:
    with pytest.raises(UsageError, match="no facet"):
        index.search("", Filters(exactly=(("warna", "biru"),)))  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="what is one of"):
        index.search("", what="x")  # type: ignore[arg-type]


@settings(max_examples=60)
@given(st.text(max_size=80), st.text(max_size=20), st.booleans())
def test_no_query_raises(index: Index, query: str, name: str, affixes: bool) -> None:
    filters = Filters(source=name, outlet=name, kind=name, exactly=(("role", name),))
    for what in ("article", "statement", "citation"):
        index.search(query, what=what, affixes=affixes)
        index.search(query, filters, what=what)
    search_sources(index, query, filters)


def test_threads_may_share_an_index(tmp_path: Path) -> None:
    index = open_index(made(tmp_path / "k"))
    with ThreadPoolExecutor(8) as pool:
        totals = list(pool.map(lambda _: index.search("rob").total, range(40)))
    assert len(set(totals)) == 1

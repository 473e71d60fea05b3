from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumber.corpus.facts import FACTS, kept
from sumber.corpus.rows import (
    article_rows,
    articles_of,
    exact_hash,
    fact_rows,
    facts_of,
    failure_rows,
    notes_of,
)
from sumber.corpus.schema import TABLES
from sumber.records import Article, Mention, Notes, Span, Statement, Tokens
from tests.corpus.making import broken, made

SIGNS = st.characters(codec="utf-8")
WORDS = st.text(SIGNS, max_size=12)


def spans(length: int) -> st.SearchStrategy[Span]:
    edges = st.integers(0, length)
    return st.tuples(edges, edges).map(lambda pair: Span(min(pair), max(pair)))


def values(hint: Any, length: int) -> st.SearchStrategy[Any]:
    if hint is Span:
        return spans(length)
    if hint is str:
        return WORDS
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if get_origin(hint) is tuple:
        return st.lists(values(get_args(hint)[0], length), max_size=3).map(tuple)
    if get_args(hint):
        return st.none() | values(get_args(hint)[0], length)
    return st.from_type(hint) if hint is not float else st.floats(0, 1)


def facts(record: Any, length: int) -> st.SearchStrategy[Any]:
    hints = get_type_hints(record)
    return st.fixed_dictionaries({n: values(h, length) for n, h in hints.items()}).map(
        lambda fields: record(**fields)
    )


@st.composite
def annotated(draw: st.DrawFn) -> tuple[Article, Notes]:
    text = draw(st.text(SIGNS, min_size=1, max_size=60))
    optional = st.none() | WORDS
    article = Article(
        id=draw(WORDS),
        text=text,
        path=draw(optional),
        url=draw(optional),
        outlet=draw(optional),
        title=draw(optional),
        published=draw(optional),
    )
    notes: dict[str, Any] = {
        name: draw(st.lists(facts(record, len(text)), max_size=3).map(tuple))
        for name, record in FACTS.items()
    }
    return article, Notes(**notes)


@given(st.lists(annotated(), max_size=4, unique_by=lambda pair: pair[0].id))
def test_rows_give_back_what_went_in(batch: list[tuple[Article, Notes]]) -> None:
    tables = {name: facts_of(name, fact_rows(name, batch)) for name in FACTS}
    articles = articles_of(article_rows(batch, datetime.now(UTC)))
    notes = [
        notes_of({name: found.get(article.id, []) for name, found in tables.items()})
        for article in articles
    ]
    assert list(zip(articles, notes, strict=True)) == batch


@given(annotated())
def test_the_stored_hash_is_that_of_the_exact_characters(pair: tuple[Article, Notes]) -> None:
    article, _ = pair
    for table in FACTS:
        for own in facts_of(table, fact_rows(table, [pair])).values():
            for _, fact, stored in own:
                assert stored == exact_hash(table, fact, article.text)


def test_the_hash_tells_one_field_from_another() -> None:
    shared: dict[str, Any] = {"id": "s", "kind": "direct", "contents": (Span(0, 3),)}
    one = Statement(**shared, speaker=Span(4, 7))
    other = Statement(**shared, who=Span(4, 7))
    assert exact_hash("statements", one, "abc def") != exact_hash("statements", other, "abc def")


def test_the_tables_have_every_field_of_their_records() -> None:
    for table, record in FACTS.items():
        expected = set(get_type_hints(record)) - {"span"}
        assert expected <= set(TABLES[table].names), table


def test_a_field_that_no_row_has_reads_as_its_default() -> None:
    rows = fact_rows("statements", [(made(1), Notes(statements=(_statement(),)))])
    at = rows.schema.get_field_index("because")
    blank = rows.set_column(at, "because", [[None]])
    ((_, fact, _),) = facts_of("statements", blank.cast(TABLES["statements"]))["a0001"]
    assert fact == _statement()


def _statement() -> Statement:
    return Statement(id="s1", kind="direct", contents=(Span(0, 4),))


def test_what_serves_the_stages_alone_is_not_kept() -> None:
    mention = Mention(Span(0, 1), "person")
    notes = Notes(tokens=Tokens(starts=[0]), mentions=(mention,))
    assert kept(notes) == Notes(mentions=(mention,))


def test_failures_become_rows() -> None:
    now = datetime.now(UTC)
    (row,) = failure_rows([broken(3)], now).to_pylist()
    assert row["position"] == "line 3"
    assert row["met_at"] == now
    assert failure_rows([], now).schema == TABLES["failures"]


@pytest.mark.parametrize("table", FACTS)
def test_no_facts_make_no_rows(table: str) -> None:
    rows = fact_rows(table, [(made(1), Notes())])
    assert rows.num_rows == 0
    assert rows.schema == TABLES[table]

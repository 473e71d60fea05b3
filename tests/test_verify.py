from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from sumber.corpus import Corpus, annotating
from sumber.corpus.schema import TABLES
from sumber.corpus.store import writing
from sumber.verify import is_time, verify
from tests.corpus.making import SIMPLE, made

VICTIM = "a0007"


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Corpus:
    monkeypatch.setattr(annotating, "ANNOTATOR", SIMPLE)
    corpus = Corpus(tmp_path / "korpus")
    corpus.add_articles(map(made, range(20)), workers=1)
    return corpus


def tamper(corpus: Corpus, table: str, change: Any) -> None:
    """Replace the rows of a table by what ``change`` makes of them."""
    rows = [change(row) for row in corpus.table(table).to_pylist()]
    kept = [row for row in rows if row is not None]
    with writing(corpus.folder) as writer:
        writer.replace(table, pa.Table.from_pylist(kept, schema=TABLES[table]))


def set_in(**fields: Any) -> Any:
    """Return a change of some fields of the victim's first row."""

    def change(row: dict[str, Any]) -> dict[str, Any]:
        own = row.get("article", row.get("id")) == VICTIM and not row.get("nth")
        return {**row, **fields} if own else row

    return change


def drop(row: dict[str, Any]) -> dict[str, Any] | None:
    return None if row.get("article", row.get("id")) == VICTIM and not row.get("nth") else row


def at(start: int, end: int) -> dict[str, int]:
    return {"start": start, "end": end}


CASES: list[tuple[str, Any, set[tuple[str, str]]]] = [
    ("articles", set_in(text="Teks lain yang jauh lebih pendek."), {("articles", "text")}),
    ("articles", set_in(text_sha256="00"), {("articles", "text")}),
    ("articles", set_in(published="kemarin"), {("articles", "date")}),
    ("articles", drop, {("statements", "orphan")}),
    ("mentions", set_in(end=10_000), {("mentions", "span")}),
    ("mentions", set_in(start=-1), {("mentions", "span")}),
    ("mentions", set_in(start=5, end=5), {("mentions", "span"), ("mentions", "exact")}),
    ("mentions", set_in(start=3, end=13), {("mentions", "exact")}),
    ("quotations", set_in(content=at(4, 400)), {("quotations", "span")}),
    ("dates", set_in(value="2024-02-31"), {("dates", "date")}),
    ("dates", drop, {("articles", "count")}),
    ("regions", set_in(nth=4), {("regions", "count")}),
    ("statements", set_in(contents=[]), {("statements", "contents"), ("statements", "exact")}),
    ("statements", set_in(contents=[at(9, 12), at(3, 5)]), {("statements", "contents")}),
    ("statements", set_in(contents=[at(3, 9), at(5, 12)]), {("statements", "contents")}),
    ("statements", set_in(who=at(3, 12)), {("statements", "exact")}),
    ("statements", set_in(who=None), {("statements", "exact")}),
    ("statements", set_in(said_on="7 Maret"), {("statements", "date")}),
    ("statements", set_in(id="s1"), {("statements", "repeated"), ("citations", "reference")}),
    ("statements", drop, {("statements", "count"), ("citations", "reference")}),
    ("citations", set_in(statements=["s9"]), {("citations", "reference")}),
    ("citations", set_in(exact_hash=0), {("citations", "exact")}),
]


def test_what_was_added_holds(corpus: Corpus) -> None:
    assert list(verify(corpus)) == []
    assert list(corpus.verify()) == []


@pytest.mark.parametrize(("table", "change", "expected"), CASES)
def test_a_tampered_table_is_found(
    corpus: Corpus, table: str, change: Any, expected: set[tuple[str, str]]
) -> None:
    tamper(corpus, table, change)
    found = list(verify(corpus))
    assert expected <= {(wrong.table, wrong.reason) for wrong in found}
    assert {wrong.article for wrong in found} == {VICTIM}


def test_an_article_stored_twice_is_found(corpus: Corpus) -> None:
    rows = corpus.table("articles")
    with writing(corpus.folder) as writer:
        writer.append({"articles": rows.filter(pc.equal(rows["id"], VICTIM))})
    assert {(w.article, w.reason) for w in verify(corpus)} == {(VICTIM, "repeated")}


def test_facts_after_the_last_article_are_orphans(corpus: Corpus) -> None:
    tamper(corpus, "articles", lambda row: row if row["id"] < "a0010" else None)
    found = list(verify(corpus))
    assert {wrong.reason for wrong in found} == {"orphan"}
    assert {wrong.article for wrong in found} == {f"a{n:04}" for n in range(10, 20)}


def test_a_span_past_the_text_is_found_at_once(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annotating, "ANNOTATOR", "tests.corpus.annotators:beyond")
    corpus.add_articles([made(99)], workers=1)
    assert [(w.article, w.table, w.nth, w.reason) for w in verify(corpus)] == [
        ("a0099", "mentions", 0, "span")
    ]


@pytest.mark.parametrize("chunk", [1, 3, 7])
def test_the_chunk_size_changes_nothing(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr("sumber.corpus.reading.CHUNK", chunk)
    monkeypatch.setattr("sumber.corpus.reading.FACTS_AT_ONCE", chunk)
    assert list(verify(corpus)) == []
    assert [a.id for a, _ in corpus.annotated()] == [f"a{n:04}" for n in range(20)]
    assert all(notes == corpus.article(a.id)[1] for a, notes in corpus.annotated())


@pytest.mark.parametrize(
    "value",
    [
        *("2023-07-11", "2023-07", "2023", "XXXX-07-10", "XXXX-02-29", "2023-07-11T08:00"),
        *("2025-11-03/2025-11-27", "2023-07-11T08:00:00+07:00", "2025/2026", "XXXX-07"),
    ],
)
def test_times_in_iso_8601(value: str) -> None:
    assert is_time(value)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "2023-7-11",
        "2023-02-30",
        "11-07-2023",
        "2023-13",
        "2023/2024/2025",
        "2023-07T10",
        "besok",
    ],
)
def test_times_that_are_none(value: str) -> None:
    assert not is_time(value)

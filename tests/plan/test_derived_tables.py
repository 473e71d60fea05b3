from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pytest

from sumber.corpus import Corpus, annotating
from sumber.corpus.schema import TABLES
from sumber.corpus.store import writing
from sumber.corpus.versions import MANIFEST, read_manifest, write_manifest
from sumber.plan.tables import RELATED
from sumber.records import Article
from tests.corpus.making import SIMPLE, made

PASSAGE = {
    "a": "a0001",
    "b": "a0002",
    "a_start": 0,
    "a_end": 9,
    "b_start": 3,
    "b_end": 12,
    "kind": "copy",
    "bits": 41.5,
    "origin": "a0001",
    "confidence": 0.9,
    "because": "published first",
}
ROWS: dict[str, list[dict[str, Any]]] = {
    "passages": [PASSAGE, PASSAGE | {"a": "a0003", "b": "a0004", "origin": None}],
    "boilerplate": [{"key": 7, "outlet": "Kabar Pagi", "article": "a0001", "start": 0, "end": 5}],
    "people": [{"person": "p1", "article": "a0001", "start": 2, "end": 13, "type": "person"}],
    "speakers": [{"article": "a0002", "statement": "s1", "person": "p1", "score": 1.0}],
    "variants": [{"utterance": "u1", "article": "a0002", "statement": "s1", "person": "p1"}],
    "links": [
        {"article": "a0002", "origin": "a0001", "evidence": "passage"},
        {"article": "a0003", "origin": None, "source": "Kabar Sore", "evidence": "citation"},
    ],
    "stories": [{"story": "a0003", "article": "a0004"}, {"story": "a0003", "article": "a0003"}],
}


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Corpus:
    monkeypatch.setattr(annotating, "ANNOTATOR", SIMPLE)
    corpus = Corpus(tmp_path / "korpus")
    corpus.add_articles(map(made, range(8)), workers=1)
    return corpus


def relate(corpus: Corpus, rows: dict[str, list[dict[str, Any]]]) -> None:
    tables = {name: pa.Table.from_pylist(rows[name], schema=RELATED[name]) for name in rows}
    with writing(corpus.folder) as writer:
        writer.relate(tables, writer.manifest.changed)


def test_they_are_there_and_empty_before_relate_has_run(corpus: Corpus) -> None:
    for name, schema in RELATED.items():
        assert corpus.table(name).schema == schema
        assert corpus.table(name).num_rows == 0
    assert corpus.snapshot().manifest.related is None


def test_a_corpus_from_before_they_came_still_opens(corpus: Corpus) -> None:
    old = read_manifest(corpus.folder)
    assert old is not None
    tables = {name: number for name, number in old.tables.items() if name not in RELATED}
    write_manifest(corpus.folder, msgspec.structs.replace(old, tables=tables))
    assert corpus.table("passages").num_rows == 0
    assert list(corpus.verify()) == []
    relate(corpus, {"passages": ROWS["passages"]})
    assert corpus.table("passages").num_rows == 2


def test_a_manifest_without_the_later_fields_is_read(corpus: Corpus) -> None:
    path = corpus.folder / MANIFEST
    held = msgspec.json.decode(path.read_bytes())
    path.write_bytes(msgspec.json.encode({k: held[k] for k in ("format", "number", "tables")}))
    assert corpus.snapshot().manifest.related is None
    assert corpus.articles().num_rows == 8


def test_what_relates_is_one_state_with_the_facts(corpus: Corpus) -> None:
    before = corpus.snapshot()
    relate(corpus, ROWS)
    with corpus.snapshot().connect("articles", "passages") as connection:
        sql = "SELECT p.kind FROM passages p JOIN articles a ON a.id = p.a"
        assert connection.execute(sql).fetchall() == [("copy",), ("copy",)]
    with before.connect("passages") as connection:
        assert connection.execute("SELECT count(*) FROM passages").fetchone() == (0,)
    state = corpus.snapshot().manifest
    assert state.related == state.changed
    corpus.add_articles([made(20)], workers=1)
    state = corpus.snapshot().manifest
    assert state.related is not None
    assert state.related < state.changed


def test_removing_an_article_takes_the_rows_that_name_it(corpus: Corpus) -> None:
    relate(corpus, ROWS)
    corpus.remove("a0001")
    left = {name: corpus.table(name).num_rows for name in RELATED}
    assert left["passages"] == left["links"] == 1
    assert left["boilerplate"] == 0
    assert left["people"] == left["speakers"] == left["variants"] == 1
    assert left["stories"] == 2
    assert list(corpus.verify()) == []


def test_a_person_is_shown_by_what_is_left(corpus: Corpus) -> None:
    name = {"start": 2, "end": 13}
    rows = corpus.table("statements").to_pylist()
    named = [{**r, "who": name} if r["article"] == "a0002" else r for r in rows]
    with writing(corpus.folder) as writer:
        writer.replace("statements", pa.Table.from_pylist(named, schema=TABLES["statements"]))
    relate(corpus, ROWS)
    corpus.remove("a0001")
    (person,) = corpus.table("people").to_pylist()
    assert (person["person"], person["article"]) == ("p1", "a0002")
    assert (person["start"], person["end"]) == (2, 13)
    assert corpus.table("speakers").num_rows == 1


def test_a_person_whom_nothing_shows_goes(corpus: Corpus) -> None:
    relate(corpus, {**ROWS, "speakers": []})
    corpus.remove("a0001")
    assert corpus.table("people").num_rows == corpus.table("variants").num_rows == 0


def test_a_story_is_named_by_the_first_article_left(corpus: Corpus) -> None:
    rows = [
        {"story": "a0003", "article": name, "published": day}
        for name, day in (("a0003", "2024-02-01"), ("a0005", "2024-02-03"), ("a0004", None))
    ]
    relate(corpus, {**ROWS, "stories": rows})
    corpus.remove("a0003")
    stories = {(row["story"], row["article"]) for row in corpus.table("stories").to_pylist()}
    assert stories == {("a0005", "a0004"), ("a0005", "a0005")}
    assert list(corpus.verify()) == []


def test_an_id_with_a_quote_in_it_goes_too(corpus: Corpus) -> None:
    odd = "it's; --"
    corpus.add_articles([Article(id=odd, text="Kabar.")], workers=1)
    relate(corpus, {**ROWS, "stories": [{"story": odd, "article": odd}]})
    corpus.remove(odd)
    assert corpus.table("stories").num_rows == 0


def test_what_holds_is_verified(corpus: Corpus) -> None:
    relate(corpus, ROWS)
    assert list(corpus.verify()) == []
    assert corpus.health().counts["passages"] == 2


@pytest.mark.parametrize(
    ("table", "change", "reason"),
    [
        ("passages", {"a_end": 10_000}, "span"),
        ("passages", {"b_start": 12}, "span"),
        ("passages", {"a_start": -1}, "span"),
        ("passages", {"b_end": None}, "span"),
        ("passages", {"b": "nope"}, "orphan"),
        ("boilerplate", {"end": 10_000}, "span"),
        ("people", {"article": "nope"}, "orphan"),
        ("people", {"person": "p2"}, "reference"),
        ("speakers", {"statement": "s9"}, "reference"),
        ("speakers", {"person": "p9"}, "reference"),
        ("variants", {"article": "nope"}, "orphan"),
        ("variants", {"person": "p9"}, "reference"),
        ("links", {"origin": "nope"}, "orphan"),
        ("stories", {"story": "nope"}, "orphan"),
    ],
)
def test_a_tampered_row_is_found(
    corpus: Corpus, table: str, change: dict[str, Any], reason: str
) -> None:
    first, *rest = ROWS[table]
    relate(corpus, {**ROWS, table: [{**first, **change}, *rest]})
    assert reason in {wrong.reason for wrong in corpus.verify()}

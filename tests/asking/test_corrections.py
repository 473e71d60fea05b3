"""What a person corrects in Label Studio is kept, marked, and put in place again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sumber.asking.corrections import MADE, SEEN
from sumber.corpus import Corpus
from sumber.errors import NoSuchArticle, UsageError
from sumber.export.labelstudio import as_task
from sumber.export.labelstudio_parsing import from_task
from sumber.records import Article, Failure, Notes, Span

TEXT = (
    "“Air sudah surut,” kata Camat Tanjungsari, Rini Wardani, Selasa (11/7/2023).\n"
    "Rini menilai tanggul itu harus segera diperbaiki. Warga bernama Danu Prasetya pulang.\n"
)
Change = Callable[[list[dict[str, Any]]], None]


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    corpus = Corpus(tmp_path / "corpus")
    corpus.add_articles([article(n) for n in range(3)], workers=1)
    return corpus


def article(number: int) -> Article:
    text = f"{TEXT}Bagian {number}."
    return Article(id=f"a{number}", text=text, outlet="Gema", published="2023-07-12")


def corrected_task(corpus: Corpus, change: Change, name: str = "a1") -> tuple[Article, Notes]:
    """Return an article as somebody who does ``change`` to its task leaves it."""
    task = json.loads(json.dumps(as_task(*corpus.article(name))))
    result = task["predictions"][0]["result"]
    change(result)
    task["annotations"] = [{"result": result}]
    return from_task(task)


def none(_: list[dict[str, Any]]) -> None:
    return None


def other_kind(result: list[dict[str, Any]]) -> None:
    first = next(one for one in result if one.get("id") == "statement-0-0")
    first["value"]["labels"] = ["mixed"]


def without_second(result: list[dict[str, Any]]) -> None:
    gone = {"statement-1-0"}
    result[:] = [
        one
        for one in result
        if one.get("id") not in gone and not {one.get("from_id"), one.get("to_id")} & gone
    ]


def another_name(result: list[dict[str, Any]]) -> None:
    start = TEXT.index("Danu Prasetya")
    value = {"start": start, "end": start + 13, "text": "Danu Prasetya", "labels": ["name"]}
    drawn = {"id": "x", "from_name": "part", "to_name": "text", "type": "labels", "value": value}
    kept = [
        one
        for one in result
        if not (one.get("from_id") == "statement-1-0" and one.get("labels") == ["name"])
    ]
    bound = {"type": "relation", "from_id": "statement-1-0", "to_id": "x", "labels": ["name"]}
    result[:] = [*kept, drawn, bound]


def no_day(result: list[dict[str, Any]]) -> None:
    for one in result:
        if one.get("from_name") == "said_on":
            one["value"]["text"] = ["kemarin"]


@pytest.mark.parametrize("change", [other_kind, without_second, another_name])
def test_a_correction_is_stored_and_marked_as_a_persons(corpus: Corpus, change: Change) -> None:
    before = corpus.article("a1")[1]
    found, notes = corrected_task(corpus, change)
    report = corpus.correct([(found, notes)])
    assert (report.corrected, report.unchanged, report.failures) == (1, 0, ())
    after = corpus.article("a1")[1]
    bare = [(one.id, one.kind, one.contents, one.who) for one in after.statements]
    assert bare == [(one.id, one.kind, one.contents, one.who) for one in notes.statements]
    for one in after.statements:
        old = next((b for b in before.statements if b.id == one.id), None)
        same = old is not None and (old.kind, old.who) == (one.kind, one.who)
        assert (SEEN if same else MADE) in one.because
        assert one.confidence == (old.confidence if same and old else 1.0)
    assert (after.quotations, after.mentions) == (before.quotations, before.mentions)
    assert not list(corpus.verify())


def test_the_same_correction_again_changes_nothing(corpus: Corpus) -> None:
    given = corrected_task(corpus, other_kind)
    corpus.correct([given])
    number = corpus.health().number
    assert corpus.correct([given]).unchanged == 1
    assert corpus.health().number == number
    assert corpus.correct([corrected_task(corpus, none)]).unchanged == 1


def test_a_task_exported_anew_holds_the_correction(corpus: Corpus) -> None:
    corpus.correct([corrected_task(corpus, another_name)])
    stored = corpus.article("a1")
    again = from_task(json.loads(json.dumps(as_task(*stored))))[1]
    assert (again.statements, again.citations, again.dates, again.regions) == (
        stored[1].statements, stored[1].citations, stored[1].dates, stored[1].regions,
    )  # fmt: skip


def test_a_correction_is_heeded_when_the_article_comes_again(corpus: Corpus) -> None:
    corpus.correct([corrected_task(corpus, other_kind)])
    corpus.correct([corrected_task(corpus, without_second)])
    kept = corpus.article("a1")[1]
    corpus.remove("a1")
    corpus.add_articles([article(1)], workers=1)
    assert corpus.article("a1")[1] == kept
    assert not list(corpus.verify())


def test_another_text_under_the_id_gets_the_facts_of_the_stages(corpus: Corpus) -> None:
    corpus.correct([corrected_task(corpus, without_second)])
    corpus.remove("a1")
    corpus.add_articles([Article(id="a1", text=article(2).text)], workers=1)
    assert len(corpus.article("a1")[1].statements) == 2


def test_questions_and_relations_see_the_correction(corpus: Corpus) -> None:
    corpus.relate(workers=1)
    corpus.correct([corrected_task(corpus, another_name)])
    assert not list(corpus.verify())
    assert not corpus.health().related
    (row,) = corpus.quotes(source="Danu Prasetya").to_pylist()
    assert row["article"] == "a1"
    (hit,) = corpus.search("tanggul", what="statement").hits[:1]
    assert {h.article.id for h in corpus.search("Danu").hits} == {"a1"}
    assert hit.statement is not None
    corpus.relate(workers=1)
    (person,) = corpus.people("Danu Prasetya").to_pylist()
    assert (person["articles"], person["statements"]) == (1, 1)
    assert not list(corpus.verify())


def test_a_correction_taken_back_leaves_what_the_stages_find(corpus: Corpus) -> None:
    before = corpus.article("a1")
    corpus.correct([corrected_task(corpus, without_second)])
    assert corpus.withdraw("a1") == 1
    assert corpus.article("a1") == before
    corpus.remove("a1")
    corpus.add_articles([article(1)], workers=1)
    assert corpus.article("a1") == before
    with pytest.raises(UsageError):
        corpus.withdraw("a1")
    with pytest.raises(NoSuchArticle):
        corpus.withdraw("zzz")


def test_what_does_not_hold_is_refused_and_the_rest_is_taken(corpus: Corpus) -> None:
    (_, notes) = corpus.article("a2")
    report = corpus.correct(
        [
            (Article(id="zzz", text="x"), Notes()),
            (Article(id="a2", text="teks lain"), Notes()),
            corrected_task(corpus, no_day, "a0"),
            None,
            Failure(path="p", position=None, reason="broken-record", message="m", next_step="n"),
            corrected_task(corpus, other_kind),
        ]
    )
    assert sorted(one.reason for one in report.failures) == [
        "another-text", "broken-record", "flawed-correction", "unknown-article",
    ]  # fmt: skip
    assert (report.corrected, report.unread) == (1, 1)
    assert corpus.article("a2")[1] == notes


def test_of_two_corrections_of_one_article_the_later_holds(corpus: Corpus) -> None:
    both = [corrected_task(corpus, other_kind), corrected_task(corpus, without_second)]
    corpus.correct(both)
    (only,) = corpus.article("a1")[1].statements
    assert only.contents[0] == Span(1, 16)
    assert len(corpus.articles()) == 3

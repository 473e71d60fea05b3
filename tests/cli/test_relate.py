from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sumber import relating
from sumber.corpus import Corpus, annotating
from sumber.corpus.schema import TABLES
from sumber.plan.graph import ordered
from tests.corpus.making import SIMPLE
from tests.plan import toy

Run = Callable[..., Any]


@pytest.fixture
def corpus(monkeypatch: pytest.MonkeyPatch, run: Run, tmp_path: Path) -> Corpus:
    """A corpus of invented articles and a small plan, where commands look for it by default."""
    monkeypatch.setattr(annotating, "ANNOTATOR", SIMPLE)
    monkeypatch.setattr(relating, "all_steps", lambda: ordered(toy.STEPS, TABLES))
    corpus = Corpus(tmp_path / "corpus")
    toy.grow(corpus, 0, 12)
    return corpus


def test_relate_tells_what_each_step_did(run: Run, corpus: Corpus) -> None:
    ran = run("relate", "--memory", "1GB", "--workers", "1")
    assert ran.code == 0, ran.err
    rows = {line["step"]: line["rows"] for line in ran.lines}
    assert rows["passages"] == corpus.table("passages").num_rows == 9
    assert "Related in" in ran.err
    table = run("relate", "--format", "table")
    assert "passages" in table.out
    assert run("relate", "--format", "csv").out.startswith("step,rows,bytes,seconds\n")


def test_the_plan_is_told_and_nothing_is_run(run: Run, corpus: Corpus) -> None:
    lines = run("relate", "--plan").lines
    names = [line["step"] for line in lines]
    assert names.index("texts") < names.index("passages") < names.index("stories")
    assert {line["kind"] for line in lines} == {"kernel", "select", "view"}
    assert {line["rates"] for line in lines} <= {"elsewhere", None}
    assert corpus.table("passages").num_rows == 0
    run("relate")
    told = {line["step"]: line for line in run("relate", "--plan").lines}
    assert told["passages"]["rows"] == 9
    assert told["passages"]["rates"] == "own"
    assert told["passages"]["reads"] == ["texts"]
    toy.grow(corpus, 12, 24)
    assert {line["step"]: line["rows"] for line in run("relate", "--plan").lines}["grams"] == (
        2 * told["grams"]["rows"]
    )
    assert "texts" in run("relate", "--plan", "--format", "table").out
    assert json.loads(run("relate", "--plan", "--format", "json").out)[0]["note"]


def test_only_some_steps(run: Run, corpus: Corpus) -> None:
    assert [line["step"] for line in run("relate", "--only", "shared").lines] == ["grams", "shared"]
    assert run("relate", "--only", "nope").code == 2


@pytest.mark.parametrize(
    "words",
    [
        ("--memory", "much"),
        ("--engine", "abacus"),
        ("--master", "local[2]"),
        ("--workers", "0"),
        ("--format", "xml"),
    ],
)
def test_misuse_is_told(run: Run, corpus: Corpus, words: tuple[str, ...]) -> None:
    ran = run("relate", *words)
    assert ran.code == 2
    assert ran.err.startswith("sumber: ")


def test_no_corpus_is_told(run: Run, tmp_path: Path) -> None:
    assert run("relate", "--corpus", tmp_path / "none").code == 1
    assert run("relate", "--plan", "--corpus", tmp_path / "none").code == 1

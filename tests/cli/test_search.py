"""``sumber search`` on a corpus of invented articles."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.search.making import made

Run = Callable[..., Any]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return made(tmp_path / "korpus").folder


def test_hits_are_rows_with_exact_words(run: Run, corpus: Path) -> None:
    ran = run("search", "wereng", "--what", "article", "--corpus", corpus)
    assert (ran.code, ran.err) == (0, "")
    assert {line["article"] for line in ran.lines} == {"rob", "hama"}
    for line in ran.lines:
        for snippet in line["snippets"]:
            for mark in snippet["marks"]:
                assert mark["exact"].lower() == "wereng"
                assert snippet["start"] <= mark["start"] < mark["end"] <= snippet["end"]


def test_filters_and_facets(run: Run, corpus: Path) -> None:
    ran = run("search", "--source", "wardani", "--facet", "year=2023", "--corpus", corpus)
    assert {line["who"] for line in ran.lines} == {"Rini Wardani"}
    ran = run("search", "--facet", "warna=biru", "--corpus", corpus)
    assert ran.code == 2
    assert "facet=value" in ran.err


def test_affixes(run: Run, corpus: Path) -> None:
    asked = ("search", "penyerangan", "--what", "article", "--corpus", corpus)
    assert len(run(*asked).lines) == 1
    assert len(run(*asked, "--affixes").lines) == 2


def test_a_table_shows_the_words_and_the_facets(run: Run, corpus: Path) -> None:
    out = run("search", "rob", "--format", "table", "--corpus", corpus).out
    assert "Rini Wardani" in out
    assert "source: Rini Wardani" in out
    assert "hits" in out


def test_csv_and_parquet(run: Run, corpus: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(
        run("search", "rob", "--format", "csv", "--corpus", corpus).out)))  # fmt: skip
    assert rows[0]["what"] == "statement"
    sources = run("search", "--what", "source", "--format", "csv", "--corpus", corpus).out
    assert sources.startswith("name,statements,citations,first,last\n")


def test_nothing_found_says_what_was_searched(run: Run, corpus: Path) -> None:
    for what in ("statement", "source"):
        ran = run("search", "gajah", "--what", what, "--format", "table", "--corpus", corpus)
        assert (ran.code, ran.out) == (0, "")
        assert "0 of 4 articles of 2 outlets" in " ".join(ran.err.split())


@pytest.mark.parametrize("words", [("a" * 10_001,), ("--since", "kemarin"), ("--limit", "0")])
def test_misuse_is_told(run: Run, corpus: Path, words: tuple[str, ...]) -> None:
    assert run("search", *words, "--corpus", corpus).code == 2


def test_without_a_corpus(run: Run) -> None:
    ran = run("search", "rob")
    assert ran.code == 1
    assert "no corpus" in ran.err


def test_what_is_found_is_json(run: Run, corpus: Path) -> None:
    out = run("search", "rob", "--format", "json", "--corpus", corpus).out
    assert isinstance(json.loads(out), list)

"""``sumber export`` and ``sumber convert`` from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tests.cli.conftest import Ran

Run = Callable[..., Ran]


@pytest.fixture
def corpus(run: Run, stories: Path) -> Path:
    run("add", stories)
    return Path("corpus")


@pytest.mark.parametrize("form", ["jsonl", "jsonld", "citron", "labelstudio"])
def test_what_is_exported_can_be_converted(run: Run, corpus: Path, form: str) -> None:
    there = run("export").lines
    Path("keluar").write_text(run("export", "--format", form).out, encoding="utf-8")
    ran = run("convert", "keluar", "--from", form)
    assert (ran.code, ran.err) == (0, "")
    assert [line["statements"] for line in ran.lines] == [line["statements"] for line in there]
    assert len(there) == 3


def test_filters_choose_the_statements(run: Run, corpus: Path) -> None:
    chosen = run("export", "--kind", "direct", "--words", "surut").lines
    assert [[s["kind"] for s in line["statements"]] for line in chosen] == [["direct"]] * 3
    rows = run("export", "--format", "csv", "--kind", "direct").out.splitlines()
    assert len(rows) == 4
    assert run("export", "--words", "gempa").lines == []


def test_a_table_and_all_tables(run: Run, corpus: Path) -> None:
    assert len(run("export", "--table", "articles").lines) == 3
    assert run("export", "--table", "passages", "--format", "csv").out.startswith("a,b,")
    assert run("export", "--table", "all", "--format", "parquet", "--to", "semua").code == 0
    assert (Path("semua") / "variants.parquet").exists()


def test_files_are_written_where_one_says(run: Run, corpus: Path) -> None:
    ran = run("export", "--format", "duckdb", "--to", "k.duckdb")
    assert (ran.code, ran.out, ran.err) == (0, "", "Written: k.duckdb\n")
    with duckdb.connect("k.duckdb", read_only=True) as file:
        assert file.sql("SELECT count(*) FROM articles").fetchall() == [(3,)]
    assert run("export", "--format", "html", "--to", "l.html", "--source", "Rini").code == 0
    assert "Rini Wardani" in Path("l.html").read_text(encoding="utf-8")
    assert run("export", "--format", "citron", "--to", "c").code == 0
    assert len(run("convert", "c", "--from", "citron").lines) == 3


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--table", "tabel"), "There is no table"),
        (("--table", "quotes", "--format", "html"), "--table goes with"),
        (("--table", "dates", "--source", "Rini"), "Filters choose statements"),
        (("--table", "all"), "--to"),
        (("--format", "duckdb"), "--to"),
        (("--format", "xml"), "xml"),
        (("--since", "kemarin"), "--since"),
        (("--limit", "0"), "--limit"),
        (("--words", "..."), "no word"),
        (("--to", "tidak/ada.jsonl"), "Make it first"),
    ],
)
def test_a_slip_is_told(run: Run, corpus: Path, words: tuple[str, ...], told: str) -> None:
    ran = run("export", *words)
    assert ran.code == 2
    assert told in ran.err
    assert ran.out == ""


def test_reviews_and_articles_from_elsewhere(run: Run, corpus: Path) -> None:
    drafts = run("export", "--format", "claimreview", "--limit", "1").out
    Path("cek.json").write_text(drafts, encoding="utf-8")
    (review,) = run("convert", "cek.json", "--from", "claimreview").lines
    assert review["claim"]
    page = {"@type": "NewsArticle", "articleBody": "“Kami siap,” kata Rini.", "headline": "Siap"}
    Path("berita.json").write_text(json.dumps(page), encoding="utf-8")
    out = run("convert", "berita.json", "--from", "newsarticle").out
    Path("berita-baru.jsonl").write_text(out, encoding="utf-8")
    assert "1 new" in run("add", "berita-baru.jsonl").err
    assert run("convert", "cek.json", "--from", "claimreview", "--format", "citron").code == 2


def test_files_that_cannot_be_read_are_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "rusak.json").write_text("{", encoding="utf-8")
    ran = run("convert", "rusak.json", "tidak-ada.json", "--from", "citron")
    assert (ran.code, ran.out) == (1, "")
    assert "2 inputs failed" in ran.err


def test_a_corrected_project_goes_into_the_corpus(run: Run, corpus: Path, tmp_path: Path) -> None:
    tasks = json.loads(run("export", "--format", "labelstudio").out)
    for task in tasks[:2]:
        result = task["predictions"][0]["result"]
        task["annotations"] = [{"result": [one for one in result if one["type"] != "labels"][:0]}]
    (tmp_path / "proyek.json").write_text(json.dumps(tasks), encoding="utf-8")
    ran = run("correct", "proyek.json")
    assert ran.code == 0
    assert "2 articles corrected, 0 unchanged, 1 not annotated" in ran.err
    held = {row["article"] for row in run("quotes").lines}
    assert held == {tasks[2]["data"]["id"]}
    assert run("correct", "--withdraw", tasks[0]["data"]["id"]).code == 0
    assert len({row["article"] for row in run("quotes").lines}) == 2
    assert run("correct").code == 2
    assert run("correct", "tidak-ada.json").code == 1
    assert run("verify").code == 0

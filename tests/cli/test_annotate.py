"""``sumber annotate`` and ``sumber show`` on files: formats, failures, exit codes."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from sumber.cli import main
from sumber.export.tables import STATEMENT_COLUMNS

Run = Callable[..., Any]


def test_a_pipe_gets_an_interchange_object_a_line(run: Run, stories: Path) -> None:
    ran = run("annotate", stories)
    assert (ran.code, ran.err) == (0, "")
    assert [line["article"]["id"] for line in ran.lines] == ["a0", "a1", "a2"]
    text = json.loads(stories.read_text(encoding="utf-8").splitlines()[0])["text"]
    for statement in ran.lines[0]["statements"]:
        for span in statement["contents"]:
            assert text[span["start"] : span["end"]] == span["exact"]


def test_json_is_one_array(run: Run, stories: Path) -> None:
    assert len(json.loads(run("annotate", stories, "--format", "json").out)) == 3


def test_csv_is_a_line_a_statement(run: Run, stories: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("annotate", stories, "--format", "csv").out)))
    assert tuple(rows[0]) == STATEMENT_COLUMNS
    assert rows[0]["quote"] == "Air sudah surut"
    assert rows[0]["who"] == "Rini Wardani"


def test_parquet_goes_to_a_file(stories: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["annotate", str(stories), "--format", "parquet"]) == 0
    table = pq.read_table(io.BytesIO(capfdbinary.readouterr().out))
    assert table.column_names == list(STATEMENT_COLUMNS)
    assert "Air sudah surut" in table.column("quote").to_pylist()


def test_a_table_names_who_and_what(run: Run, story: Path) -> None:
    out = run("annotate", story, "--format", "table").out
    assert "Rini Wardani" in out
    assert "“Air sudah surut”" in out


def test_standard_input_is_read(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO("“Kami siap,” kata Rini Wardani.".encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    ran = run("annotate", "-")
    assert ran.code == 0
    assert ran.lines[0]["statements"][0]["contents"][0]["exact"] == "Kami siap"


def test_a_column_can_be_named(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "tabel.csv"
    path.write_text("kunci,kalimat\nx1,“Kami siap” kata Rini Wardani.\n", encoding="utf-8")
    ran = run("annotate", path, "--column", "text=kalimat", "--column", "id=kunci")
    assert [line["article"]["id"] for line in ran.lines] == ["x1"]


def test_what_fails_is_counted_by_reason_and_the_rest_is_done(
    run: Run, story: Path, tmp_path: Path
) -> None:
    for n in range(5):
        (tmp_path / f"kosong{n}.txt").write_bytes(b"")
    ran = run("annotate", tmp_path)
    assert ran.code == 3
    assert len(ran.lines) == 1
    assert "5 inputs failed" in ran.err
    assert "5 × empty" in ran.err
    assert ran.err.count("kosong") == 3
    assert "and 2 more" in ran.err


def test_where_nothing_worked_the_exit_code_is_1(run: Run, tmp_path: Path) -> None:
    (tmp_path / "kosong.txt").write_bytes(b"")
    assert run("annotate", tmp_path / "kosong.txt").code == 1


def test_a_stage_that_raises_costs_one_article(
    run: Run, stories: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sumber import stages

    real = stages.annotate_together

    def broken(articles: Any) -> Any:
        found = zip(articles, real(articles), strict=True)
        return [ValueError("rusak") if article.id == "a1" else notes for article, notes in found]

    monkeypatch.setattr(stages, "annotate_together", broken)
    ran = run("annotate", stories)
    assert ran.code == 3
    assert [line["article"]["id"] for line in ran.lines] == ["a0", "a2"]
    assert "ValueError: rusak" in ran.err


def test_more_workers_give_the_same_lines(run: Run, stories: Path) -> None:
    assert run("annotate", stories, "--workers", "2").out == run("annotate", stories).out


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
def test_hostile_text_never_commands_the_display(run: Run, tmp_path: Path, form: str) -> None:
    path = tmp_path / "jahat.jsonl"
    text = "“Awas \x1b[31m\x07\x9b2J [red]merah[/red],” kata Rini Wardani."
    path.write_text(json.dumps({"text": text, "title": "\x1b]0;x\x07"}), encoding="utf-8")
    out = run("show", path, "--format", form).out
    if form == "csv":  # exact for programs; a terminal gets symbols
        assert "\x1b[31m" in out
    else:
        assert not {"\x1b", "\x07", "\x9b"} & set(out)
        assert "[red]merah[/red]" in out


def test_show_marks_the_text_of_a_file(run: Run, story: Path) -> None:
    out = run("show", story, "--format", "table").out
    assert "“⟦1 Air sudah surut⟧,” _kata_" in out
    assert "1 Rini Wardani" in out


def test_show_in_a_pipe_is_the_interchange_object(run: Run, story: Path) -> None:
    assert run("show", story).out == run("annotate", story).out


@pytest.mark.parametrize("form", ["jsonld", "citron", "labelstudio"])
def test_the_forms_of_other_programs_can_be_read_back(run: Run, story: Path, form: str) -> None:
    there = run("annotate", story).lines
    written = run("annotate", story, "--format", form)
    assert written.code == 0
    Path("keluar.json").write_text(written.out, encoding="utf-8")
    back = run("convert", "keluar.json", "--from", form).lines
    assert [line["statements"] for line in back] == [line["statements"] for line in there]

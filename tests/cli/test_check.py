"""``sumber check`` and ``sumber guard``: texts, files, formats, exit codes."""

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
from tests.search.making import made

Run = Callable[..., Any]
SAID = "Air rob sudah surut dan dapur umum kami tutup sore ini"
GOOD = f"“{SAID},” kata Rini Wardani."
BAD = f"“{SAID},” kata Toto Suharto."
NONE = "“Gajah terbang melintasi khatulistiwa,” kata Rini Wardani."


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return made(tmp_path / "korpus").folder


def pasted(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def test_a_text_a_file_and_standard_input_answer_alike(
    run: Run, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pesan.txt").write_text(GOOD, encoding="utf-8")
    pasted(monkeypatch, GOOD)
    answers = [
        run("check", what, "--corpus", corpus).lines for what in (GOOD, tmp_path / "pesan.txt", "-")
    ]
    assert answers[0] == answers[1] == answers[2]
    (found,) = answers[0]
    assert found["verdict"] == "verbatim"
    assert found["first"]["article"] == "rob"
    assert found["reference"].startswith("Rini Wardani: “Air rob")
    assert found["searched"]["articles"] == 4


@pytest.mark.parametrize("form", ["text", "markdown", "html", "bibtex", "csl", "link"])
def test_the_reference_has_the_form_asked_for(run: Run, corpus: Path, form: str) -> None:
    (found,) = run("check", GOOD, "--reference", form, "--corpus", corpus).lines
    assert "gema.example" in found["reference"]


def test_flat_forms(corpus: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["check", GOOD, "--format", "csv", "--corpus", str(corpus)]) == 0
    (row,) = csv.DictReader(io.StringIO(capfdbinary.readouterr().out.decode()))
    assert (row["verdict"], row["article"], row["articles"]) == ("verbatim", "rob", "2")
    assert main(["check", NONE, "--format", "parquet", "--corpus", str(corpus)]) == 0
    table = pq.read_table(io.BytesIO(capfdbinary.readouterr().out))
    assert table.column("verdict").to_pylist() == ["not-found"]


def test_a_table_tells_verdict_difference_and_what_was_searched(run: Run, corpus: Path) -> None:
    text = f"{GOOD.replace('surut', 'naik')}\n{NONE}\n{BAD}"
    out = " ".join(run("check", text, "--format", "table", "--corpus", corpus).out.split())
    for told in ("ALTERED", "[-naik-]", "[+surut+]", "NOT FOUND", "OTHER SPEAKER"):
        assert told in out
    assert "0 of 4 articles of 2 outlets from 2023-07-11 to 2024-02-03" in out


def test_nothing_to_check(run: Run, corpus: Path) -> None:
    out = run("check", "Rini.", "--format", "table", "--corpus", corpus).out
    assert "No quotation" in out
    assert run("check", "Rini.", "--corpus", corpus).lines == []


@pytest.mark.parametrize("text", ["", "   ", "tidakada.txt", "a" * 100_001])
def test_misuse_is_told(run: Run, corpus: Path, text: str) -> None:
    ran = run("check", text, "--corpus", corpus)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("sumber: ")


def test_what_is_no_text_is_refused(run: Run, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "gambar.txt").write_bytes(bytes(range(256)) * 4)
    ran = run("check", tmp_path / "gambar.txt", "--corpus", corpus)
    assert ran.code in (0, 2)
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("text", "code", "bad"),
    [
        (GOOD, 0, 0),
        (BAD, 1, 1),
        (NONE, 1, 1),
        (f"{GOOD}\n{NONE}", 1, 1),
        (f"“{SAID}.”", 1, 1),
        ("Hari ini cerah di muara.", 0, 0),
    ],
)
def test_guard_lets_only_verbatim_words_of_the_right_source_pass(
    run: Run, corpus: Path, tmp_path: Path, text: str, code: int, bad: int
) -> None:
    (tmp_path / "draf.md").write_text(text, encoding="utf-8")
    ran = run("guard", tmp_path / "draf.md", "--corpus", corpus)
    assert ran.code == code
    assert len(ran.lines) == bad
    assert "quotations are" in ran.err


def test_guard_checks_indirect_speech_when_asked(run: Run, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "draf.md").write_text("Rini Wardani mengatakan bahwa gajah dilarang terbang.")
    assert run("guard", tmp_path / "draf.md", "--corpus", corpus).code == 0
    assert run("guard", tmp_path / "draf.md", "--indirect", "--corpus", corpus).code == 1


def test_guard_wants_a_file(run: Run, corpus: Path) -> None:
    assert run("guard", GOOD, "--corpus", corpus).code == 2


def test_findings_are_json(run: Run, corpus: Path) -> None:
    out = run("check", GOOD, "--format", "json", "--corpus", corpus).out
    assert [found["verdict"] for found in json.loads(out)] == ["verbatim"]

"""The commands that keep and ask a corpus, from the first article to the last."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def corpus(run: Run, stories: Path, tmp_path: Path) -> Path:
    """A corpus of three articles, where commands look for it by default."""
    ran = run("add", stories)
    assert ran.code == 0, ran.err
    return tmp_path / "corpus"


def test_add_tells_what_it_did_and_takes_only_what_is_new(
    run: Run, stories: Path, corpus: Path
) -> None:
    ran = run("add", stories)
    assert (ran.code, ran.out) == (0, "")
    assert "0 new, 3 held already, 0 failed" in ran.err


def test_add_goes_on_past_what_fails(run: Run, stories: Path, tmp_path: Path) -> None:
    (tmp_path / "kosong.txt").write_bytes(b"")
    ran = run("add", stories, tmp_path / "kosong.txt")
    assert ran.code == 3
    assert "3 new" in ran.err
    assert "1 × empty" in ran.err


def test_a_corpus_in_the_folder_that_is_read_is_not_read(run: Run, stories: Path) -> None:
    for _ in range(2):
        ran = run("add", ".")
        assert ran.code == 0, ran.err
    assert "0 new, 3 held already, 0 failed" in ran.err


def test_quotes_have_filters_and_formats(run: Run, corpus: Path) -> None:
    ran = run("quotes", "--source", "Rini", "--words", "surut", "--kind", "direct")
    assert [line["quote"] for line in ran.lines] == ["Air sudah surut"] * 3
    assert len(run("quotes", "--limit", "1").lines) == 1
    assert run("quotes", "--since", "2024").lines == []
    assert len(run("quotes", "--format", "csv").out.splitlines()) > 3
    assert "Gema Lembah · a0" in run("quotes", "--format", "table").out


def test_no_match_is_told_and_is_no_failure(run: Run, corpus: Path) -> None:
    ran = run("quotes", "--words", "gempa", "--format", "table")
    assert (ran.code, ran.out, ran.err) == (0, "", "Nothing matches.\n")


def test_sources(run: Run, corpus: Path) -> None:
    assert run("sources").code == 0
    assert run("sources", "a0").code == 0
    assert run("sources", "--format", "table").code == 0
    assert run("sources", "a0", "--format", "table").code == 0


def test_where_nothing_is_cited_it_is_told_what_was_searched(run: Run, corpus: Path) -> None:
    ran = run("sources", "--format", "table")
    told = run("sources", "a0", "--format", "table")
    assert ran.out or "articles were searched" in ran.err
    assert "└──" in told.out or "characters were searched" in told.err


def test_show_reads_an_article_of_the_corpus(run: Run, corpus: Path) -> None:
    ran = run("show", "a1")
    assert [line["article"]["id"] for line in ran.lines] == ["a1"]
    assert "⟦1 Air sudah surut⟧" in run("show", "a1", "--format", "table").out


def test_an_unknown_article_is_a_mistake(run: Run, corpus: Path) -> None:
    ran = run("show", "a9")
    assert ran.code == 2
    assert "a9" in ran.err


def test_verify_is_clean_and_then_finds_what_moved(
    run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = run("verify")
    assert (ran.code, ran.out) == (0, "")
    assert "Every fact matches its text" in ran.err

    from sumber import verify

    wrong = verify.Mismatch(article="a1", table="dates", nth=0, reason="exact", message="x")
    monkeypatch.setattr(verify, "verify", lambda _: iter([wrong]))
    ran = run("verify")
    assert ran.code == 4
    assert ran.lines == [
        {"article": "a1", "table": "dates", "nth": 0, "reason": "exact", "message": "x"}
    ]
    assert "1 fact does not match" in ran.err
    assert "dates" in run("verify", "--format", "table").out


def test_remove(run: Run, corpus: Path) -> None:
    ran = run("remove", "a0", "a2")
    assert ran.code == 0
    assert "2 articles removed" in ran.err
    assert {line["article"] for line in run("quotes").lines} == {"a1"}
    assert run("remove", "a0").code == 2


def test_doctor_without_and_with_a_corpus(run: Run, stories: Path) -> None:
    checks = {check["check"]: check for check in run("doctor").lines}
    assert checks["corpus"]["state"] == "note"
    assert "sumber add PATH..." in checks["corpus"]["next_step"]
    assert checks["disk"]["value"]
    run("add", stories)
    checks = {check["check"]: check for check in run("doctor").lines}
    assert checks["corpus"]["state"] == "ok"
    assert "3 articles" in checks["corpus"]["value"]
    assert "✓" in run("doctor", "--format", "table").out


def test_doctor_tells_of_a_damaged_corpus(run: Run, corpus: Path) -> None:
    (corpus / "corpus.json").write_text("{", encoding="utf-8")
    ran = run("doctor")
    assert ran.code == 1
    bad = [check for check in map(json.loads, ran.out.splitlines()) if check["state"] == "bad"]
    assert [check["check"] for check in bad] == ["corpus"]
    assert bad[0]["next_step"]

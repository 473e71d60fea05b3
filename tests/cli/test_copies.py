"""The commands that show what articles share: copies, diff, boilerplate."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from sumber import compared
from sumber.compared import Shared
from sumber.corpus import Corpus, annotating
from sumber.corpus.store import writing
from sumber.plan.tables import RELATED
from sumber.records import Article, Span
from tests.corpus.making import SIMPLE

Run = Callable[..., Any]
WORDS = "Air sungai naik sampai ke jalan desa"
FOOTER = "Ikuti kabar kami."
KEY = "-4611686018427387905"
ARTICLES = (
    Article(id="k1", text=f"Pagi. {WORDS}. {FOOTER}", outlet="Kabar", published="2024-02-01"),
    Article(id="k2", text=f"{WORDS} 😀. {FOOTER}", outlet="Warta", published="2024-02-02T10:00"),
    Article(id="k3", text=f"Lain sama sekali. {FOOTER}", outlet="Kabar"),
)


def passage(a: str, b: str, words: str, **fields: Any) -> dict[str, Any]:
    texts = {article.id: article.text for article in ARTICLES}
    x, y = texts[a].index(words), texts[b].index(words)
    spans = {"a_start": x, "a_end": x + len(words), "b_start": y, "b_end": y + len(words)}
    return {"a": a, "b": b, **spans, "kind": "copy", "bits": 40.0, "confidence": 0.9, **fields}


@pytest.fixture
def corpus(monkeypatch: pytest.MonkeyPatch, run: Run, tmp_path: Path) -> Corpus:
    """Three articles that were related, where commands look for them by default."""
    monkeypatch.setattr(annotating, "ANNOTATOR", SIMPLE)
    corpus = Corpus(tmp_path / "corpus")
    corpus.add_articles(ARTICLES, workers=1)
    rows: dict[str, list[dict[str, Any]]] = {
        "passages": [
            passage("k1", "k2", WORDS, origin="k1", because="published first"),
            passage("k1", "k3", FOOTER, kind="boilerplate"),
        ],
        "boilerplate": [
            {
                "key": int(KEY),
                "outlet": "Kabar",
                "article": "k3",
                "start": 18,
                "end": 18 + len(FOOTER),
                "articles": 2,
                "first_seen": "2024-02-01",
                "last_seen": "2024-02-01",
            }
        ],
    }
    with writing(corpus.folder) as writer:
        tables = {n: pa.Table.from_pylist(r, schema=RELATED[n]) for n, r in rows.items()}
        writer.relate(tables, writer.manifest.changed)
    return corpus


def test_copies_are_listed_with_what_a_scorer_reads(run: Run, corpus: Corpus) -> None:
    ran = run("copies")
    assert (ran.code, ran.err) == (0, "")
    first = ran.lines[0]
    keys = ("a", "b", "a_start", "a_end", "b_start", "b_end", "kind", "from")
    assert list(first)[:8] == list(keys)
    assert (first["a_exact"], first["b_exact"], first["from"]) == (WORDS, WORDS, "k1")
    assert [line["from"] for line in ran.lines] == ["k1", None]


def test_copies_of_one_article_and_one_kind(run: Run, corpus: Corpus) -> None:
    assert [line["a"] for line in run("copies", "k2").lines] == ["k1"]
    assert [line["b"] for line in run("copies", "k1", "--kind", "boilerplate").lines] == ["k3"]
    assert run("copies", "--kind", "quote").lines == []
    assert run("copies", "nope").code == 2
    assert run("copies", "--kind", "theft").code == 2


@pytest.mark.parametrize("form", ["csv", "json", "table"])
def test_copies_in_every_format(run: Run, corpus: Corpus, form: str) -> None:
    out = run("copies", "--format", form).out
    assert "boilerplate" in out
    assert "k1" in out


def test_no_copies_are_told_with_what_was_searched(run: Run, corpus: Corpus) -> None:
    ran = run("copies", "--kind", "quote", "--format", "table")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "No passage fits; 3 articles were compared.\n"


def test_stale_copies_are_told(run: Run, corpus: Corpus) -> None:
    corpus.add_articles([Article(id="k4", text="Baru.")], workers=1)
    assert "run sumber relate" in run("copies").err


def test_boilerplate_is_listed_and_decided(run: Run, corpus: Corpus) -> None:
    (line,) = run("boilerplate").lines
    assert (line["key"], line["exact"], line["decision"]) == (KEY, FOOTER, None)
    ran = run("boilerplate", "--approve", KEY)
    assert (ran.code, ran.out) == (0, "")
    assert "1 decision kept" in ran.err
    assert run("boilerplate").lines[0]["decision"] == "approved"
    run("boilerplate", "--reject", KEY)
    assert run("boilerplate").lines[0]["decision"] == "rejected"
    assert "rejected" in run("boilerplate", "--format", "table").out
    assert corpus.table("decisions").num_rows == 2
    assert list(corpus.verify()) == []


def test_a_key_that_is_none_is_refused(run: Run, corpus: Corpus) -> None:
    ran = run("boilerplate", "--approve", "17")
    assert ran.code == 2
    assert corpus.table("decisions").num_rows == 0


@pytest.fixture
def _found(monkeypatch: pytest.MonkeyPatch) -> None:
    def passages(a: Article, b: Article) -> list[Shared]:
        x, y = a.text.find(WORDS), b.text.find(WORDS)
        if min(x, y) < 0:
            return []
        sides = [Span(at, at + len(WORDS)) for at in (x, y)]
        return [Shared(a=sides[0], b=sides[1], kind="copy")]

    monkeypatch.setattr(compared, "passages_of", passages)


@pytest.mark.usefixtures("_found")
def test_diff_shows_two_columns_and_a_verdict(run: Run, corpus: Corpus, tmp_path: Path) -> None:
    ran = run("diff", "k1", "k2", "--format", "table")
    assert ran.code == 0, ran.err
    assert ran.out.splitlines()[-1].startswith("Verdict: copy; ")
    file = tmp_path / "lain.txt"
    file.write_text(f"Dari berkas: {WORDS}!", encoding="utf-8")
    marks = [(line["side"], line["mark"]) for line in run("diff", "k1", file).lines]
    assert marks == [(side, mark) for side in "ab" for mark in ("own", "copied", "own")]
    assert "share no passage" in run("diff", "k1", "k3", "--format", "table").out
    assert len(json.loads(run("diff", "k1", "k2", "--format", "json").out)) == 5


@pytest.mark.usefixtures("_found")
@pytest.mark.parametrize("words", [("k1", "nope"), ("-", "-"), ("k1",), ("k1", "--sideways")])
def test_diff_misused(run: Run, corpus: Corpus, words: tuple[str, ...]) -> None:
    assert run("diff", *words).code == 2


def test_diff_of_a_file_with_more_articles_is_refused(
    run: Run, corpus: Corpus, tmp_path: Path
) -> None:
    file = tmp_path / "dua.jsonl"
    file.write_text('{"text": "Satu."}\n{"text": "Dua."}\n', encoding="utf-8")
    ran = run("diff", "k1", file)
    assert ran.code == 2
    assert "holds 2 articles" in ran.err

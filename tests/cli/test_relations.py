"""The commands about what lies between articles, from relating to a person's decision."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sumber import relating
from sumber.corpus import Corpus
from sumber.records import Article
from sumber.relations import STEPS

Run = Callable[..., Any]

QUOTE = "Tanggul di hulu Sungai Lembah sudah kami perkuat dengan enam ribu karung pasir"
EDITED = "Tanggul di hulu Sungai Lembah sudah diperkuat dengan enam ribu karung pasir"
NEWS = [
    (
        "a1",
        "Kompas.com",
        "https://www.kompas.com/a1",
        f'MELATI - "{QUOTE}," kata Bupati Melati, Wistara Bratasena, Senin (6/5/2024). '
        "Warga Kampung Kenanga mulai pulang ke rumah masing-masing.\n",
    ),
    (
        "a2",
        "Gema",
        "https://gema.example/a2",
        f'MELATI - "{EDITED}," kata Wistara Bratasena, Bupati Melati, Senin (6/5/2024), '
        "dikutip dari Kompas.com. Hujan reda sejak Minggu malam.\n",
    ),
    (
        "a3",
        "Gema",
        "https://gema.example/a3",
        'KENANGA - "Harga cabai naik dua kali lipat," kata Budi Santoso, pedagang Pasar Kenanga.\n',
    ),
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of three articles, related by this package's steps alone."""
    folder = tmp_path_factory.mktemp("related") / "corpus"
    articles = (
        Article(id=name, outlet=outlet, url=url, published="2024-05-06", text=text)
        for name, outlet, url, text in NEWS
    )
    Corpus(folder).add_articles(articles, workers=1)
    relate(folder)
    return folder


def relate(folder: Path) -> None:
    relating.relate(folder, steps=STEPS, workers=1)


@pytest.fixture
def related(run: Run, made: Path, tmp_path: Path) -> Run:
    """That corpus where commands look for it by default."""
    shutil.copytree(made, tmp_path / "corpus")
    return run


COMMANDS = [
    ("people",),
    ("people", "bratasena"),
    ("variants",),
    ("variants", "tanggul"),
    ("variants", "--article", "a1"),
    ("chains", "a2"),
    ("stories",),
    ("stories", "a1"),
]


@pytest.mark.parametrize("words", COMMANDS)
@pytest.mark.parametrize("form", ["table", "jsonl", "json", "csv", "parquet"])
@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_format_in_both_languages(
    related: Run, words: tuple[str, ...], form: str, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    if form == "parquet":
        pytest.skip("the captured stream is text")
    ran = related(*words, "--format", form, "--lang", lang)
    assert ran.code == 0, ran.err
    assert all(len(line) <= 80 for line in ran.out.splitlines()) or form != "table"


def test_people_have_one_row_for_all_their_articles(related: Run) -> None:
    (found,) = related("people", "Bratasena").lines
    assert (found["person"], found["articles"]) == ("wistara-bratasena", 2)
    assert "Wistara Bratasena" in related("people", "wistara-bratasena", "--format", "table").out


def test_variants_tell_where_words_changed(related: Run) -> None:
    first, other = related("variants", "karung pasir").lines
    assert (first["first"], first["changes"]) == (True, [])
    (change,) = other["changes"]
    assert other["quote"][change["start"] : change["end"]] == "diperkuat"
    assert first["quote"][change["first_start"] : change["first_end"]] == "kami perkuat"
    told = " ".join(related("variants", "--format", "table").out.split())
    assert "[-kami perkuat-]{+diperkuat+}" in told


def test_chains_lead_to_the_article_of_the_cited_outlet(related: Run) -> None:
    (up,) = related("chains", "a2").lines
    assert (up["direction"], up["origin"], up["first_hand"]) == ("up", "a1", True)
    (down,) = related("chains", "a1").lines
    assert (down["direction"], down["article"]) == ("down", "a2")
    assert "first hand" in related("chains", "a2", "--format", "table").out


def test_stories_hold_the_articles_on_one_event(related: Run) -> None:
    assert [row["articles"] for row in related("stories").lines] == [2]
    assert {row["article"] for row in related("stories", "a2").lines} == {"a1", "a2"}


def test_decisions_are_kept_and_heeded_by_the_next_relate(related: Run, tmp_path: Path) -> None:
    assert related("people", "--split", "wistara-bratasena", "a2").code == 0
    relate(tmp_path / "corpus")
    assert [row["articles"] for row in related("people", "bratasena").lines] == [1, 1]
    ids = [row["person"] for row in related("people", "bratasena").lines]
    assert related("people", "--merge", *ids).code == 0
    relate(tmp_path / "corpus")
    assert [row["articles"] for row in related("people", "bratasena").lines] == [2]
    assert related("verify").code == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("people", "--merge", "wistara-bratasena"), "--merge takes two"),
        (("people", "--merge", "wistara-bratasena", "nobody"), "no person 'nobody'"),
        (("people", "--merge", "wistara-bratasena", "wistara-bratasena"), "one person already"),
        (("people", "--split", "wistara-bratasena"), "at least one article"),
        (("people", "--split", "wistara-bratasena", "a3"), "says nothing in the article 'a3'"),
        (("people", "--split", "wistara-bratasena", "zz"), "no article 'zz'"),
        (("people", "x", "--split", "wistara-bratasena", "a1"), "not several at once"),
        (("people", "…"), "holds no word"),
        (("people", "--limit", "0"), "--limit"),
        (("variants", "…"), "holds no word"),
        (("variants", "--article", "zz"), "no article 'zz'"),
        (("chains", "zz"), "no article 'zz'"),
        (("chains",), "ARTICLE"),
        (("stories", "zz"), "no article 'zz'"),
    ],
)
def test_mistakes_are_told_with_code_2(related: Run, words: tuple[str, ...], told: str) -> None:
    ran = related(*words)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


def test_before_relating_there_is_nothing_and_that_is_told(run: Run, stories: Path) -> None:
    assert run("add", stories).code == 0
    for words in (("people",), ("variants",), ("chains", "a0"), ("stories",)):
        assert run(*words).lines == []
        assert "sumber relate" in run(*words, "--format", "table").err

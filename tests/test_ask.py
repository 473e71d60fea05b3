from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sumber.corpus import Corpus, annotating
from sumber.errors import NoSuchArticle, UsageError
from sumber.records import Article, Citation, Notes, Span, Statement

TEXT = (
    "Wali Kota 👩‍👩‍👧 Şen Erdoğan, kepada Kabar Sore, berkata: «Harga naïf naik», lalu «lagi 🙂». "
    "Dia menegaskan pentingnya panen. Menurut Dinas Air, sumur kering."
)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def notes(article: Article) -> Notes:
    """Return facts made by hand for the text above, fewer for every other article."""
    if article.text != TEXT:
        statement = Statement(id="x1", kind="indirect", contents=(Span(0, 4),))
        cited = Citation(span=Span(0, 4), source="KABAR SORE", type="byline")
        return Notes(statements=(statement,), citations=(cited,))
    name = at("Şen Erdoğan")
    return Notes(
        statements=(
            Statement(
                id="s1",
                kind="direct",
                contents=(at("Harga naïf naik"), at("lagi 🙂")),
                cue=at("berkata"),
                speaker=name,
                who=name,
                who_type="person",
                role=at("Wali Kota"),
                addressee=at("Kabar Sore"),
                said_on="2024-03-05",
                confidence=0.9,
            ),
            Statement(
                id="s2",
                kind="indirect",
                contents=(at("pentingnya panen"),),
                speaker=at("Dia"),
                who=name,
            ),
            Statement(
                id="s3", kind="indirect", contents=(at("sumur kering"),), speaker=at("Dinas Air")
            ),
        ),
        citations=(
            Citation(
                span=at("Kabar Sore"),
                source="Kabar Sore",
                type="outlet",
                statements=("s1",),
                standing="second-hand",
                taken_from=at("Dinas"),
            ),
            Citation(span=at("Dinas"), source="Dinas Air", type="document", known="dinas-air"),
        ),
    )


ARTICLES = [
    Article(
        id="satu",
        text=TEXT,
        outlet="Kabar Pagi",
        title="Harga",
        url="https://kabar.example/1",
        published="2024-03-07T08:00:00+07:00",
    ),
    Article(id="dua", text="Hujan turun.", published="2023-12-31"),
    Article(id="tiga", text="Angin reda."),
]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    corpus = Corpus(tmp_path_factory.mktemp("ask") / "korpus")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(annotating, "ANNOTATOR", "tests.test_ask:notes")
        corpus.add_articles(ARTICLES, workers=1)
    return corpus


def test_a_quote_reads_as_it_stands_in_the_article(corpus: Corpus) -> None:
    (row,) = corpus.quotes(kind="direct").to_pylist()
    assert row == {
        "who": "Şen Erdoğan",
        "kind": "direct",
        "quote": "Harga naïf naik … lagi 🙂",
        "speaker": "Şen Erdoğan",
        "role": "Wali Kota",
        "affiliation": None,
        "cue": "berkata",
        "addressee": "Kabar Sore",
        "occasion": None,
        "who_type": "person",
        "said_on": "2024-03-05",
        "cited": ["Kabar Sore"],
        "outlet": "Kabar Pagi",
        "published": "2024-03-07T08:00:00+07:00",
        "title": "Harga",
        "url": "https://kabar.example/1",
        "article": "satu",
        "statement": "s1",
        "start": at("Harga").start,
        "end": at("lagi 🙂").end,
        "confidence": 0.9,
    }


def test_substrings_count_code_points_whatever_stands_before(corpus: Corpus) -> None:
    article, found = corpus.article("satu")
    rows = corpus.quotes().to_pylist()
    for statement in found.statements:
        (quote,) = (r["quote"] for r in rows if r["statement"] == statement.id)
        assert quote == " … ".join(span.of(article.text) for span in statement.contents)


FILTERS: list[tuple[dict[str, Any], list[str]]] = [
    ({}, ["s2", "s3", "s1", "x1", "x1"]),
    ({"source": "erdogan"}, ["s2", "s1"]),
    ({"source": "ERDOĞAN şen"}, ["s2", "s1"]),
    ({"source": "erdo"}, []),
    ({"source": "dinas"}, ["s3"]),
    ({"source": "' OR 1=1 --"}, []),
    ({"words": "naik NAIF"}, ["s1"]),
    ({"words": "naik panen"}, []),
    ({"words": "PENTINGNYA"}, ["s2"]),
    ({"outlet": "kabar pagi"}, ["s2", "s3", "s1"]),
    ({"outlet": "kabar siang"}, []),
    ({"since": "2024-03-06"}, ["s2", "s3"]),
    ({"until": "2024-03-05"}, ["s1", "x1"]),
    ({"until": date(2024, 3, 5), "since": date(2024, 1, 1)}, ["s1"]),
    ({"since": "2024", "until": "2024"}, ["s2", "s3", "s1"]),
    ({"since": "2023-12", "until": "2023-12"}, ["x1"]),
    ({"kind": "indirect", "source": "erdogan"}, ["s2"]),
    ({"kind": "mixed"}, []),
    ({"limit": 2}, ["s2", "s3"]),
    ({"limit": 0}, []),
]


@pytest.mark.parametrize(("filters", "expected"), FILTERS)
def test_filters(corpus: Corpus, filters: dict[str, Any], expected: list[str]) -> None:
    assert corpus.quotes(**filters)["statement"].to_pylist() == expected


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"since": "kemarin"}, "no date"),
    ({"since": "2024-02-30"}, "no date"),
    ({"until": "2024-13"}, "no date"),
    ({"until": "11/7/2023"}, "no date"),
    ({"since": ""}, "no date"),
    ({"since": "0000"}, "no date"),
    ({"kind": "Direct"}, "none of direct, indirect, mixed"),
    ({"limit": -1}, "below zero"),
    ({"source": " - "}, "no word"),
    ({"words": ""}, "no word"),
    ({"as_": "excel"}, "none of arrow"),
]


@pytest.mark.parametrize(("filters", "told"), WRONG)
def test_values_that_cannot_be_meant(corpus: Corpus, filters: dict[str, Any], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        corpus.quotes(**filters)


def test_sources_are_counted_over_articles(corpus: Corpus) -> None:
    assert corpus.sources().to_pylist() == [
        {
            "source": "KABAR SORE",
            "known": None,
            "types": ["byline", "outlet"],
            "articles": 3,
            "second_hand": 1,
            "citations": 3,
        },
        {
            "source": "Dinas Air",
            "known": "dinas-air",
            "types": ["document"],
            "articles": 1,
            "second_hand": 0,
            "citations": 1,
        },
    ]


def test_sources_of_one_article_in_their_order(corpus: Corpus) -> None:
    rows = corpus.sources("satu").to_pylist()
    told = [
        (r["source"], r["exact"], r["statements"], r["standing"], r["taken_from"]) for r in rows
    ]
    assert told == [
        ("Kabar Sore", "Kabar Sore", ["s1"], "second-hand", "Dinas"),
        ("Dinas Air", "Dinas", [], None, None),
    ]


def test_articles_without_their_texts(corpus: Corpus) -> None:
    rows = corpus.articles().to_pylist()
    told = [(r["id"], r["characters"], r["statements"], r["citations"]) for r in rows]
    assert told == [("satu", len(TEXT), 3, 2), ("dua", 12, 1, 1), ("tiga", 11, 1, 1)]
    assert "text" not in rows[0]


def test_an_unknown_article_is_told(corpus: Corpus) -> None:
    with pytest.raises(NoSuchArticle, match="'empat'"):
        corpus.sources("empat")
    with pytest.raises(NoSuchArticle, match="'empat'"):
        corpus.article("empat")
    with pytest.raises(UsageError, match="no table"):
        corpus.table("empat; DROP")


@pytest.mark.parametrize("form", ["pandas", "polars"])
def test_answers_as_data_frames(corpus: Corpus, form: Any) -> None:
    frame = corpus.quotes(source="erdogan", as_=form)
    assert type(frame).__module__.startswith(form)
    assert list(frame["statement"]) == ["s2", "s1"]
    assert list(corpus.sources(as_=form)["articles"]) == [3, 1]


def test_asking_leaves_no_files(corpus: Corpus) -> None:
    before = sorted(map(str, Path(corpus.folder).rglob("*")))
    corpus.quotes(), corpus.sources(), corpus.articles(), corpus.health()
    assert sorted(map(str, Path(corpus.folder).rglob("*"))) == before

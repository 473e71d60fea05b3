"""The state in memory follows the corpus, and words stand in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import sumber.web
from sumber import Article, Corpus
from sumber.errors import NoSuchArticle
from sumber.messages import speak
from sumber.web.app import make_app
from sumber.web.desk import Desk
from sumber.web.holding import MADE

TEMPLATES = sorted((Path(sumber.web.__file__).parent / "templates").glob("*.html"))


def test_pages_follow_the_corpus(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "corpus")
    corpus.add_articles([Article(id="a", text="Hujan turun.", outlet="Gema")], workers=1)
    app = make_app(corpus.folder, "en")
    with TestClient(app, base_url="http://127.0.0.1") as client:
        assert client.get("/home.json").json()["corpus"]["searched"]["articles"] == 1
        corpus.add_articles([Article(id="b", text="Air surut.", outlet="Gema")], workers=1)
        assert client.get("/article/a").status_code == 200
        app.state.desk.settle()
        assert client.get("/home.json").json()["corpus"]["searched"]["articles"] == 2
        assert client.get("/article/b").status_code == 200
        corpus.remove("a")
        client.get("/")
        app.state.desk.settle()
        assert client.get("/article/a").status_code == 404
        assert client.get("/search?q=hujan").status_code == 200


def test_an_article_is_held_as_it_was_added(corpus: Corpus) -> None:
    reading = Desk(corpus.folder).reading()
    for row in corpus.articles().to_pylist()[:5]:
        held, notes = reading.annotated(row["id"])
        article, whole = corpus.article(row["id"])
        assert held == article
        assert (notes.statements, notes.citations) == (whole.statements, whole.citations)
        assert (notes.regions, notes.dates) == (whole.regions, whole.dates)
    with pytest.raises(NoSuchArticle):
        reading.annotated("nothing")


def test_the_held_tables_count_what_the_corpus_holds(corpus: Corpus) -> None:
    reading, health = Desk(corpus.folder).reading(), corpus.health()
    assert reading.summary.articles == health.counts["articles"]
    assert reading.summary.statements == health.counts["statements"]
    assert reading.summary.related
    assert set(MADE) >= {"articles", "statements", "citations", "people", "outlets", "sources"}


def test_every_text_that_a_template_asks_for_is_there() -> None:
    texts = speak("en").texts
    for path in TEMPLATES:
        source = path.read_text(encoding="utf-8")
        for key in re.findall(r"say\(['\"]([\w.-]+)['\"]", source):
            assert key in texts or any(k.startswith(key) for k in texts), f"{path.name}: {key}"


def test_no_template_turns_escaping_off() -> None:
    for path in TEMPLATES:
        source = path.read_text(encoding="utf-8")
        assert "|safe" not in source.replace(" ", "")
        assert "autoescape" not in source
        assert "style=" not in source
        assert not re.search(r"\son\w+=", source)

"""An article with its facts, as a library user gets it."""

from __future__ import annotations

import pytest

import sumber

TEXT = "“Air sudah surut,” kata Camat Tanjungsari, Rini Wardani, Rabu (10/7)."


def test_a_text_is_annotated() -> None:
    found = sumber.annotate(TEXT, published="2024-07-11", title="Banjir surut")
    assert found.article.title == "Banjir surut"
    assert found.text == TEXT
    assert [s.contents[0].of(TEXT) for s in found.statements] == ["Air sudah surut"]
    assert found.dates == found.notes.dates
    assert found.regions == found.notes.regions
    assert found.citations == found.notes.citations


def test_the_same_text_has_the_same_id() -> None:
    assert sumber.annotate(TEXT).article.id == sumber.annotate(TEXT).article.id
    assert sumber.annotate(TEXT).article.id != sumber.annotate(TEXT + ".").article.id


def test_an_article_is_annotated_as_it_is() -> None:
    article = sumber.Article(id="a1", text=TEXT, published="2024-07-11")
    assert sumber.annotate(article).article is article
    assert sumber.annotate(article).to_dict()["article"]["published"] == "2024-07-11"


def test_an_article_has_its_day_of_publication_already() -> None:
    with pytest.raises(sumber.UsageError):
        sumber.annotate(sumber.Article(id="a1", text=TEXT), published="2024-07-11")


@pytest.mark.parametrize("text", ["", " ", "\ud800", "\x00", "“", "a" * 100_000])
def test_odd_texts_do_no_harm(text: str) -> None:
    found = sumber.annotate(text)
    assert found._repr_html_()
    assert found.to_dict()["article"]["id"]

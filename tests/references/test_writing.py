"""References written out; nothing from an article escapes its form."""

from __future__ import annotations

import json
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumber.messages import speak
from sumber.records import Article, Span
from sumber.references import FORMS, Form, reference, written
from sumber.references.writing import day_in_words

ARTICLE = Article(
    id="rob",
    text="“Air rob sudah surut,” kata Rini Wardani.",
    outlet="Gema & Lembah",
    title="Rob Surut 50%",
    published="2023-07-11T08:00",
    url="https://gema.example/rob",
)
LINK = "https://gema.example/rob#:~:text=Air%20rob%20sudah%20surut"
REFERENCE = reference(ARTICLE, Span(1, 20), who="Rini Wardani")


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("link", LINK),
        (
            "text",
            f"Rini Wardani: “Air rob sudah surut” — Gema & Lembah, “Rob Surut 50%”, 11 July 2023. "
            f"{LINK}",
        ),
        (
            "markdown",
            "Rini Wardani: “Air rob sudah surut” — Gema \\& Lembah, “Rob Surut 50%”, 11 July 2023. "
            f"[open at the words](<{LINK}>)",
        ),
        (
            "html",
            "<p>Rini Wardani: “Air rob sudah surut” — Gema &amp; Lembah, “Rob Surut 50%”, "
            f'11 July 2023. <a href="{LINK}">open at the words</a></p>',
        ),
    ],
)
def test_forms(form: Form, text: str) -> None:
    assert written(REFERENCE, form, "en") == text


def test_bibtex() -> None:
    found = written(REFERENCE, "bibtex", "id")
    assert found.startswith("@online{gemalembah2023")
    assert "title = {Rob Surut 50\\%}" in found
    assert "organization = {Gema \\& Lembah}" in found
    assert "date = {2023-07-11}" in found
    assert f"url = {{{LINK}}}" in found


def test_csl() -> None:
    (item,) = json.loads(written(REFERENCE, "csl", "id"))
    assert item["issued"] == {"date-parts": [[2023, 7, 11]]}
    assert (item["container-title"], item["URL"]) == ("Gema & Lembah", LINK)
    assert item["type"] == "article-newspaper"


def test_what_is_not_known_is_told_or_left_out() -> None:
    bare = reference(Article(id="a1", text="Air."))
    assert written(bare, "text", "en") == "outlet unknown, undated. article a1"
    assert written(bare, "link", "en") == ""
    (item,) = json.loads(written(bare, "csl", "en"))
    assert set(item) == {"id", "type", "language"}


def test_indirect_words_are_told_as_such() -> None:
    told = written(reference(ARTICLE, Span(1, 20), who="Rini", indirect=True), "text", "en")
    assert told.startswith("Rini (in the reporter's words): “")


@pytest.mark.parametrize(
    ("published", "words"),
    [
        ("2023-07-11", "11 Juli 2023"),
        ("2023-07", "Juli 2023"),
        ("2023", "2023"),
        ("2023-13-01", None),
        ("2023-00-01", None),
        ("kemarin", None),
        (None, None),
    ],
)
def test_days_in_words(published: str | None, words: str | None) -> None:
    assert day_in_words(published, speak("id")) == words


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen += [tag, *(name for name, _ in attrs)]


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_nothing_breaks_out(outlet: str, title: str, url: str) -> None:
    article = Article(
        id=title, text=outlet + " a", outlet=outlet, title=title, url=f"https://a.example/{url}"
    )
    for form in FORMS:
        told = written(reference(article, Span(0, len(article.text)), who=title), form, "id")
        if form == "html":
            tags = _Tags()
            tags.feed(told)
            assert tags.seen in (["p", "a", "href"], ["p"])
        if form == "csl":
            json.loads(told)
        if form == "bibtex":
            plain = told.replace("\\{", "").replace("\\}", "")
            assert plain.count("{") == plain.count("}")

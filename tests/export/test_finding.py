"""The report of a finding: one file, every row, safe whatever the articles hold."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from sumber.corpus import Corpus
from sumber.export.finding import write_finding
from sumber.messages import LANGUAGES, Language, speak
from sumber.records import Article

NOW = datetime(2026, 11, 22, 3, 4, 5, tzinfo=UTC)
EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def report(corpus: Corpus, language: Language = "en", **filters: Any) -> tuple[int, Any, str]:
    out = io.BytesIO()
    count = write_finding(corpus.snapshot(), filters, speak(language), NOW, out)
    text = out.getvalue().decode()
    return count, html.fromstring(text), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_statement_stands_in_its_place(samples: Corpus, language: Language) -> None:
    there = samples.quotes().to_pylist()
    count, page, _ = report(samples, language)
    cards = page.findall(".//article")
    assert count == len(cards) == len(there)
    for card, row in zip(cards, there, strict=True):
        marked = " … ".join("".join(mark.itertext()) for mark in card.findall(".//mark"))
        assert marked == row["quote"]
    assert page.get("lang") == language


def test_it_says_what_was_asked_and_searched(samples: Corpus) -> None:
    count, page, text = report(samples, source="Gandhi", since="2024-06", kind="direct")
    asked = [" ".join(dd.itertext()) for dd in page.findall(".//section//dd")]
    assert asked[:3] == ["Gandhi", "2024-06", "direct"]
    assert "31 articles of 6 outlets, published 2024-05-14 to 2024-07-03" in asked
    assert count > 0
    assert "2026-11-22T03:04:05+00:00" in text


def test_nothing_found_is_told_honestly(samples: Corpus) -> None:
    count, page, text = report(samples, words="gajah")
    assert (count, page.findall(".//article")) == (0, [])
    assert "says nothing about articles that are not among them" in text


def test_others_with_the_same_utterance_are_named(samples: Corpus) -> None:
    _, page, _ = report(samples, source="Bagus")
    items = [" ".join("".join(li.itertext()).split()) for li in page.iter("li")]
    assert any("Kawat Nusa" in item and "other words" in item for item in items)


def test_it_needs_nothing_from_elsewhere_and_runs_nothing(samples: Corpus) -> None:
    _, page, text = report(samples)
    assert page.findall(".//script") == page.findall(".//link") == page.findall(".//img") == []
    assert not re.search(r"url\(|@import|\son\w+=", text)
    policy = page.find(".//meta[@http-equiv]").get("content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_what_the_articles_hold_cannot_command(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "corpus")
    given = Article(
        id=EVIL,
        text=f"“Air sudah surut {EVIL}\x1b[31m\u202e,” kata Rini Wardani.",
        outlet=EVIL,
        title=EVIL,
        published="2023-07-12",
        url="javascript:alert(1)",
    )
    corpus.add_articles([given], workers=1)
    count, page, text = report(corpus)
    assert count == 1
    assert page.findall(".//script") == page.findall(".//img") == page.findall(".//a") == []
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert EVIL not in text


def test_a_title_leads_to_the_words_on_the_page(samples: Corpus) -> None:
    _, page, _ = report(samples, source="Gandhi", kind="direct", words="taktik")
    links = page.xpath("//article//a/@href")
    assert links
    assert all(re.match(r"https://.*#:~:text=", link) for link in links)

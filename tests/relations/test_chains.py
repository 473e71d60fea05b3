"""Who has it from whom."""

from __future__ import annotations

from typing import Any

import pytest

from sumber.relations import chains, people, variants
from tests.relations.making import News, Said, connect, rows

STEPS = (*people.STEPS, *variants.STEPS, *chains.STEPS)
QUOTE = "tanggul di hulu Sungai Lembah sudah kami perkuat dengan enam ribu karung pasir"


def cite(article: str, source: str, known: str | None, **more: Any) -> dict[str, Any]:
    return {
        "article": article,
        "source": source,
        "known": known,
        "type": "outlet",
        "standing": "second-hand",
        "statements": [],
        "confidence": 0.9,
        **more,
    }


def passage(a: str, b: str, kind: str, origin: str | None) -> dict[str, Any]:
    sides = {"a_start": 0, "a_end": 60, "b_start": 0, "b_end": 60}
    more = {"kind": kind, "bits": 90.0, "origin": origin, "confidence": 0.8, "because": "time"}
    return {"a": a, "b": b, **sides, **more}


def news(name: str, outlet: str, day: str = "2024-05-01") -> News:
    return News(name, (Said("Wistara Bratasena", QUOTE),), day, outlet)


def linked(
    articles: list[News], cites: list[dict[str, Any]], passages: list[dict[str, Any]]
) -> list[Any]:
    made = connect(articles, STEPS, citations=cites, passages=passages)
    sql = "SELECT article, origin, source, evidence, statements FROM links ORDER BY ALL"
    return rows(made, sql)


def test_a_cited_outlet_leads_to_its_article_with_the_same_utterance() -> None:
    both = [news("a", "kompas.com"), news("b", "Gema")]
    found = linked(both, [cite("b", "Kompas.com", "kompas-com", statements=["b-s0"])], [])
    assert found == [("b", "a", "kompas-com", "citation", ["b-s0"])]


def test_a_younger_article_is_no_origin() -> None:
    both = [news("a", "kompas.com", "2024-05-03"), news("b", "Gema")]
    found = linked(both, [cite("b", "Kompas.com", "kompas-com")], [])
    assert found == [("b", None, "kompas-com", "citation", [])]


def test_an_unknown_source_stays_a_name() -> None:
    found = linked([news("b", "Gema")], [cite("b", "Warta Hulu", None)], [])
    assert found == [("b", None, "Warta Hulu", "citation", [])]


def test_the_own_outlet_is_no_source() -> None:
    assert linked([news("b", "kompas.com")], [cite("b", "Kompas.com", "kompas-com")], []) == []


@pytest.mark.parametrize("kind", ["copy", "contained", "rewrite"])
def test_a_passage_leads_to_who_had_it_first(kind: str) -> None:
    both = [news("a", "Kawat"), news("b", "Gema")]
    found = linked(both, [], [passage("a", "b", kind, "a")])
    assert found == [("b", "a", None, "passage", ["b-s0"])]
    assert linked(both, [], [passage("a", "b", kind, None)]) == []


def test_an_outlet_has_its_own_earlier_words_at_first_hand() -> None:
    both = [news("a", "kompas.com"), news("b", "kompas.com")]
    made = connect(both, STEPS, passages=[passage("a", "b", "copy", "a")])
    assert rows(made, "SELECT standing, because FROM links") == [
        ("first-hand", "own outlet; copy: time")
    ]


def test_a_form_filled_in_again_weeks_later_is_no_link() -> None:
    both = [news("a", "Kawat"), news("b", "Gema", "2024-05-30")]
    assert linked(both, [], [passage("a", "b", "rewrite", "a")]) == []
    assert len(linked(both, [], [passage("a", "b", "copy", "a")])) == 1


@pytest.mark.parametrize("kind", ["boilerplate", "formula", "quote"])
def test_what_everybody_writes_leads_nowhere(kind: str) -> None:
    both = [news("a", "Kawat"), news("b", "Gema")]
    assert linked(both, [], [passage("a", "b", kind, "a")]) == []


def test_citation_and_passage_together_are_both() -> None:
    both = [news("a", "kompas.com"), news("b", "Gema")]
    cites = [cite("b", "Kompas.com", "kompas-com")]
    found = linked(both, cites, [passage("a", "b", "copy", "a")])
    assert [row[:4] for row in found] == [("b", "a", "kompas-com", "both")]


def test_who_was_first_does_not_have_it_from_the_outlet_it_cites() -> None:
    both = [news("a", "kompas.com"), news("b", "Gema")]
    cites = [cite("b", "Kompas.com", "kompas-com")]
    found = linked(both, cites, [passage("a", "b", "copy", "b")])
    assert ("b", None, "kompas-com", "citation", []) in found
    assert ("a", "b", None, "passage", ["a-s0"]) in found

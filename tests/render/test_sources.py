"""The tree of an article's sources, as a reader sees it."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from sumber.messages import speak
from sumber.records import Article
from sumber.render.sources import print_chain
from sumber.stages import annotate
from sumber.stages.citations.affiliations import AFFILIATIONS
from sumber.stages.citations.sources import country_of


def drawn(text: str, **known: str) -> list[str]:
    article = Article(id="a", text=text, **known)
    out = io.StringIO()
    print_chain(Console(file=out, width=100), article, annotate(article), speak("en"))
    return [line.rstrip() for line in out.getvalue().splitlines()]


TREES = [
    (
        "Panen sukses, dikutip AFP dari Reuters.",
        {"outlet": "Kabar Sukarame", "published": "2025-07-03"},
        [
            "a",
            "Kabar Sukarame · 2025-07-03",
            "└── AFP · outlet · second hand · “dikutip”",
            "    founded by law: Loi n° 57-32 du 10 janvier 1957 portant statut de l'Agence "
            "France-Presse",
            "    └── Reuters · outlet · second hand · “dikutip”",
        ],
    ),
    (
        "JAKARTA, KOMPAS.com - Panen sukses, dilansir CNN. Padi murah, dilansir CNN.",
        {},
        [
            "a",
            "Kompas.com (inferred: dateline) · undated",
            "└── CNN · outlet · second hand · “dilansir” · ×2",
        ],
    ),
    ("Panen sukses.", {}, ["a", "outlet unknown · undated"]),
]


@pytest.mark.parametrize(("text", "known", "expected"), TREES)
def test_the_tree_of_an_article(text: str, known: dict[str, str], expected: list[str]) -> None:
    assert drawn(text, **known) == expected


def test_every_tie_to_a_state_is_of_a_known_source_and_has_a_reference() -> None:
    for known, tie in AFFILIATIONS.items():
        assert country_of(known) is not None, known
        assert tie.reference
        assert speak("id")(f"affiliation.{tie.kind}")

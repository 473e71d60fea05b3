"""The tree of an article's sources, as a reader sees it."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from sumber.messages import speak
from sumber.records import Article
from sumber.render.sources import print_chain
from sumber.stages import annotate


def drawn(text: str, **known: str) -> list[str]:
    article = Article(id="a", text=text, **known)
    out = io.StringIO()
    print_chain(Console(file=out, width=100), article, annotate(article), speak("en"))
    return [line.rstrip() for line in out.getvalue().splitlines()]


TREES = [
    (
        "Panen sukses, dikutip Antara dari Sputnik.",
        {"outlet": "Kabar Sukarame", "published": "2025-07-03"},
        [
            "a",
            "Kabar Sukarame · 2025-07-03",
            "└── Antara · outlet · second hand · “dikutip”",
            "    └── Sputnik · outlet · second hand · “dikutip”",
        ],
    ),
    (
        "JAKARTA, KOMPAS.com - Panen sukses, dilansir DW. Padi murah, dilansir DW.",
        {},
        [
            "a",
            "Kompas.com (inferred: dateline) · undated",
            "└── DW · outlet · second hand · “dilansir” · ×2",
        ],
    ),
    ("Panen sukses.", {}, ["a", "outlet unknown · undated"]),
]


@pytest.mark.parametrize(("text", "known", "expected"), TREES)
def test_the_tree_of_an_article(text: str, known: dict[str, str], expected: list[str]) -> None:
    assert drawn(text, **known) == expected

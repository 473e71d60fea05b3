"""What many articles ask together is answered as if each asked alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sumber.records import Article, Notes
from sumber.stages import STAGES, Open, Stage, annotate, annotate_together

TEXTS = [
    "“Air sudah surut,” kata Kepala Desa Sukamaju, Rini Wardani, Senin (7/7/2025).",
    "",
    "Menurut Bupati Tirta Kencana Arman Lesmana, jembatan itu dibuka pekan depan.",
    "Hujan.\n\nIa mengatakan bahwa sawah terendam. Rini menambahkan, warga sudah mengungsi.",
    "Ketua Koperasi Maju Bersama, Dodi Prasetya, mengatakan harga beras turun. $ ^ 5,5 _ ,",
]


def articles(texts: list[str]) -> list[Article]:
    return [Article(id=f"a{n}", text=text) for n, text in enumerate(texts)]


@pytest.mark.parametrize("texts", [[], TEXTS[:1], TEXTS, [*TEXTS, *TEXTS[::-1]]])
def test_articles_together_give_what_each_gives_alone(texts: list[str]) -> None:
    given = articles(texts)
    assert annotate_together(given) == [annotate(article) for article in given]


def failing(stage: Stage) -> Callable[[Article, Notes], Open]:
    def find(article: Article, notes: Notes) -> Open:
        if article.id == "a2":
            raise ValueError("no such luck")
        return stage(article, notes)

    return find


@pytest.mark.parametrize("at", range(len(STAGES)))
def test_what_one_raises_is_no_concern_of_the_others(at: int) -> None:
    steps = (*STAGES[:at], failing(STAGES[at]), *STAGES[at + 1 :])
    given = articles(TEXTS)
    found = annotate_together(given, steps)
    assert isinstance(found[2], ValueError)
    others = [n for n in range(len(given)) if n != 2]
    assert [found[n] for n in others] == [annotate(given[n]) for n in others]

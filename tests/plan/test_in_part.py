"""Whatever comes, goes or changes: the derived tables are those of a run from nothing."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from sumber.corpus import Corpus, annotating
from sumber.corpus.schema import TABLES
from sumber.corpus.store import writing
from sumber.plan import levels, running
from sumber.plan.tables import RELATED
from sumber.plan.working import RELATING
from sumber.records import Article
from sumber.relating import relate
from tests.corpus.making import SIMPLE

SYLLABLES = [c + v for c in "bdgjklmnprst" for v in "aiueo"]
NAMES = (
    "Warta Bumi",
    "Raka Sutoyo",
    "Dewi Anggraeni",
    "Rana Wibisana",
    "Rana Wibisono",
    "R Sutoyo",
)
OUTLETS = ("Kabar Satu", "Kabar Dua", "Antarkota", None)


class Maker:
    """Makes invented articles that share sentences, quotations and marks with others."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._sentences = [self._sentence() for _ in range(60)]
        self._quotes = [self._sentence(14) for _ in range(12)]
        self.count = 0

    def article(self, name: str | None = None) -> Article:
        """Return one more article, or another text under an old name."""
        self.count += 1
        pick = self._random
        own = [self._sentence() for _ in range(3)]
        shared = pick.sample(self._sentences, 4) if self.count % 3 else self._sentences[:9]
        quote = self._edited(pick.choice(self._quotes))
        told = f'{pick.choice(NAMES)} berkata, "{quote}" pada 2024-03-{pick.randint(1, 28):02}'
        place = " ".join(f"Desa {self._word().title()} Raya" for _ in range(3))
        cited = f"Dikutip dari ({pick.choice(('Kabar Satu', 'Antarkota'))})"
        parts = [told, place, *pick.sample([*own, *shared, cited], len(own) + len(shared) + 1)]
        day = f"2024-{pick.randint(1, 3):02}-{pick.randint(1, 28):02}"
        return Article(
            id=name or f"a{self.count:04}",
            text=". ".join(parts) + ".",
            outlet=pick.choice(OUTLETS),
            published=None if self.count % 7 == 0 else day,
        )

    def articles(self, number: int) -> Iterator[Article]:
        """Yield some articles."""
        return (self.article() for _ in range(number))

    def _word(self) -> str:
        return "".join(self._random.choices(SYLLABLES, k=self._random.randint(2, 4)))

    def _sentence(self, words: int = 11) -> str:
        return " ".join(self._word() for _ in range(words)).capitalize()

    def _edited(self, text: str) -> str:
        words = text.split()
        if self._random.random() < 0.5:
            words[self._random.randrange(len(words))] = self._word()
        return " ".join(words)


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotating, "ANNOTATOR", SIMPLE)


def differing(corpus: Corpus, folder: Path) -> list[str]:
    """Relate a corpus, and a copy of it from nothing; return the tables that differ."""
    relate(corpus.folder)
    shutil.copytree(corpus.folder, folder)
    shutil.rmtree(folder / RELATING)
    relate(folder)
    assert list(corpus.verify()) == []
    return [n for n in RELATED if not corpus.table(n).equals(Corpus(folder).table(n))]


@pytest.mark.parametrize(("seed", "held"), [(1, None), (2, None), (3, 0)])
def test_every_change_gives_the_tables_of_a_rebuild(
    seed: int, held: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if held is not None:
        monkeypatch.setattr(running, "HELD_ROWS", held)
    make, corpus = Maker(seed), Corpus(tmp_path / "korpus")
    corpus.add_articles(make.articles(90), workers=1)
    relate(corpus.folder)
    assert all(corpus.table(n).num_rows for n in ("passages", "people", "variants", "stories"))
    corpus.add_articles(make.articles(12), workers=1)
    assert differing(corpus, tmp_path / "added") == []
    names = [f"a{number:04}" for number in range(seed, 90, 13)]
    corpus.remove(names)
    assert differing(corpus, tmp_path / "removed") == []
    corpus.add_articles([make.article(name) for name in names[::2]], workers=1)
    corpus.remove("a0090")
    assert differing(corpus, tmp_path / "changed") == []


def test_decisions_give_the_tables_of_a_rebuild(tmp_path: Path) -> None:
    make, corpus = Maker(3), Corpus(tmp_path / "korpus")
    corpus.add_articles(make.articles(60), workers=1)
    relate(corpus.folder)
    told = corpus.table("articles").to_pylist()
    one = next(row["id"] for row in told if "Rana Wibisana berkata" in row["text"])
    appearance = f'["{one}","rana wibisana"]'
    decision = {"about": "people", "key": appearance, "other": appearance, "decision": "split"}
    rows = [{**decision, "decided_at": datetime.now(UTC)}]
    with writing(corpus.folder) as writer:
        writer.append({"decisions": pa.Table.from_pylist(rows, schema=TABLES["decisions"])})
    assert differing(corpus, tmp_path / "anew") == []


def test_many_levels_become_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(levels, "MOST", 2)
    make, corpus = Maker(4), Corpus(tmp_path / "korpus")
    corpus.add_articles(make.articles(60), workers=1)
    for _ in range(3):
        corpus.add_articles(make.articles(2), workers=1)
        relate(corpus.folder)
    assert differing(corpus, tmp_path / "anew") == []

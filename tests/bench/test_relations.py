"""Drawing variants and merges of people to judge, and counting the judgements."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.relations import JUDGED, count, draw_people, draw_variants
from sumber import relating
from sumber.corpus import Corpus
from sumber.corpus.versions import Snapshot
from sumber.records import Article
from sumber.relations import STEPS

QUOTE = "Tanggul di hulu Sungai Lembah {} kami perkuat dengan enam ribu karung pasir"


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Three articles with one utterance, related."""
    corpus = Corpus(tmp_path_factory.mktemp("drawing") / "corpus")
    names = ("Wistara Bratasena", "Wistara Bratasena", "Wistara Bratasena Handaru")
    quotes = (QUOTE.format("sudah"), QUOTE.format("telah"), QUOTE.format("sudah"))
    corpus.add_articles(
        (
            Article(
                id=f"a{n}",
                published="2024-05-06",
                text=f'"{quote}," kata Bupati Melati, {name}, Senin. Berita bagian {n}.',
            )
            for n, (name, quote) in enumerate(zip(names, quotes, strict=True))
        ),
        workers=1,
    )
    relating.relate(corpus.folder, steps=STEPS, workers=1)
    return corpus.snapshot()


def test_variants_are_drawn_beside_the_first_one(state: Snapshot) -> None:
    drawn = draw_variants(state, 9, 100)
    assert {row["b"] for row in drawn} == {"a1", "a2"}
    assert all(row["a"] == "a0" and row["a_text"].startswith("Tanggul") for row in drawn)
    assert draw_variants(state, 9, 100) == drawn


def test_people_are_drawn_as_two_appearances(state: Snapshot) -> None:
    (drawn,) = draw_people(state, 9, 100)
    assert drawn["a_article"] != drawn["b_article"]
    assert drawn["a_name"] != drawn["b_name"]


@pytest.mark.parametrize("what", sorted(JUDGED))
def test_the_judgements_hold_places_and_no_text(what: str) -> None:
    lines = JUDGED[what].read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert len(rows) == 100
    assert all(len(str(value)) < 60 for row in rows for value in row.values())
    assert "of 100 right" in count(JUDGED[what])


def test_judgements_are_counted_with_their_reasons(tmp_path: Path) -> None:
    path = tmp_path / "judged.jsonl"
    rows = [{"right": True, "reason": "one"}, {"right": False, "reason": "two persons"}]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert count(path) == "1 of 2 right (0.500); wrong: {'two persons': 1}"

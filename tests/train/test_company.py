"""Words are classed by what stands beside them; the sentences are invented."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("scipy")

from train import company

VERBS = ["berkata", "bertutur", "menjawab"]
NAMES = ["Rini", "Bagas", "Sari", "Danu"]
THINGS = ["beras", "jagung", "garam"]


def _texts() -> list[str]:
    return [
        f"Kemarin {name} {verb} bahwa harga {thing} naik di pasar. Lalu {name} {verb} lagi."
        for name in NAMES
        for verb in VERBS
        for thing in THINGS
    ]


def test_words_of_a_sentence_are_told_by_how_they_are_written() -> None:
    assert company.words("Lalu Rini membeli 3 ekor.") == [
        "lalu",
        "^rini",
        "membeli",
        "#",
        "ekor",
        ".",
    ]


def test_words_in_the_same_places_get_the_same_class(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, out = tmp_path / "c.jsonl.gz", tmp_path / "company.txt"
    with gzip.open(corpus, "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps({"text": text}) + "\n" for text in _texts())
    for name, value in (("DIMENSIONS", 4), ("NARROW", 8), ("WIDE", 4), ("CONTEXTS", 30)):
        monkeypatch.setattr(company, name, value)
    monkeypatch.setattr(sys, "argv", ["company", str(corpus), "--out", str(out)])
    assert company.main() == 0
    rows = [line.split(" ") for line in out.read_text("utf-8").splitlines() if line[0] != "#"]
    classes = {word: narrow for word, narrow, _ in rows}
    assert len({classes[verb] for verb in VERBS}) == 1
    assert len({classes[f"^{name.lower()}"] for name in NAMES}) == 1
    assert classes["berkata"] != classes["^rini"]


def test_classes_are_the_same_at_every_run() -> None:
    points = np.eye(6, dtype=np.float32)
    assert (company.classes(points, 3) == company.classes(points, 3)).all()

"""Slices and draws of misses count what the scorer counts; the samples are invented."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).parents[2]
GOLD = HOUSE / "samples" / "gold.jsonl"


def _run(*arguments: str) -> str:
    told = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=HOUSE, capture_output=True, text=True, check=True
    )
    return told.stdout


def _spoiled(folder: Path) -> tuple[Path, str]:
    """Return predictions like the gold but for one source, and the article of that one."""
    facts = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    facts[0]["statements"][0]["who"] = "Orang Lain Sama Sekali"
    pred = folder / "pred.jsonl"
    pred.write_text("".join(json.dumps(one) + "\n" for one in facts), "utf-8")
    return pred, facts[0]["article"]["id"]


def test_the_only_miss_is_drawn(tmp_path: Path) -> None:
    pred, article = _spoiled(tmp_path)
    drawn = [json.loads(line) for line in _run("bench.missed", str(GOLD), str(pred)).splitlines()]
    assert drawn == [{"article": article, "statement": 0, "wrong": "who"}]


def test_slices_hold_all_statements(tmp_path: Path) -> None:
    pred, _ = _spoiled(tmp_path)
    texts = tmp_path / "articles.jsonl"
    ids = [json.loads(line)["article"]["id"] for line in GOLD.read_text("utf-8").splitlines()]
    texts.write_text("".join(json.dumps({"id": i, "text": "“Air.”"}) + "\n" for i in ids), "utf-8")
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in _run("bench.slices", str(GOLD), str(pred), str(texts)).splitlines()[2:]
    ]
    count = sum(
        len(json.loads(line)["statements"]) for line in GOLD.read_text("utf-8").splitlines()
    )
    assert sum(int(row[1]) for row in rows if row[0].startswith("source: ")) == count
    assert ["lines: lost", str(count), "100.0"] in [row[:3] for row in rows]

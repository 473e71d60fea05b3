"""The table of reliability counts the right statements of each bin."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).parents[2]


def test_facts_that_are_all_right(tmp_path: Path) -> None:
    lines = (HOUSE / "samples" / "gold.jsonl").read_text("utf-8").splitlines()
    sure = [json.loads(line) for line in lines]
    for facts in sure:
        for statement in facts["statements"]:
            statement["confidence"] = 0.97
    pred = tmp_path / "pred.jsonl"
    pred.write_text("".join(json.dumps(facts) + "\n" for facts in sure), "utf-8")
    told = subprocess.run(
        [sys.executable, "-m", "bench.reliability", "samples/gold.jsonl", str(pred)],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=True,
    )
    count = sum(len(facts["statements"]) for facts in sure)
    assert f"| 0.95-1.00 | {count} | 0.97 | 1.00 |" in told.stdout

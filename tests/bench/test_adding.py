"""The measurement of adding runs to its end on a few articles."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).parents[2]


def test_it_measures_and_finds_the_tables_equal() -> None:
    samples = HOUSE / "samples" / "articles" / "lensara.jsonl"
    told = subprocess.run(
        [sys.executable, "-m", "bench.adding", str(samples), "--workers", "1"],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=True,
    )
    lines = told.stdout.splitlines()
    assert lines[0].startswith("add ")
    assert "exit   0" in lines[1]
    assert lines[-1] == "tables equal to those of the run that was not killed: True"

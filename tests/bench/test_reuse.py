"""The measurement of reuse runs on invented articles; the first seed stands in the second."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest

from sumber.reuse import find_passages
from tests.reuse.making import Writer, article, table

HOUSE = Path(__file__).parents[2]
SEEDS = HOUSE.parent / "shared" / "seeds"


def test_it_measures_recall_and_precision(tmp_path: Path) -> None:
    write = Writer(11)
    text = write.body()
    rows = [article("a", text), article("b", text, day=2), article("c", write.body(), day=3)]
    lines = "\n".join(json.dumps(row) for row in rows)
    (tmp_path / "articles.jsonl").write_text(lines, encoding="utf-8")
    truth = json.dumps({"a": "a", "b": "b", "kind": "copy"})
    (tmp_path / "truth.jsonl").write_text(truth, encoding="utf-8")
    told = subprocess.run(
        [sys.executable, "-m", "bench.reuse", str(tmp_path), "--tools", "sumber"],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "recall 100.0 (copy 100.0), precision 100.0" in told.stdout


@pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared is not here")
def test_the_first_seed_stands_in_the_second_to_the_character() -> None:
    texts = [file.read_bytes().decode() for file in sorted(SEEDS.glob("*.txt"))]
    rows = [article(str(at), text, None, day=None) for at, text in enumerate(texts)]
    found = find_passages(table(rows))
    (one,) = found.filter(pa.compute.not_equal(found["kind"], "formula")).to_pylist()
    start = texts[1].index(texts[0])
    assert one["kind"] == "contained"
    assert (one["a"], one["a_start"], one["a_end"]) == ("0", 0, len(texts[0]))
    assert (one["b"], one["b_start"], one["b_end"]) == ("1", start, start + len(texts[0]))

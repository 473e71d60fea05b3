from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from sumber.readers import Consumed, read, total_bytes


def lines(count: int) -> bytes:
    return b"".join(json.dumps({"text": f"Kabar ke-{n}."}).encode() + b"\n" for n in range(count))


@pytest.mark.parametrize("count", [1, 50_000])
def test_the_bytes_of_all_inputs_are_counted_as_they_lie_on_disk(
    tmp_path: Path, count: int
) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(count))
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(lines(count)))
    total = total_bytes(tmp_path)
    assert total == sum(file.stat().st_size for file in tmp_path.iterdir())
    consumed = Consumed()
    counts = []
    for _ in read(tmp_path, consumed=consumed):
        counts.append(consumed.bytes)
    assert counts == sorted(counts)
    assert len(set(counts)) > (2 if count > 1 else 0)
    assert consumed.bytes == total


def test_standard_input_has_no_known_size() -> None:
    assert total_bytes(["-"]) is None

"""Both engines make the same bytes of the same corpus."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from sumber.corpus import Corpus, annotating
from sumber.plan.tables import RELATED
from sumber.relating import relate
from tests.corpus.making import SIMPLE
from tests.plan import toy

pytest.importorskip("pyspark")
pytestmark = pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java")


def as_bytes(corpus: Corpus) -> dict[str, bytes]:
    """Return every derived table as an Arrow file of one batch, in the order in which it lies."""
    tables = {}
    for name in RELATED:
        sink = pa.BufferOutputStream()
        rows = corpus.table(name).combine_chunks()
        with pa.ipc.new_file(sink, rows.schema) as file:
            file.write_table(rows)
        tables[name] = sink.getvalue().to_pybytes()
    return tables


def both(folder: Path, **options: Any) -> tuple[Corpus, Corpus]:
    """Relate two copies of a corpus, one on each engine."""
    other = folder.with_name(f"{folder.name}-spark")
    shutil.copytree(folder, other)
    relate(folder, **options)
    relate(other, engine="spark", master="local[2,4]", memory=1 << 30, **options)
    return Corpus(folder), Corpus(other)


def test_a_small_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotating, "ANNOTATOR", SIMPLE)
    corpus = Corpus(tmp_path / "korpus 1")
    toy.grow(corpus, 0, 60)
    ours, theirs = both(corpus.folder, steps=toy.STEPS)
    assert ours.table("passages").num_rows == 330
    assert as_bytes(ours) == as_bytes(theirs)
    for one in (ours, theirs):
        toy.grow(one, 60, 65)
    relate(ours.folder, steps=toy.STEPS)
    relate(theirs.folder, engine="spark", memory=1 << 30, workers=2, steps=toy.STEPS)
    assert as_bytes(ours) == as_bytes(theirs)

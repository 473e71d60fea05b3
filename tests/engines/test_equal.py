"""Both engines make the same bytes of the same corpus."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from sumber.corpus import Corpus, annotating
from sumber.plan.tables import RELATED
from sumber.readers import read
from sumber.records import Article
from sumber.relating import relate
from tests.corpus.making import SIMPLE
from tests.plan import toy

SAMPLES = Path(__file__).parents[2] / "samples" / "articles"
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


def planted(articles: Iterable[Article]) -> Iterator[Article]:
    """Yield articles, and of each a copy elsewhere, its second half, and one with words changed."""
    for number, one in enumerate(articles):
        words = one.text.split(" ")
        changed = [f"ubah{at}" if at % 9 == 4 else word for at, word in enumerate(words)]
        made = (one.text, one.text[len(one.text) // 2 :], " ".join(changed))
        yield one
        for place, text in enumerate(made):
            day = f"2026-07-{number % 27 + 1:02}"
            name = f"t{number:02}{place}"
            yield Article(id=name, text=text, outlet=f"Salin {place}", published=day)


def test_the_whole_plan_on_the_samples_and_what_is_planted(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "korpus")
    samples = (one for one in read([str(SAMPLES)]) if isinstance(one, Article))
    corpus.add_articles(planted(samples), workers=2)
    ours, theirs = both(corpus.folder)
    kinds = set(ours.table("passages").column("kind").to_pylist())
    assert {"copy", "contained", "rewrite"} <= kinds
    assert ours.table("people").num_rows > 0
    assert ours.table("stories").num_rows > 0
    assert as_bytes(ours) == as_bytes(theirs)
    assert list(theirs.verify()) == []

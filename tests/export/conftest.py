"""A corpus of the sample articles, with a few rows in every derived table."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from sumber.corpus import Corpus
from sumber.corpus.schema import TABLES
from sumber.corpus.store import writing
from sumber.records import Article, Notes
from tests.export.making import RELATED

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "articles"


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    corpus = Corpus(tmp_path_factory.mktemp("samples") / "corpus")
    corpus.add(SAMPLES, workers=1)
    rows = {name: pa.Table.from_pylist(rows, schema=TABLES[name]) for name, rows in RELATED.items()}
    with writing(corpus.folder) as writer:
        writer.relate(rows, writer.manifest.changed)
    return corpus


@pytest.fixture(scope="session")
def annotated(samples: Corpus) -> list[tuple[Article, Notes]]:
    """Return the articles with those facts that the exchanged forms hold."""
    return [
        (
            article,
            Notes(
                regions=notes.regions,
                dates=notes.dates,
                statements=notes.statements,
                citations=notes.citations,
            ),
        )
        for article, notes in samples.annotated()
    ]

"""A corpus of the samples, its articles related, and one whose every field attacks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from starlette.testclient import TestClient

from sumber import Article, Corpus
from sumber.corpus.store import writing
from sumber.plan.tables import RELATED
from sumber.web.app import make_app

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "articles"
ATTACK = "<script>alert(1)</script><img src=x onerror=alert(2)>'\"--;{{7*7}}\u202e\x1b[31m"
HERE = "http://127.0.0.1"


def related(corpus: Corpus) -> None:
    """Relate the articles, and let an outlet repeat itself more than so few articles show."""
    corpus.relate(workers=1)
    boilerplate = [
        {"key": 1, "outlet": "Kawat Nusa", "article": "kawat-001", "start": 0, "end": 30,
         "articles": 5, "first_seen": "2024-05-14", "last_seen": "2024-07-02", "decision": None}
    ]  # fmt: skip
    _replace(corpus, boilerplate=boilerplate)


def _replace(corpus: Corpus, **rows: list[dict[str, Any]]) -> None:
    with writing(corpus.folder) as writer:
        for table, own in rows.items():
            writer.replace(table, pa.Table.from_pylist(own, schema=RELATED[table]))


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    made = Corpus(tmp_path_factory.mktemp("web") / "corpus")
    made.add(SAMPLES, workers=1)
    related(made)
    return made


@pytest.fixture(scope="session")
def client(corpus: Corpus) -> Iterator[TestClient]:
    with TestClient(make_app(corpus.folder, "en"), base_url=HERE) as one:
        yield one


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Articles with an attack in every field, and in every kind of fact."""
    made = Corpus(tmp_path_factory.mktemp("web") / "hostile")
    said = (
        f'"Kami {ATTACK} sudah menurunkan harga beras di pasar," kata Menteri Perdagangan Budi '
        "Sarwana, Selasa (14/5/2024), dikutip dari Kawat Nusa.\n\n"
        f"Budi mengatakan harga {ATTACK} akan turun lagi.\n\n"
        '"Saya </blockquote><script>alert(4)</script> tidak tahu," kata Rini <b>Wardani</b>.\n\n'
        f"Baca juga: {ATTACK}\n"
    )
    url = f"https://contoh.example/{ATTACK}"
    fields = {"outlet": f"Gema {ATTACK}", "title": f"Judul {ATTACK}", "path": f"{ATTACK}.txt"}
    made.add_articles(
        [
            Article(id="a/b.json?x#y", text=said, url=url, published="2024-05-14", **fields),
            Article(id=ATTACK, text=said + "\nLagi.", url="javascript:alert(3)", **fields),
            Article(id="..%2f..", text="Tidak ada apa-apa.", url="data:text/html,x", **fields),
        ],
        workers=1,
    )
    made.relate(workers=1)
    return made


@pytest.fixture(scope="session")
def besieged(hostile: Corpus) -> Iterator[TestClient]:
    with TestClient(make_app(hostile.folder, "en"), base_url=HERE) as one:
        yield one

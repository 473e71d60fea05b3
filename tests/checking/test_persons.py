"""A name that the corpus joins with another is the same speaker."""

from __future__ import annotations

from pathlib import Path

import pytest

from sumber.checking import check
from sumber.corpus import Corpus
from sumber.records import Article

SAID = "Perpustakaan keliling akan singgah di semua dusun mulai bulan depan"
TEXTS = {
    "satu": f"“{SAID},” kata Bupati Wanasari, Nirmala Larasati, Selasa (11/7/2023).",
    "dua": "“Jembatan bambu sudah diperbaiki warga,” kata Bunda Nila, Rabu (12/7/2023). Hujan.",
    "tiga": "“Sawah kami kering,” kata Toto Suharto, petani Wanasari, Rabu (12/7/2023).",
}


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    corpus = Corpus(tmp_path / "k")
    corpus.add_articles(
        [
            Article(id=name, text=text, outlet="Gema", published="2023-07-12")
            for name, text in TEXTS.items()
        ],
        workers=1,
    )
    return corpus


def verdict(corpus: Corpus, who: str) -> str:
    (found,) = check(corpus, f"“{SAID},” kata {who}.").findings
    return found.verdict


def test_a_joined_name_is_the_same_speaker(corpus: Corpus) -> None:
    assert verdict(corpus, "Bunda Nila") == "other-speaker"
    corpus.relate(workers=1)
    assert verdict(corpus, "Bunda Nila") == "other-speaker"
    ids = [row["person"] for row in corpus.people().to_pylist()]
    joined = [name for name in ids if "nila" in name.split("-") or "larasati" in name]
    corpus.merge_people(*joined)
    corpus.relate(workers=1)
    assert verdict(corpus, "Bunda Nila") == "verbatim"
    assert verdict(corpus, "Nirmala Larasati") == "verbatim"
    assert verdict(corpus, "Toto Suharto") == "other-speaker"
    assert verdict(corpus, "Siti Aminah") == "other-speaker"

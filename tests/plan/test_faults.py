"""Articles out of the common and a full disk: relating completes or says clearly why it cannot."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from sumber.corpus import Corpus, annotating
from sumber.errors import CorpusError
from sumber.plan.tables import RELATED
from sumber.records import Article
from sumber.relating import relate
from tests.corpus.making import SIMPLE
from tests.plan import toy

SENTENCE = "Warga dusun menanam bibit mangga di tepi sungai sejak subuh tadi pagi"
QUOTE = 'Rana Wibisana berkata, "kami menanam seribu bibit mangga di tepi sungai tahun ini juga"'


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotating, "ANNOTATOR", SIMPLE)


def words(first: int, number: int) -> str:
    """Return so many words that no other text has."""
    return " ".join(f"kata{chr(97 + at % 26)}{at}" for at in range(first, first + number))


def article(number: int, text: str) -> Article:
    day = f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}"
    return Article(id=f"x{number:04}", text=text, outlet=f"Kabar {number % 9}", published=day)


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few megabytes, where this process may make one."""
    place = tmp_path / "tiny"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only root can make a small disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(ballast: Path) -> None:
    """Write to a disk until it is full."""
    free = os.statvfs(ballast.parent)
    ballast.write_bytes(bytes(free.f_bavail * free.f_frsize))


def test_a_full_disk_is_told_and_nothing_is_lost(tiny: Path) -> None:
    corpus = Corpus(tiny / "korpus")
    toy.grow(corpus, 0, 40)
    relate(corpus.folder, steps=toy.STEPS)
    before = {name: corpus.table(name) for name in RELATED}
    toy.grow(corpus, 40, 60)
    ballast = tiny / "ballast"
    fill(ballast)
    with pytest.raises(CorpusError, match="disk is full"):
        relate(corpus.folder, steps=toy.STEPS)
    assert all(corpus.table(name).equals(table) for name, table in before.items())
    ballast.unlink()
    relate(corpus.folder, steps=toy.STEPS)
    assert corpus.table("passages").num_rows == 5 * 12 * 11 // 2
    assert list(corpus.verify()) == []


def test_a_very_long_article(tmp_path: Path) -> None:
    long = f"{words(0, 1000)}. " + ". ".join(words(k, 12) for k in range(2000, 1_200_000, 12))
    assert len(long) > 10_000_000
    corpus = Corpus(tmp_path / "korpus")
    corpus.add_articles([article(1, long), article(2, words(0, 300))], workers=1)
    relate(corpus.folder)
    assert corpus.table("passages").column("kind").to_pylist() == ["contained"]


def test_many_copies_of_one_article(tmp_path: Path) -> None:
    text = f"{words(0, 150)}. {QUOTE}."
    corpus = Corpus(tmp_path / "korpus")
    corpus.add_articles((article(number, text) for number in range(300)), workers=1)
    relate(corpus.folder)
    assert set(corpus.table("passages").column("kind").to_pylist()) <= {"copy"}
    assert corpus.table("passages").num_rows < 6 * 300
    assert corpus.table("people").num_rows == 1
    assert len(set(corpus.table("variants").column("utterance").to_pylist())) == 1
    assert corpus.table("stories").num_rows == 300
    assert list(corpus.verify()) == []


def test_one_sentence_in_every_article(tmp_path: Path) -> None:
    texts = (f"{words(n * 50, 40)}. {SENTENCE}. {words(n * 50 + 40, 10)}." for n in range(300))
    corpus = Corpus(tmp_path / "korpus")
    corpus.add_articles((article(n, text) for n, text in enumerate(texts)), workers=1)
    relate(corpus.folder)
    kinds = set(corpus.table("passages").column("kind").to_pylist())
    assert not kinds & {"copy", "contained", "rewrite"}
    assert list(corpus.verify()) == []

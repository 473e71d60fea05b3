"""A run killed with SIGKILL at any moment: nothing committed is lost, nothing half is seen."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sumber.corpus import Corpus, annotating
from sumber.corpus.facts import FACTS
from sumber.corpus.versions import MANIFEST
from tests.corpus.making import SIMPLE, contents, made

HOUSE = Path(__file__).parents[2]
COUNT = 400
BATCH = 20


@pytest.fixture(scope="module")
def unharmed(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    corpus = Corpus(tmp_path_factory.mktemp("whole") / "korpus")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(annotating, "ANNOTATOR", SIMPLE)
        corpus.add_articles(map(made, range(COUNT)), workers=2, batch=BATCH)
    return corpus


def start(folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.corpus.adder", str(folder), str(COUNT), str(BATCH)]
    return subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.PIPE)


@pytest.mark.parametrize("seed", range(2))
def test_a_run_killed_again_and_again_ends_in_the_same_tables(
    tmp_path: Path, unharmed: Corpus, seed: int
) -> None:
    chance = random.Random(seed)
    corpus = Corpus(tmp_path / "korpus")
    held = kills = 0
    for turn in range(8):
        child = start(corpus.folder)
        child.stdout.readline()  # type: ignore[union-attr]
        try:
            child.communicate(timeout=chance.uniform(0, 0.3 + turn / 10))
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
            child.communicate()
            kills += 1
        if (corpus.folder / MANIFEST).exists():
            held = check_whole(corpus, held)
        if child.returncode == 0:
            break
    assert kills
    start(corpus.folder).communicate()
    assert check_whole(corpus, held) == COUNT
    assert contents(corpus) == contents(unharmed)


def check_whole(corpus: Corpus, held: int) -> int:
    """Check that no fact is without its article nor an article without its facts."""
    names = set(corpus.articles()["id"].to_pylist())
    assert len(names) >= held
    assert len(names) % BATCH == 0 or len(names) == COUNT
    for table in FACTS:
        assert set(corpus.table(table)["article"].to_pylist()) == names
    assert list(corpus.verify()) == []
    return len(names)


@pytest.mark.parametrize("moment", [0, 1, 6, 7, 8, 9])
def test_killed_between_the_commits_of_one_batch(
    tmp_path: Path, unharmed: Corpus, moment: int
) -> None:
    corpus = Corpus(tmp_path / "korpus")
    script = f"""
import os, signal
from sumber.corpus import Corpus, annotating, store
from tests.corpus.making import made, SIMPLE
annotating.ANNOTATOR = SIMPLE
Corpus({str(corpus.folder)!r}).add_articles(map(made, range(40)), workers=1)
left, store.MANY = {moment}, 2
def count(done, *given, **named):
    global left
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    left -= 1
    return done(*given, **named)
write, manifest = store.write_deltalake, store.write_manifest
store.write_deltalake = lambda *given, **named: count(write, *given, **named)
store.write_manifest = lambda *given: count(manifest, *given)
Corpus({str(corpus.folder)!r}).add_articles(map(made, range(80)), workers=1)
"""
    # Seven tables (0 to 6), the manifest (7), the manifest of merged files (8), the end (9).
    ended = subprocess.run([sys.executable, "-c", script], cwd=HOUSE, check=False)
    assert ended.returncode == (-signal.SIGKILL if moment < 9 else 0)
    check_whole(corpus, 80 if moment >= 8 else 40)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(annotating, "ANNOTATOR", SIMPLE)
        corpus.add_articles(map(made, range(COUNT)), workers=1)
    assert contents(corpus) == contents(unharmed)


def test_readers_see_whole_batches_while_a_writer_writes(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "korpus")
    child = start(corpus.folder)
    child.stdout.readline()  # type: ignore[union-attr]
    held = looks = 0
    deadline = time.monotonic() + 60
    while child.poll() is None and time.monotonic() < deadline:
        state = corpus.snapshot()
        with state.connect(*FACTS, "articles") as connection:
            counts = {
                table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()
                for table in ("regions", "dates", "citations", "articles")
            }
        (number,) = counts["articles"] or (0,)
        assert set(counts.values()) == {(number,)}
        assert number >= held
        held, looks = number, looks + 1
        select_some(child)
    child.communicate()
    assert looks > 3
    assert corpus.articles().num_rows == COUNT


def select_some(child: subprocess.Popen[bytes]) -> None:
    """Read what the child prints, so that it is never held up."""
    for _ in range(20):
        if not child.stdout.readline():  # type: ignore[union-attr]
            return

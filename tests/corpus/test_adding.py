from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from sumber.corpus import Corpus, Progress, annotating
from sumber.records import Article, Failure
from tests.corpus.making import SIMPLE, UNRULY, broken, contents, made


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotating, "ANNOTATOR", SIMPLE)


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return Corpus(tmp_path / "korpus")


def test_articles_come_back_with_their_facts(corpus: Corpus) -> None:
    report = corpus.add_articles(map(made, range(25)), workers=2, batch=10)
    assert (report.added, report.unchanged, report.failed) == (25, 0, 0)
    article, notes = corpus.article("a0007")
    assert article == made(7)
    assert [s.contents[0].of(article.text) for s in notes.statements] == [
        "Panen ke-7 é\u0301lok.",
        "lumbung 2 penuh",
    ]
    assert [article.id for article, _ in corpus.annotated()] == [f"a{n:04}" for n in range(25)]


def test_a_second_run_takes_only_what_is_new(corpus: Corpus) -> None:
    corpus.add_articles(map(made, range(10)), workers=1)
    report = corpus.add_articles(map(made, range(12)), workers=1)
    assert (report.added, report.unchanged) == (2, 10)
    number = corpus.snapshot().manifest.number
    assert corpus.add_articles(map(made, range(12))).unchanged == 12
    assert corpus.snapshot().manifest.number == number


def test_batches_of_any_size_make_the_same_tables(tmp_path: Path) -> None:
    held = []
    for size in (1, 7, 1000):
        corpus = Corpus(tmp_path / str(size))
        corpus.add_articles(map(made, range(30)), workers=2, batch=size)
        held.append(contents(corpus))
    assert held[0] == held[1] == held[2]


def test_an_id_with_another_text_is_refused(corpus: Corpus) -> None:
    told: list[Failure] = []
    corpus.add_articles([made(1), made(1, "Lain."), made(1)], on_failure=told.append)
    assert [f.reason for f in told] == ["duplicate-id"]
    assert "sumber remove a0001" in told[0].next_step
    report = corpus.add_articles([made(1, "Lain.")])
    assert (report.added, report.failed) == (0, 1)
    assert corpus.failures().num_rows == 1
    corpus.remove("a0001")
    assert corpus.add_articles([made(1, "Lain.")]).added == 1
    assert corpus.failures().num_rows == 0
    assert corpus.article("a0001")[0].text == "Lain."


def test_failures_are_recorded_once_and_forgotten_when_mended(corpus: Corpus) -> None:
    other = Failure(path="x.txt", position=None, reason="empty", message="m", next_step="n")
    for _ in range(2):
        report = corpus.add_articles([broken(1), made(1), broken(2), other])
        assert report.failed == 3
        assert corpus.failures().num_rows == 3
    mended = Article(id="m", path="kabar/rusak.jsonl", text="Baris ini pulih.")
    corpus.add_articles([mended, broken(2)])
    rows = corpus.failures().to_pylist()
    assert [(r["path"], r["position"]) for r in rows] == [
        ("kabar/rusak.jsonl", "line 2"),
        ("x.txt", None),
    ]


@pytest.mark.parametrize("misdeed", ["RAISE", "DIE"])
def test_an_article_that_breaks_the_stages_is_a_failure(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch, misdeed: str
) -> None:
    monkeypatch.setattr(annotating, "ANNOTATOR", UNRULY)
    items = [made(n, misdeed if n == 3 else "") for n in range(6)]
    for run in range(2):
        report = corpus.add_articles(items, workers=2)
        assert (report.added, report.failed) == (0 if run else 5, 1)
    (row,) = corpus.failures().to_pylist()
    assert (row["reason"], row["position"]) == ("annotate-error", "article a0003")


def test_what_no_table_can_hold_is_a_failure(corpus: Corpus) -> None:
    half = Failure(path="a\udcff.txt", position=None, reason="empty", message="m", next_step="n")
    items: list[Article | Failure] = [made(1, "Setengah \ud83d saja."), half, made(2)]
    for _ in range(2):
        assert corpus.add_articles(items).failed == 2
    assert corpus.failures()["reason"].to_pylist() == ["empty", "not-unicode"]
    assert corpus.failures()["path"].to_pylist()[0] == r"a\udcff.txt"


def test_progress_counts_articles_and_failures(corpus: Corpus) -> None:
    corpus.add_articles(map(made, range(3)))
    told: list[Progress] = []
    items: list[Article | Failure] = [made(1), broken(1), *map(made, range(10, 16))]
    corpus.add_articles(items, batch=2, on_progress=told.append)
    assert told[-1] == Progress(7, 1)
    assert [p.articles for p in told] == sorted(p.articles for p in told)


def test_files_are_read_and_their_bytes_told(corpus: Corpus, tmp_path: Path) -> None:
    file = tmp_path / "kabar.jsonl"
    file.write_bytes(b"".join(msgspec.json.encode(made(n)) + b"\n" for n in range(30)) + b"{\n")
    told: list[Progress] = []
    report = corpus.add(file, workers=1, on_progress=told.append)
    assert (report.added, report.failed) == (30, 1)
    size = file.stat().st_size
    assert told[-1] == Progress(30, 1, size, size)
    assert corpus.article("a0003")[0].path == str(file)
    assert corpus.add([str(file)]).unchanged == 30


def test_an_empty_run_makes_an_empty_corpus(corpus: Corpus) -> None:
    assert corpus.add_articles([]).added == 0
    assert corpus.quotes().num_rows == 0
    assert corpus.sources().num_rows == 0
    assert corpus.articles().num_rows == 0
    assert list(corpus.verify()) == []
    assert list(corpus.annotated()) == []


def test_a_large_article_ends_its_batch(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sumber.corpus.adding.BATCH_CHARACTERS", 1_000)
    corpus.add_articles([made(n, "kata " * 300 + str(n)) for n in range(5)], workers=1)
    assert corpus.snapshot().manifest.number >= 5


def test_ctrl_c_commits_what_is_done(corpus: Corpus) -> None:
    child = _adding(corpus.folder, 100_000)
    assert child.stdout is not None
    while not child.stdout.readline().startswith(b"150 "):
        pass
    child.send_signal(signal.SIGINT)
    out, _ = child.communicate(timeout=30)
    assert child.returncode == 0
    assert b"interrupted" in out
    held = corpus.articles().num_rows
    assert 100 < held < 100_000
    assert list(corpus.verify()) == []
    assert corpus.add_articles(map(made, range(held))).unchanged == held


def _adding(folder: Path, count: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.corpus.adder", str(folder), str(count), "50"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2])


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="the system lists no children")
def test_workers_end_with_a_killed_parent(corpus: Corpus) -> None:
    child = _adding(corpus.folder, 100_000)
    assert child.stdout is not None
    line = child.stdout.readline()
    workers = [int(pid) for pid in line.split()[1:]]
    assert workers
    child.kill()
    child.communicate()
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{pid}").exists() for pid in workers):
        assert time.monotonic() < deadline
        time.sleep(0.05)

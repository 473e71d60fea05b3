from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sumber.corpus import Corpus, annotating
from sumber.corpus.store import writing
from sumber.engines.duckdb import DuckDB
from sumber.errors import CorpusError, CorpusLocked, CorpusMissing, UsageError
from sumber.plan.steps import Select, Step
from sumber.plan.tables import RELATED
from sumber.plan.working import RELATING, working
from sumber.relating import RelateReport, bytes_of, memory_for, relate
from tests.corpus.making import SIMPLE
from tests.plan import toy

WORKING = sys.modules["sumber.plan.working"]
HOUSE = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotating, "ANNOTATOR", SIMPLE)
    monkeypatch.setattr(WORKING, "_code", lambda kernel: [])  # somebody may be writing it


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    corpus = Corpus(tmp_path / "korpus")
    toy.grow(corpus, 0, 40)
    return corpus


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file in which the kernel ``judge`` writes how many rows it took."""
    path = tmp_path / "ledger"
    path.touch()
    monkeypatch.setenv("TOY_LEDGER", str(path))
    return path


def taken(ledger: Path) -> int:
    rows = sum(map(int, ledger.read_text(encoding="ascii").split()))
    ledger.write_text("", encoding="ascii")
    return rows


def run(corpus: Corpus, **options: Any) -> RelateReport:
    return relate(corpus.folder, steps=toy.STEPS, **options)


def related(corpus: Corpus) -> dict[str, list[Any]]:
    """Return all rows of the derived tables in the order in which they are stored."""
    return {name: corpus.table(name).to_pylist() for name in RELATED}


def rebuilt(corpus: Corpus, folder: Path) -> dict[str, list[Any]]:
    """Return the derived tables as a run from nothing makes them."""
    shutil.copytree(corpus.folder, folder)
    shutil.rmtree(folder / RELATING)
    run(Corpus(folder))
    return related(Corpus(folder))


def test_the_derived_tables_are_filled(corpus: Corpus) -> None:
    report = run(corpus)
    passages = corpus.table("passages").to_pylist()
    assert len(passages) == report.steps["passages"].rows == 5 * 8 * 7 // 2
    assert passages == sorted(passages, key=lambda row: (row["a"], row["b"]))
    assert report.steps.keys() == {"grams", "shared", "passages", "stories"}
    assert list(corpus.verify()) == []
    state = corpus.snapshot().manifest
    assert state.related == state.changed


def test_a_second_run_finds_all_done(corpus: Corpus, ledger: Path) -> None:
    first = run(corpus)
    number = corpus.snapshot().manifest.number
    assert taken(ledger) == 140
    assert run(corpus).steps == first.steps
    assert taken(ledger) == 0
    assert corpus.snapshot().manifest.number == number


def test_new_articles_join_as_a_rebuild_would_have_it(
    corpus: Corpus, ledger: Path, tmp_path: Path
) -> None:
    run(corpus)
    taken(ledger)
    toy.grow(corpus, 40, 44)
    run(corpus)
    assert taken(ledger) == 4 * 8
    assert related(corpus) == rebuilt(corpus, tmp_path / "anew")


def test_after_removing_all_is_as_a_rebuild_would_have_it(
    corpus: Corpus, ledger: Path, tmp_path: Path
) -> None:
    run(corpus)
    taken(ledger)
    corpus.remove(["b0003", "b0017"])
    toy.grow(corpus, 50, 52)
    run(corpus)
    assert taken(ledger) == 2 * 8
    assert related(corpus) == rebuilt(corpus, tmp_path / "anew")


def test_many_small_additions_keep_few_files(corpus: Corpus, tmp_path: Path) -> None:
    for first in range(40, 60):
        toy.grow(corpus, first, first + 1)
        run(corpus)
    assert related(corpus) == rebuilt(corpus, tmp_path / "anew")
    assert len(list((corpus.folder / RELATING).glob("*/passages-*"))) <= 7


@pytest.mark.parametrize("deadly", ["judge", "between"])
def test_a_killed_run_goes_on_where_it_was(
    corpus: Corpus, ledger: Path, tmp_path: Path, deadly: str
) -> None:
    script = (
        "from pathlib import Path; from sumber import relating; from tests.plan import toy\n"
        "import sys; sys.modules['sumber.plan.working']._code = lambda kernel: []\n"
        f"if {deadly == 'between'}:\n"
        f"    relating._commit = lambda *a, **k: toy.kill_once(Path({str(tmp_path / 'mark')!r}))\n"
        f"relating.relate(Path({str(corpus.folder)!r}), steps=toy.STEPS, workers=1)"
    )
    mark = {"TOY_KILL": str(tmp_path / "mark")} if deadly == "judge" else {}
    env = {**os.environ, **mark, "PYTHONPATH": os.pathsep.join(sys.path)}
    ended = subprocess.run([sys.executable, "-c", script], check=False, cwd=HOUSE, env=env)
    assert ended.returncode == -signal.SIGKILL
    assert corpus.table("passages").num_rows == 0
    before = taken(ledger)
    seconds = run(corpus).steps["grams"].seconds
    assert run(corpus).steps["grams"].seconds == seconds
    assert taken(ledger) == (140 if deadly == "judge" else 0)
    assert before >= (1 if deadly == "judge" else 140)
    assert related(corpus) == rebuilt(corpus, tmp_path / "anew")


def test_a_worker_that_is_killed_gets_its_batch_again(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sumber.engines.hands.PATIENCE", 0)
    monkeypatch.setenv("TOY_KILL", str(tmp_path / "mark"))
    run(corpus, workers=2)
    assert (tmp_path / "mark").exists()
    assert corpus.table("passages").num_rows == 140


def test_a_worker_that_always_dies_is_told(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sumber.engines.hands.PATIENCE", 0)
    monkeypatch.setenv("TOY_KILL", "/nowhere/to/be/marked")
    with pytest.raises(CorpusError, match=r"tests\.plan\.toy:judge failed"):
        run(corpus, workers=2)
    assert corpus.table("passages").num_rows == 0


def test_only_some_steps(corpus: Corpus) -> None:
    report = run(corpus, only=["passages"])
    assert report.steps.keys() == {"grams", "shared", "passages"}
    assert corpus.table("passages").num_rows == 140
    assert corpus.table("stories").num_rows == 0
    assert corpus.snapshot().manifest.related is None
    run(corpus)
    assert corpus.table("stories").num_rows == 140
    with pytest.raises(UsageError, match="no step 'nope'"):
        run(corpus, only=["nope"])


def test_articles_that_come_meanwhile_are_related_too(corpus: Corpus) -> None:
    def add(stage: Any) -> None:
        if stage.step == "passages" and corpus.articles().num_rows == 40:
            toy.grow(corpus, 40, 45)

    run(corpus, on_stage=add)
    assert corpus.table("passages").num_rows == 5 * 9 * 8 // 2
    assert list(corpus.verify()) == []


def test_two_runs_at_once_are_refused(corpus: Corpus) -> None:
    with working(corpus.folder, "0-0", ()), pytest.raises(CorpusLocked, match="is relating"):
        run(corpus)


def test_a_writer_is_waited_for(corpus: Corpus) -> None:
    with writing(corpus.folder), pytest.raises(CorpusLocked):
        run(corpus, wait=0)
    run(corpus, wait=0)


def test_what_was_seen_is_told(corpus: Corpus) -> None:
    told: list[Any] = []
    run(corpus, on_stage=told.append)
    assert [stage.step for stage in told if not stage.done] == [
        "grams",
        "shared",
        "passages",
        "stories",
    ]
    last = [stage for stage in told if stage.step == "passages"][-1]
    assert (last.done, last.total, last.of) == (140, 140, 5)


def test_no_corpus_and_an_empty_one(tmp_path: Path) -> None:
    with pytest.raises(CorpusMissing):
        relate(tmp_path / "nope", steps=toy.STEPS)
    empty = Corpus(tmp_path / "kosong")
    empty.add_articles([], workers=1)
    run(empty)
    assert empty.table("passages").num_rows == 0


def test_a_small_memory_is_kept_to_by_spilling(tmp_path: Path) -> None:
    engine = DuckDB(tmp_path, master=None, memory=60 << 20, workers=2)
    numbers = (
        "SELECT (x.a * 1000003 + y.a * 7919) % 4000037 AS n FROM range(2000) x(a), range(1500) y(a)"
    )
    assert engine.count(f"SELECT sum(c) FROM (SELECT n, count(*) AS c FROM ({numbers}) GROUP BY n)")
    engine.close()


@pytest.mark.parametrize(
    ("size", "count"),
    [("4GB", 4 << 30), ("512 MiB", 512 << 20), ("1.5g", 3 << 29), ("2000000", 2_000_000)],
)
def test_sizes(size: str, count: int) -> None:
    assert bytes_of(size) == count


@pytest.mark.parametrize("size", ["", "much", "4 XB", "-1GB", "0", "12", "GB"])
def test_sizes_that_are_none(size: str) -> None:
    with pytest.raises(UsageError, match="size of memory"):
        bytes_of(size)


def test_the_memory_goes_with_the_text(corpus: Corpus) -> None:
    assert memory_for(corpus.snapshot()) == 512 << 20


@pytest.mark.parametrize("sql", ["SELECT nope FROM articles", "SELECT 1 AS key", "SELEC"])
def test_a_step_that_cannot_run_leaves_all_as_it_was(corpus: Corpus, sql: str) -> None:
    step = Step("links", ("articles",), Select(sql), RELATED["links"], "Cannot run.", True)
    with pytest.raises(CorpusError, match="stays as it was"):
        relate(corpus.folder, steps=[step])
    assert corpus.table("links").num_rows == 0


def test_a_step_is_made_anew_where_one_before_it_has_changed(corpus: Corpus, ledger: Path) -> None:
    run(corpus)
    taken(ledger)
    fewer = f"SELECT * FROM ({toy.SHARED}) s WHERE s.a <> 'b0000'"
    changed = [
        step._replace(runs=Select(fewer)) if step.name == "shared" else step for step in toy.STEPS
    ]
    ran = relate(corpus.folder, steps=changed)
    assert ran.steps["passages"].rows == 140 - 7
    assert taken(ledger) == 140 - 7
    stories = corpus.table("stories").to_pylist()
    assert len(stories) == 140 - 7
    assert "b0000" not in {row["story"] for row in stories}

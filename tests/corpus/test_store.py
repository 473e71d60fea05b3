from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pytest
from deltalake import DeltaTable

from sumber.corpus import Corpus, annotating, store
from sumber.corpus.schema import OWNERS, TABLES
from sumber.corpus.store import lock_holder, uninterrupted, writing
from sumber.corpus.versions import MANIFEST
from sumber.errors import (
    CorpusDamaged,
    CorpusError,
    CorpusLocked,
    CorpusMissing,
    NoSuchArticle,
    UsageError,
)
from tests.corpus.making import SIMPLE, contents, made

HOUSE = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotating, "ANNOTATOR", SIMPLE)


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    corpus = Corpus(tmp_path / "korpus")
    corpus.add_articles(map(made, range(20)), workers=1, batch=5)
    return corpus


def test_a_second_writer_is_refused_and_told_by_whom(corpus: Corpus) -> None:
    with writing(corpus.folder):
        assert lock_holder(corpus.folder) == os.getpid()
        with pytest.raises(CorpusLocked, match=f"process {os.getpid()}"):
            corpus.remove("a0001", wait=0)
        assert corpus.quotes(limit=1).num_rows == 1
    assert lock_holder(corpus.folder) is None
    corpus.remove("a0001", wait=0)


def test_a_second_writer_waits(corpus: Corpus) -> None:
    def hold() -> None:
        with writing(corpus.folder):
            held.set()
            time.sleep(0.5)

    held = threading.Event()
    thread = threading.Thread(target=hold)
    thread.start()
    held.wait()
    assert corpus.remove("a0001", wait=10) == 1
    thread.join()


def test_a_killed_writer_leaves_no_lock(corpus: Corpus) -> None:
    script = (
        "import os, signal; from pathlib import Path; from sumber.corpus.store import writing\n"
        f"with writing(Path({str(corpus.folder)!r})): os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", script], check=False)
    assert lock_holder(corpus.folder) is None
    assert corpus.health().writer is None
    assert corpus.remove("a0001", wait=0) == 1


def test_removing_takes_an_article_with_all_its_facts(corpus: Corpus) -> None:
    before = corpus.snapshot()
    assert corpus.remove(["a0001", "a0002", "a0001"]) == 2
    for table, columns in OWNERS.items():
        rows = corpus.table(table)
        names = {name for column in columns for name in rows.column(column).to_pylist()}
        assert not {"a0001", "a0002"} & names
    assert corpus.articles().num_rows == 18
    assert list(corpus.verify()) == []
    with before.connect("articles") as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (20,)


def test_removing_what_is_not_there_changes_nothing(corpus: Corpus) -> None:
    held = contents(corpus)
    with pytest.raises(NoSuchArticle, match="'nope'"):
        corpus.remove(["a0001", "nope"])
    assert corpus.remove([]) == 0
    assert contents(corpus) == held


@pytest.mark.parametrize("name", ["it's; --", 'a"b', "x') OR ('1'='1", "baris\nbaru", "😀", "%_\\"])
def test_any_id_can_be_removed_and_asked_for(corpus: Corpus, name: str) -> None:
    article = made(99, "Kata orang.")
    odd = type(article)(id=name, text=article.text)
    corpus.add_articles([odd], workers=1)
    assert corpus.article(name)[0] == odd
    assert corpus.sources(name).num_rows == 0
    assert corpus.remove(name) == 1
    assert corpus.articles().num_rows == 20


@pytest.mark.parametrize("name", ["b*?", "tahun=2024/outlet=x", "sp ace%é'q", "{a,b}", "#😀"])
def test_any_folder_name_does(tmp_path: Path, name: str) -> None:
    corpus = Corpus(tmp_path / name)
    corpus.add_articles(map(made, range(4)), workers=1, batch=2)
    assert set(corpus.quotes()["outlet"].to_pylist()) == {"Kabar Pagi"}
    assert list(corpus.verify()) == []
    assert corpus.remove("a0001") == 1


@pytest.mark.parametrize("name", ["a[b]", "x%20y", "baris\nbaru"])
def test_a_folder_name_that_cannot_be_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="another name"):
        Corpus(tmp_path / name).add_articles([made(1)])
    with pytest.raises(UsageError, match="another name"):
        Corpus(tmp_path / name).quotes()
    assert list(tmp_path.iterdir()) == []


def test_other_engines_read_the_tables(corpus: Corpus) -> None:
    files = corpus.snapshot().files("statements")
    assert len(pd.read_parquet(files)) == len(pl.read_parquet(files)) == 40
    with duckdb.connect() as engine:
        rows = engine.execute("SELECT count(*) FROM read_parquet($f)", {"f": files}).fetchall()
    assert rows == [(40,)]
    whole = DeltaTable(corpus.folder / "articles").to_pyarrow_table()
    assert whole.num_rows == 20


def test_small_files_are_merged_and_kept_for_readers(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "korpus")
    states = []
    corpus.add_articles(
        map(made, range(40)),
        workers=1,
        batch=2,
        on_progress=lambda _: states.append(corpus.snapshot()),
    )
    assert len(corpus.snapshot().files("articles")) == 1
    for state in states[::10]:
        with state.connect("articles") as connection:
            connection.execute("SELECT count(text) FROM articles").fetchone()
    assert list(corpus.verify()) == []


def test_a_folder_with_other_things_is_refused(tmp_path: Path) -> None:
    (tmp_path / "surat.txt").write_text("halo")
    with pytest.raises(UsageError, match=r"surat\.txt"):
        Corpus(tmp_path).add_articles([made(1)])
    with pytest.raises(UsageError, match="is a file"):
        Corpus(tmp_path / "surat.txt").add_articles([made(1)])
    assert [entry.name for entry in tmp_path.iterdir()] == ["surat.txt"]


def test_a_folder_that_only_looks_like_a_corpus_is_refused(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "surat.txt").write_text("halo")
    with pytest.raises(UsageError, match=r"articles/surat\.txt"):
        Corpus(tmp_path).add_articles([made(1)])


def test_a_corpus_is_not_read_with_the_folder_it_lies_in(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "kabar.txt").write_text("Panen raya.")
    report = corpus.add(tmp_path, workers=1)
    assert (report.added, report.unchanged, report.failed) == (1, 0, 0)


def test_rows_from_before_a_field_was_added_still_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = Corpus(tmp_path / "korpus")
    with monkeypatch.context() as patch:
        now = TABLES["mentions"]
        before = now.remove(now.get_field_index("role"))
        patch.setitem(TABLES, "mentions", before)
        corpus.add_articles(map(made, range(3)), workers=1)
    held = corpus.article("a0001")
    assert corpus.add_articles(map(made, range(6)), workers=1).added == 3
    assert corpus.article("a0001") == held
    assert list(corpus.verify()) == []
    assert "role" in corpus.table("mentions").column_names


@pytest.mark.parametrize(
    "call", ["quotes", "sources", "articles", "failures", "health", "snapshot"]
)
def test_no_corpus_is_told(tmp_path: Path, call: str) -> None:
    with pytest.raises(CorpusMissing, match="sumber add"):
        getattr(Corpus(tmp_path / "nirgends"), call)()
    with pytest.raises(CorpusMissing):
        Corpus(tmp_path).remove("a")
    assert list(tmp_path.iterdir()) == []


def test_a_corpus_of_a_newer_sumber_is_refused(corpus: Corpus) -> None:
    manifest = json.loads((corpus.folder / MANIFEST).read_text())
    (corpus.folder / MANIFEST).write_text(json.dumps({**manifest, "format": 99}))
    with pytest.raises(CorpusError, match="newer sumber"):
        corpus.quotes()


def test_a_broken_manifest_is_told(corpus: Corpus) -> None:
    (corpus.folder / MANIFEST).write_text("{")
    with pytest.raises(CorpusDamaged, match="cannot be read"):
        corpus.quotes()


@pytest.mark.parametrize("harm", ["missing", "garbled", "log"])
def test_a_damaged_table_is_told(corpus: Corpus, harm: str) -> None:
    for file in corpus.snapshot().files("statements"):
        if harm == "missing":
            Path(file).unlink()
        elif harm == "garbled":
            Path(file).write_bytes(b"PAR1 no more")
    if harm == "log":
        for entry in (corpus.folder / "statements" / "_delta_log").iterdir():
            entry.unlink()
    with pytest.raises(CorpusDamaged, match="sumber doctor"):
        corpus.quotes()
    with pytest.raises(CorpusDamaged, match="sumber doctor"):
        list(corpus.verify())
    health = corpus.health()
    assert list(health.unreadable) == ["statements"]
    assert health.counts["articles"] == 20


def test_health_counts_what_is_there_and_what_is_missing(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "korpus")
    bare = [type(made(0))(id="x", text='Katanya, "entah".'), made(1, outlet=None), made(2)]
    corpus.add_articles(bare, workers=1)
    health = corpus.health()
    assert health.counts["articles"] == 3
    assert health.counts["undated"] == 1
    assert health.counts["without_outlet"] == 2
    assert health.counts["unattributed"] == 1
    assert health.unreadable == {}
    assert health.versions.keys() == TABLES.keys()
    assert health.bytes > 1000


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=900k", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small disk can only be mounted by root")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_full_disk_is_told_and_the_next_run_goes_on(small_disk: Path, tmp_path: Path) -> None:
    corpus = Corpus(small_disk / "korpus")
    items = [made(n, os.urandom(2000).hex() + f' Ani Beta: "kata {n}".') for n in range(400)]
    with pytest.raises(CorpusError, match="disk is full"):
        corpus.add_articles(items, workers=1, batch=20)
    held = corpus.articles().num_rows
    assert 0 < held < 400
    assert held % 20 == 0
    assert list(corpus.verify()) == []
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    report = corpus.add_articles(items, workers=1, batch=20)
    assert (report.added, report.unchanged) == (400 - held, held)
    whole = Corpus(tmp_path / "whole")
    whole.add_articles(items, workers=1)
    assert contents(corpus) == contents(whole)


def test_a_write_that_fails_is_told_and_the_next_run_goes_on(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object, **_named: object) -> None:
        raise OSError(28, "No space left on device")

    held = contents(corpus)
    with monkeypatch.context() as patch:
        patch.setattr(store, "write_manifest", fail)
        with pytest.raises(CorpusError, match="disk is full"):
            corpus.add_articles(map(made, range(40)), workers=1)
    assert contents(corpus) == held
    assert corpus.add_articles(map(made, range(40)), workers=1).added == 20
    assert list(corpus.verify()) == []


def test_ctrl_c_is_put_off_also_in_nested_blocks() -> None:
    reached = []

    def block() -> None:
        with uninterrupted():
            with uninterrupted():
                os.kill(os.getpid(), signal.SIGINT)
            reached.append("the end of the outer block")

    with pytest.raises(KeyboardInterrupt):
        block()
    assert reached


def test_a_file_size_limit_is_told(corpus: Corpus) -> None:
    script = f"""
import resource, signal
from sumber.corpus import Corpus, annotating
from tests.corpus.making import made, SIMPLE
annotating.ANNOTATOR = SIMPLE
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (600, {resource.RLIM_INFINITY}))
Corpus({str(corpus.folder)!r}).add_articles(map(made, range(40)), workers=1)
"""
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=HOUSE, capture_output=True, text=True, check=False
    )
    assert "CorpusError: Writing failed" in ended.stderr
    assert corpus.articles().num_rows == 20
    assert list(corpus.verify()) == []

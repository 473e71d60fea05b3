"""The index follows the corpus, and never answers from what is stale, broken or half made."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from filelock import FileLock

from sumber.corpus import Corpus
from sumber.errors import CorpusLocked, CorpusMissing
from sumber.records import Article
from sumber.search import keeping, open_index
from sumber.search.fields import FORM
from tests.search.making import ARTICLES, made

PLACE = Path(keeping.FOLDER) / f"form{FORM}"


def found(corpus: Corpus, query: str = "") -> set[str]:
    return {hit.article.id for hit in corpus.search(query, what="article").hits}


def test_it_is_brought_on_by_add_and_remove(tmp_path: Path) -> None:
    corpus = Corpus(tmp_path / "k")
    corpus.add_articles([Article(id="a", text="Bebek menyeberang."), ARTICLES[0]], workers=1)
    assert (corpus.folder / PLACE / "meta.json").exists()
    assert found(corpus) == {"a", "rob"}
    corpus.remove("a")
    assert found(corpus) == {"rob"}
    assert found(corpus, "bebek") == set()


def test_another_process_sees_what_was_added(tmp_path: Path) -> None:
    reader = made(tmp_path / "k")
    assert len(found(reader)) == 4
    writer = Corpus(tmp_path / "k")
    writer.remove("rob")
    assert found(reader) == {"rob-kutip", "hama", "polos"}
    made(tmp_path / "k", [msgspec.structs.replace(ARTICLES[0], id="lagi")])
    assert found(reader) == {"rob-kutip", "hama", "polos", "lagi"}


def test_an_article_with_another_text_replaces_the_old(tmp_path: Path) -> None:
    corpus = made(tmp_path / "k")
    assert found(corpus, "tanjungsari") == {"rob"}
    corpus.remove("rob")
    made(tmp_path / "k", [msgspec.structs.replace(ARTICLES[0], text="Bebek pulang.", title=None)])
    assert found(corpus, "tanjungsari") == set()
    assert found(corpus, "bebek") == {"rob"}


def test_a_missing_index_is_made_anew(tmp_path: Path) -> None:
    corpus = made(tmp_path / "k")
    found(corpus)
    shutil.rmtree(corpus.folder / keeping.FOLDER)
    assert len(found(Corpus(corpus.folder))) == 4


@pytest.mark.parametrize("damage", ["empty", "junk", "gone"])
@pytest.mark.parametrize("part", ["meta.json", ".store", ".term", ".fast", ".idx"])
def test_a_broken_index_is_made_anew(tmp_path: Path, part: str, damage: str) -> None:
    corpus = made(tmp_path / "k")
    found(corpus)
    (file,) = (f for f in (corpus.folder / PLACE).iterdir() if f.name.endswith(part))
    if damage == "gone":
        file.unlink()
    else:
        file.write_bytes(b"" if damage == "empty" else b"\x07" * file.stat().st_size)
    again = Corpus(corpus.folder)
    assert found(again, "wereng") == {"rob", "hama"}
    assert again.search("benih").total == 1


def test_an_index_of_another_corpus_is_not_believed(tmp_path: Path) -> None:
    one = made(tmp_path / "a")
    other = made(tmp_path / "b", [Article(id="lain", text="Bebek menyeberang.")])
    found(one), found(other)
    shutil.rmtree(other.folder / keeping.FOLDER)
    shutil.copytree(one.folder / keeping.FOLDER, other.folder / keeping.FOLDER)
    assert found(Corpus(other.folder)) == {"lain"}


def test_an_index_that_lags_is_not_believed(tmp_path: Path) -> None:
    corpus = made(tmp_path / "k")
    found(corpus)
    shutil.copytree(corpus.folder / keeping.FOLDER, tmp_path / "old")
    corpus.remove("rob")
    shutil.rmtree(corpus.folder / keeping.FOLDER)
    shutil.copytree(tmp_path / "old", corpus.folder / keeping.FOLDER)
    assert found(Corpus(corpus.folder)) == {"rob-kutip", "hama", "polos"}


def test_killed_while_indexing_the_next_search_goes_on(tmp_path: Path) -> None:
    corpus = made(tmp_path / "k")
    killing = (
        "import os, sys, pathlib; from sumber.search import keeping, documents\n"
        "keeping.state_document = lambda state: os._exit(9)\n"
        "keeping.catch_up(pathlib.Path(sys.argv[1]))\n"
    )
    for _ in range(2):
        ran = subprocess.run([sys.executable, "-c", killing, str(corpus.folder)], check=False)
        assert ran.returncode == 9
    assert len(found(corpus)) == 4
    kept = keeping.catch_up(corpus.folder)
    assert kept.index.searcher().num_docs == len(set(kept.shelf.ids())) + sum(
        len(own) for table in ("statements", "citations")
        for own in kept.shelf.facts(table, kept.shelf.ids()).values()
    ) + 1  # fmt: skip


def test_where_the_folder_cannot_be_written_it_is_made_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = made(tmp_path / "k")
    (corpus.folder / keeping.FOLDER).write_bytes(b"")  # a file in the place of the folder
    assert len(found(corpus)) == 4
    assert open_index(corpus).search("benih").total == 1


def test_who_waits_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = made(tmp_path / "k")
    monkeypatch.setattr(keeping, "PATIENCE", 0.05)
    (corpus.folder / keeping.FOLDER).mkdir()
    with (
        FileLock(corpus.folder / keeping.FOLDER / "writer.lock"),
        pytest.raises(CorpusLocked, match="search index"),
    ):
        corpus.search("rob")


def test_without_a_corpus_there_is_nothing_to_search(tmp_path: Path) -> None:
    with pytest.raises(CorpusMissing):
        Corpus(tmp_path / "k").search("rob")


def test_the_text_is_not_kept_twice(tmp_path: Path) -> None:
    corpus = made(tmp_path / "k")
    found(corpus)
    for file in (corpus.folder / PLACE).iterdir():
        assert b"dapur umum kami" not in file.read_bytes()
    assert os.path.isdir(corpus.folder / PLACE)  # noqa: PTH112


def test_an_index_of_another_form_makes_room(tmp_path: Path) -> None:
    corpus = made(tmp_path / "k")
    assert found(corpus, "rob")
    place = corpus.folder / PLACE
    place.rename(place.with_name("form0"))
    again = Corpus(corpus.folder)
    assert found(again, "rob")
    assert [one.name for one in place.parent.glob("form*")] == [place.name]

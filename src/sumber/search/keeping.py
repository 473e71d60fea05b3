"""The index beside a corpus, brought to the newest state of its tables.

1. The index says itself, in one document of its own, which files of the tables it was made from:
   that document and all others change in one commit, or not at all.
2. Where those are not the files of the newest state, each article's pin (its id, its text and when
   it was added) tells what is new and what is gone; only that is indexed and deleted.
3. An index that is absent, of another form or unreadable is made anew from the tables.

One process at a time brings the index on; others wait for it. Where the folder cannot be written,
the index is made in memory.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

import msgspec
import tantivy
from filelock import FileLock, Timeout

from sumber.corpus.versions import Snapshot, arrow, snapshot
from sumber.errors import CorpusLocked
from sumber.search.documents import Found, documents_of, pin_of, state_document
from sumber.search.fields import FORM, build_schema
from sumber.search.results import Searched
from sumber.search.shelf import Shelf

FOLDER: Final = "search"
PATIENCE: Final = 600.0
"""Seconds to wait for another process that is bringing the index on."""
AT_ONCE: Final = 512
"""Articles read at a time."""
HEAP: Final = 512_000_000
"""Bytes that the writer of the index may hold before it writes a part to the disk."""
_INDEXED: Final = ("articles", "statements", "citations")
_SEARCHED: Final = """
SELECT
    count(*) AS articles,
    count(DISTINCT outlet) AS outlets,
    min(left(published, 10)) AS first,
    max(left(published, 10)) AS last,
    count(*) FILTER (published IS NULL) AS undated
FROM articles
"""

Told = Callable[[int, int], None]
"""Called with the articles indexed so far and those to be indexed."""
Shelve = Callable[[Snapshot], Shelf]
"""Returns what reads the rows of a state."""


class Made(msgspec.Struct, frozen=True):
    """What an index was made from: its form, and the files of the tables."""

    form: int
    files: str


class Kept(msgspec.Struct, frozen=True):
    """An index that stands at ``state``; ``shelf`` reads the same state's rows."""

    state: Snapshot
    index: tantivy.Index
    shelf: Shelf
    searched: Searched


def catch_up(folder: Path, told: Told | None = None, shelve: Shelve = Shelf) -> Kept:
    """Return the index of the corpus in ``folder`` at the newest state, brought on where it lags.

    ``told`` hears how far the work is; ``shelve`` returns what reads the rows of a state.
    Raises ``CorpusLocked`` where another process does not get done, and the errors of
    :func:`sumber.corpus.versions.snapshot`.
    """
    state = snapshot(folder)
    place = folder / FOLDER / f"form{FORM}"
    index = _opened(place)
    if index is not None and made_from(index) == _made(state):
        return _kept(state, index, shelve)
    try:
        with _alone(folder):
            state = snapshot(folder)
            return _kept(state, _brought_on(state, place, told), shelve)
    except (PermissionError, FileExistsError, NotADirectoryError):
        return _kept(state, _moved_on(state, tantivy.Index(build_schema()), told), shelve)


def _kept(state: Snapshot, index: tantivy.Index, shelve: Shelve) -> Kept:
    return Kept(state, index, shelve(state), _searched(state))


def forget(folder: Path) -> None:
    """Delete the index; the next search makes it anew."""
    with _alone(folder):
        shutil.rmtree(folder / FOLDER / f"form{FORM}", ignore_errors=True)


def made_from(index: tantivy.Index) -> Made | None:
    """Return what an index says it was made from, ``None`` where it does not say."""
    searcher = index.searcher()
    query = tantivy.Query.term_query(index.schema, "what", "state")
    hits = searcher.search(query, 1).hits
    if not hits:
        return None
    try:
        return msgspec.json.decode(searcher.doc(hits[0][1]).get_first("state") or "", type=Made)
    except msgspec.DecodeError:
        return None


def _made(state: Snapshot) -> Made:
    """Return what an index of this state is made from."""
    files = sorted(Path(file).name for table in _INDEXED for file in state.files(table))
    digest = blake2b("\n".join(files).encode(), digest_size=16).hexdigest()
    return Made(FORM, digest)


def _searched(state: Snapshot) -> Searched:
    with state.connect("articles") as connection:
        return Searched(**arrow(connection, _SEARCHED).to_pylist()[0])


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the index for writing."""
    (folder / FOLDER).mkdir(exist_ok=True)
    lock = FileLock(folder / FOLDER / "writer.lock", timeout=PATIENCE)
    try:
        lock.acquire()
    except Timeout:
        raise CorpusLocked(
            f"Another sumber is making the search index of {folder}. Wait until it is done."
        ) from None
    try:
        yield
    finally:
        lock.release()


def _opened(place: Path) -> tantivy.Index | None:
    """Return the index in a folder, ``None`` where there is none that can be read."""
    if not (place / "meta.json").exists():
        return None
    try:
        return tantivy.Index(build_schema(), path=str(place))
    except (ValueError, OSError):
        return None


def _brought_on(state: Snapshot, place: Path, told: Told | None) -> tantivy.Index:
    index = _opened(place)
    if index is None or made_from(index) is None:
        for old in place.parent.glob("form*"):
            shutil.rmtree(old, ignore_errors=True)
        place.mkdir(parents=True)
        index = tantivy.Index(build_schema(), path=str(place))
    if made_from(index) != _made(state):
        return _moved_on(state, index, told)
    return index


def _moved_on(state: Snapshot, index: tantivy.Index, told: Told | None) -> tantivy.Index:
    """Index what is new in ``state``, delete what is gone, and say so, in one commit."""
    shelf, wanted, held = Shelf(state), _pins(state), _indexed(index)
    gone = held.keys() - wanted.keys()
    fresh = [name for pin, name in wanted.items() if pin not in held]
    writer = index.writer(HEAP, 1)
    writer.delete_documents_by_term("what", "state")
    for pin in gone:
        writer.delete_documents_by_term("article", held[pin])
    pins = {name: pin for pin, name in wanted.items()}
    for start in range(0, len(fresh), AT_ONCE):
        for document in documents_of(_found(shelf, fresh[start : start + AT_ONCE], pins)):
            writer.add_document(document)
        if told is not None:
            told(min(start + AT_ONCE, len(fresh)), len(fresh))
    writer.add_document(state_document(msgspec.json.encode(_made(state)).decode()))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index


def _found(shelf: Shelf, ids: list[str], pins: dict[str, int]) -> list[Found]:
    statements, citations = (shelf.facts(name, ids) for name in ("statements", "citations"))
    return [
        Found(article, statements.get(name, []), citations.get(name, []), pins[name])
        for name, article in shelf.articles(ids).items()
    ]


def _pins(state: Snapshot) -> dict[int, str]:
    """Return the ids of the articles of a state by their pins, in the order of the table."""
    columns = ("id", "text_sha256", "facts", "added_at")
    with state.connect("articles") as connection:
        rows: Any = arrow(connection, f"SELECT {', '.join(columns)} FROM articles")
    values = [rows.column(name).to_pylist() for name in columns]
    return {pin_of(*row): row[0] for row in zip(*values, strict=True)}


def _indexed(index: tantivy.Index) -> dict[int, str]:
    """Return the ids of the articles that an index holds, by their pins."""
    searcher = index.searcher()
    query = tantivy.Query.term_query(index.schema, "what", "article")
    addresses = [address for _, address in searcher.search(query, max(1, searcher.num_docs)).hits]
    pins = searcher.fast_field_values("pin", addresses)
    ids = (searcher.doc(address).get_first("article") for address in addresses)
    return {int(pin): str(name) for pin, name in zip(pins, ids, strict=True) if pin is not None}

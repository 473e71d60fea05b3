"""The working folder of relating: what each step has written for one state of the corpus.

``relating/data/`` holds the tables, each in a few folders of Parquet files
(:mod:`sumber.plan.levels`); ``relating/STATE/notes.jsonl`` tells which folders are the tables of a
state, a line a step, written once the step is done. So whatever killed a run, the next one goes on
at the step it was at. What the state before holds stays until a run has ended: what did not change
is taken from it.
"""

from __future__ import annotations

import errno
import hashlib
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Final
from uuid import uuid4

import msgspec
from filelock import FileLock, Timeout

from sumber import language
from sumber.errors import CorpusError, CorpusLocked
from sumber.plan.steps import Kernel, Step, named

RELATING: Final = "relating"
LOCK: Final = "lock"
DATA: Final = "data"
NOTES: Final = "notes.jsonl"
COMMITTED: Final = "committed.json"
SPILL: Final = "spill"


class Ran(msgspec.Struct, frozen=True, kw_only=True):
    """How a step ran: what it was (``signature``), rows written, rows taken, seconds, bytes.

    ``folders`` hold its table. ``since`` is the state with which its rows were compared, ``differ``
    how many rows came or went since then (-1 where that was not looked at), ``changed`` the folder
    that holds these.
    """

    signature: str
    rows: int
    seconds: float
    taken: int = 0
    bytes: int = 0
    folders: tuple[str, ...] = ()
    since: str = ""
    differ: int = -1
    changed: str = ""


class Committed(msgspec.Struct, frozen=True, kw_only=True):
    """Which steps' rows are in the corpus, by signature.

    ``anew`` tells how each step ran when it last ran from nothing, over so many ``articles``.
    """

    steps: dict[str, str] = {}
    articles: int = 0
    anew: dict[str, Ran] = {}


class Working:
    """The tables of one state of a corpus, in ``folder``; got from :func:`working`."""

    def __init__(self, folder: Path, state: str, steps: Iterable[Step]) -> None:
        self.root = folder
        self.here = folder / state
        self.signatures = signatures_of(steps)
        self._noting = Lock()
        self._notes = self._valid(self.here)
        self.before, self._old = self._find_before()

    def note(self, name: str) -> Ran | None:
        """Return how a step ran for this state, ``None`` where it has not."""
        return self._notes.get(name)

    def old(self, name: str) -> Ran | None:
        """Return how the same step ran for the state before, ``None`` for none."""
        return self._old.get(name)

    def folders(self, ran: Ran) -> list[Path]:
        """Return the folders that hold a step's table, the oldest rows first."""
        return [self.root / DATA / name for name in ran.folders]

    def folder(self, name: str) -> Path:
        """Return a new folder for rows of a step, not made yet."""
        (self.root / DATA).mkdir(exist_ok=True)
        return self.root / DATA / f"{name}-{uuid4().hex[:12]}"

    def write(self, name: str, fill: Callable[[], Ran]) -> Ran:
        """Note how ``fill`` made a step's table; what it raises leaves no note."""
        with _told():
            return self._noted(name, fill())

    def _noted(self, name: str, made: Ran) -> Ran:
        files = (path for folder in self.folders(made) for path in folder.rglob("*.parquet"))
        ran = msgspec.structs.replace(made, bytes=sum(path.stat().st_size for path in files))
        self.here.mkdir(parents=True, exist_ok=True)
        with self._noting, (self.here / NOTES).open("ab") as file:
            file.write(b"\n" + msgspec.json.encode({name: ran}) + b"\n")
            self._notes[name] = ran
        return ran

    def is_committed(self, steps: Iterable[Step]) -> bool:
        """Tell whether the rows of these steps are in the corpus already."""
        held = _committed(self.here / COMMITTED).steps
        return all(held.get(step.name) == self.signatures[step.name] for step in steps)

    def note_committed(self, steps: Iterable[Step], articles: int) -> None:
        """Remember that the rows of these steps, from so many articles, are in the corpus."""
        kept = {step.name: self.signatures[step.name] for step in steps}
        last = Committed() if self.before is None else _committed(self.before / COMMITTED)
        if not last.anew:
            last = Committed(articles=articles, anew=self._notes)
        held = Committed(steps=kept, articles=last.articles, anew=last.anew)
        self.here.mkdir(parents=True, exist_ok=True)
        (self.here / COMMITTED).write_bytes(msgspec.json.encode(held))

    def forget_others(self) -> None:
        """Delete what no table of this state rests on."""
        for place in self.root.iterdir():
            if place.is_dir() and place.name not in (self.here.name, DATA, SPILL):
                shutil.rmtree(place, ignore_errors=True)
        needed = {name for ran in self._notes.values() for name in ran.folders}
        for place in (self.root / DATA).iterdir():
            if place.name not in needed:
                shutil.rmtree(place, ignore_errors=True)

    def _find_before(self) -> tuple[Path | None, dict[str, Ran]]:
        """Return the folder of the other state that holds most steps as they are now."""
        others = [one for one in self.root.iterdir() if one != self.here and one.is_dir()]
        valid = [(self._valid(one), one) for one in others]
        notes, place = max(
            ((notes, one) for notes, one in valid if notes),
            key=lambda one: (len(one[0]), one[1].stat().st_mtime_ns),
            default=({}, None),
        )
        return place, notes

    def _valid(self, place: Path) -> dict[str, Ran]:
        """Return the notes of a state on steps that are now as they were then."""
        return {
            name: ran
            for name, ran in _read_notes(place / NOTES)
            if ran.signature == self.signatures.get(name, "")
        }


@contextmanager
def _told() -> Iterator[None]:
    """Turn what writing raises into an error that says what to do."""
    try:
        yield
    except OSError as error:
        what = "The disk is full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else str(error)
        raise CorpusError(
            f"{what}. The corpus stays as it was. Set that right and run the same command again; "
            "it goes on from there."
        ) from error


def signatures_of(steps: Iterable[Step]) -> dict[str, str]:
    """Return for each step a word that changes whenever it, its code or a step before it does.

    ``steps`` must be in order.
    """
    found: dict[str, str] = {}
    for step in steps:
        runs = step.runs
        what = f"{named(runs.run)} {_code(runs)}" if isinstance(runs, Kernel) else runs.sql
        before = " ".join(found.get(name, name) for name in step.reads)
        told = (step.name, what, step.schema.to_string(), str(runs[1:]), str(step.local), before)
        found[step.name] = hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]
    return found


@contextmanager
def working(corpus: Path, state: str, steps: Iterable[Step]) -> Iterator[Working]:
    """Hold the working folder of a corpus for one run of steps, which must be in order.

    Raises ``CorpusLocked`` where another run holds it, ``CorpusError`` where it cannot be made.
    """
    folder = corpus / RELATING
    try:
        folder.mkdir(exist_ok=True)
        lock = FileLock(folder / LOCK, timeout=0)
        lock.acquire()
    except Timeout:
        raise CorpusLocked(
            f"Another sumber is relating the articles of {corpus}. Wait until it is done."
        ) from None
    except OSError as error:
        raise CorpusError(f"The folder {folder} cannot be written: {error}.") from error
    try:
        yield Working(folder, state, steps)
    finally:
        lock.release()


def last_run(corpus: Path) -> tuple[dict[str, Ran], int]:
    """Return how each step ran last from nothing, and over how many articles; none: ``{}, 0``."""
    done = (corpus / RELATING).glob(f"*/{COMMITTED}")
    newest = max(done, key=lambda path: path.stat().st_mtime_ns, default=None)
    held = Committed() if newest is None else _committed(newest)
    return held.anew, held.articles


def _read_notes(path: Path) -> Iterator[tuple[str, Ran]]:
    """Yield the notes of a file, but for a line that a killed run has left unfinished."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError:
        return
    for line in lines:
        with suppress(msgspec.DecodeError):
            yield from msgspec.json.decode(line, type=dict[str, Ran]).items()


def _committed(path: Path) -> Committed:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Committed)
    except (OSError, msgspec.DecodeError):
        return Committed()


def _code(kernel: Kernel) -> list[tuple[str, int, int]]:
    """Return the state of the files that a kernel rests on: its package's and the language data."""
    home = Path(sys.modules[kernel.run.__module__].__file__ or "").parent
    return sorted(
        (str(path), path.stat().st_size, path.stat().st_mtime_ns)
        for folder in (home, Path(language.__file__).parent)
        for path in folder.rglob("*")
        if path.suffix in (".py", ".toml")
    )

"""The working folder of relating: what each step has written for one state of the corpus.

``relating/STATE/STEP/`` holds a step's Parquet files and a note of how it ran. A folder bears its
name only once it is whole, so whatever killed a run, the next one goes on at the step it was at.
The tables of the state before stay until a run has ended: kernels take from them what they need
not do again.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec
from filelock import FileLock, Timeout

from sumber import language
from sumber.errors import CorpusError, CorpusLocked
from sumber.plan.steps import Kernel, Step, named

RELATING: Final = "relating"
LOCK: Final = "lock"
NOTE: Final = "note.json"
COMMITTED: Final = "committed.json"
SPILL: Final = "spill"
FRESH: Final = ".fresh"
SEEN: Final = "seen"
NEW: Final = "new"
"""The folders in a step's folder that tell what its kernel took, apart from what it gave."""


class Ran(msgspec.Struct, frozen=True, kw_only=True):
    """How a step ran: what it was (``signature``), rows written, rows taken, seconds, bytes."""

    signature: str
    rows: int
    seconds: float
    taken: int = 0
    bytes: int = 0


class Committed(msgspec.Struct, frozen=True, kw_only=True):
    """Which steps' rows are in the corpus, by signature, and how many articles they rest on."""

    steps: dict[str, str] = {}
    articles: int = 0


class Working:
    """The tables of one state of a corpus, in ``folder``; got from :func:`working`."""

    def __init__(self, folder: Path, state: str) -> None:
        self.root = folder
        self.here = folder / state

    def signature(self, step: Step) -> str:
        """Return a word that changes whenever the step or its kernel's code does."""
        runs = step.runs
        what = f"{named(runs.run)} {_code(runs)}" if isinstance(runs, Kernel) else runs.sql
        told = (step.name, what, step.schema.to_string(), str(runs[1:]))
        return hashlib.sha256("\n".join(told).encode()).hexdigest()[:16]

    def note(self, step: Step) -> Ran | None:
        """Return how a step ran for this state, ``None`` where it has not."""
        ran = _note(self.here / step.name)
        return ran if ran is not None and ran.signature == self.signature(step) else None

    def rows(self, step: Step) -> list[str]:
        """Return the Parquet files of a step's rows for this state."""
        return rows_in(self.here / step.name)

    def before(self, step: Step) -> Path | None:
        """Return the folder that the same step wrote for the newest other state."""
        found = [
            place / step.name
            for place in self.root.iterdir()
            if place != self.here
            and place.is_dir()
            and (note := _note(place / step.name)) is not None
            and note.signature == self.signature(step)
        ]
        return max(found, key=lambda place: (place / NOTE).stat().st_mtime_ns, default=None)

    def write(self, step: Step, fill: Callable[[Path], Ran]) -> Ran:
        """Let ``fill`` write a step's files into a fresh folder, which then takes its place.

        What ``fill`` raises leaves no trace.
        """
        place, fresh = self.here / step.name, self.here / f"{step.name}{FRESH}"
        for stale in (fresh, place):
            shutil.rmtree(stale, ignore_errors=True)
        self.here.mkdir(parents=True, exist_ok=True)
        fresh.mkdir()
        try:
            ran = fill(fresh)
            size = sum(path.stat().st_size for path in fresh.rglob("*.parquet"))
            ran = msgspec.structs.replace(ran, bytes=size)
            (fresh / NOTE).write_bytes(msgspec.json.encode(ran))
            fresh.replace(place)
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            raise
        return ran

    def is_committed(self, steps: Iterable[Step]) -> bool:
        """Tell whether the rows of these steps are in the corpus already."""
        held = _committed(self.here / COMMITTED).steps
        return all(held.get(step.name) == self.signature(step) for step in steps)

    def note_committed(self, steps: Iterable[Step], articles: int) -> None:
        """Remember that the rows of these steps, from so many articles, are in the corpus."""
        held = Committed(steps={s.name: self.signature(s) for s in steps}, articles=articles)
        self.here.mkdir(parents=True, exist_ok=True)
        (self.here / COMMITTED).write_bytes(msgspec.json.encode(held))

    def forget_others(self) -> None:
        """Delete the tables of all other states."""
        for place in self.root.iterdir():
            if place != self.here and place.is_dir():
                shutil.rmtree(place, ignore_errors=True)


@contextmanager
def working(corpus: Path, state: str) -> Iterator[Working]:
    """Hold the working folder of a corpus for one run.

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
        yield Working(folder, state)
    finally:
        lock.release()


def last_run(corpus: Path) -> tuple[dict[str, Ran], int]:
    """Return how each step ran last from nothing, and over how many articles; none: ``{}, 0``."""
    done = sorted((corpus / RELATING).glob(f"*/{COMMITTED}"), key=lambda p: p.stat().st_mtime)
    if not done:
        return {}, 0
    found = {path.parent.name: _note(path.parent) for path in done[-1].parent.glob(f"*/{NOTE}")}
    return {name: ran for name, ran in found.items() if ran is not None}, _committed(
        done[-1]
    ).articles


def files_in(folder: Path) -> list[str]:
    """Return the Parquet files below a folder, sorted."""
    return sorted(str(path) for path in folder.rglob("*.parquet"))


def rows_in(folder: Path) -> list[str]:
    """Return the files below a step's folder that hold its own rows."""
    return [file for file in files_in(folder) if Path(file).parent.name not in (SEEN, NEW)]


def _note(folder: Path) -> Ran | None:
    try:
        return msgspec.json.decode((folder / NOTE).read_bytes(), type=Ran)
    except (OSError, msgspec.DecodeError):
        return None


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

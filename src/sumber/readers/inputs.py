"""From what a caller names to files: single files, folders, globs, and ``-`` for standard input."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, TypeAlias

from sumber.errors import UsageError

STDIN = "-"

Paths: TypeAlias = str | Path | Iterable[str | Path]


class Input(NamedTuple):
    """One file to read, or standard input; ``named`` if the caller named it and no folder did.

    A folder comes as one only if it cannot be read or holds no file.
    """

    path: str
    named: bool


def check_paths(paths: Paths) -> list[str]:
    """Return the paths as strings; raise ``UsageError`` if there is none, or one leads nowhere."""
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    if not given:
        raise UsageError("Nothing to read was named. Name a file, a folder, a glob, or - .")
    for path in map(str, given):
        if path != STDIN and not os.path.lexists(path) and not _matches(path):
            kind = "No file matches" if glob.has_magic(path) else "There is no file or folder"
            raise UsageError(f"{kind} {path!r}. Check the spelling and the folder you are in.")
    return [str(path) for path in given]


def expand(paths: Iterable[str]) -> Iterator[Input]:
    """Yield the files that the paths stand for, those of a folder in the order of their names.

    Folders are searched to the bottom, also through links, each folder once; names that begin
    with a dot, and a corpus that sumber keeps there, are passed over.
    """
    for path in paths:
        if path == STDIN or os.path.lexists(path):
            yield from _below(path)
        else:
            for match in sorted(_matches(path)):
                yield from _below(match)


def total_bytes(paths: Paths) -> int | None:
    """Return the size on disk of all that the paths stand for; ``None`` with standard input."""
    names = check_paths(paths)
    if STDIN in names:
        return None
    size = 0
    for source in expand(names):
        with suppress(OSError):
            size += os.path.getsize(source.path)  # noqa: PTH202 - as in _below
    return size


def _matches(path: str) -> list[str]:
    return glob.glob(path, recursive=True) if glob.has_magic(path) else []  # noqa: PTH207


def _below(path: str) -> Iterator[Input]:
    if path == STDIN or not os.path.isdir(path):  # noqa: PTH112 - strings stay as they were given
        yield Input(path, named=True)
        return
    unreadable: list[str] = []
    found = False
    for file in _walk(path, unreadable):
        found = True
        yield Input(file, named=False)
    yield from (Input(folder, named=True) for folder in unreadable)
    if not found and not unreadable:
        yield Input(path, named=True)


def _is_corpus(folder: str) -> bool:
    """Tell whether a folder is a corpus: what is stored in it has been read already."""
    return os.path.isdir(os.path.join(folder, "articles", "_delta_log"))  # noqa: PTH112, PTH118


def _walk(top: str, unreadable: list[str]) -> Iterator[str]:
    """Yield the files below a folder; add the folders that cannot be read to ``unreadable``."""

    def note(error: OSError) -> None:
        unreadable.append(str(error.filename))

    entered: set[str] = set()
    for folder, folders, files in os.walk(top, onerror=note, followlinks=True):
        real = os.path.realpath(folder)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if real in entered or _is_corpus(folder):
            folders.clear()
            continue
        entered.add(real)
        yield from (
            os.path.join(folder, name)  # noqa: PTH118
            for name in sorted(files)
            if not name.startswith(".")
        )

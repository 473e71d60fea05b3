"""Zip archives: each entry is read as a file of its own name."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import IO

from sumber.errors import UsageError
from sumber.readers.articles import in_words
from sumber.readers.failures import Place, Unreadable, failure
from sumber.readers.streams import Budget, buffered, seekable
from sumber.records import Article, Failure

ENCRYPTED = 0x1

ReadEntry = Callable[[io.BufferedReader, str, Place], Iterator[Article | Failure]]


def read_zip(
    stream: io.BufferedReader, place: Place, read_entry: ReadEntry
) -> Iterator[Article | Failure]:
    """Yield the articles and failures of every entry, in the order of the archive.

    What the entries unpack to is counted together; past the bounds of
    :class:`~sumber.readers.streams.Budget` the archive is left with a failure.
    """
    try:
        with seekable(stream) as file, zipfile.ZipFile(file) as archive:
            budget = Budget(_size_of(file))
            for entry in archive.infolist():
                if not _is_hidden(entry):
                    yield from _read(archive, entry, budget, place, read_entry)
                if budget.broken:
                    return
    except UsageError:
        raise
    except Exception as error:  # as in make_articles: bad bytes must not end the run
        yield failure(in_words(error), place)


def _read(
    archive: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    budget: Budget,
    place: Place,
    read_entry: ReadEntry,
) -> Iterator[Article | Failure]:
    here = Place(place.path, entry.filename)
    if entry.flag_bits & ENCRYPTED:
        yield failure(Unreadable("encrypted"), here)
        return
    try:
        with archive.open(entry) as inner:
            yield from read_entry(buffered(inner, budget), entry.filename, here)
    except UsageError:
        raise
    except Exception as error:
        yield failure(in_words(error), here)


def _is_hidden(entry: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(entry.filename).parts
    return entry.is_dir() or any(part.startswith((".", "__MACOSX")) for part in parts)


def _size_of(file: IO[bytes]) -> Callable[[], int]:
    size = file.seek(0, io.SEEK_END)
    return lambda: size

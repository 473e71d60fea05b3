"""Arrays kept in memory, or in files where memory is short; both are read by slices."""

from __future__ import annotations

import mmap
import os
import tempfile
import threading
from math import prod
from types import TracebackType
from typing import IO, Any, Final, NamedTuple, TypeAlias

import numpy as np


class Filed(NamedTuple):
    """An array that lies in a file; a slice of it is read anew each time."""

    file: int
    offset: int
    kind: Any
    shape: tuple[int, ...]

    def __getitem__(self, rows: Any) -> Any:
        """Return some rows as an array in memory; ``rows`` is a slice without a step."""
        start, stop, _ = rows.indices(self.shape[0])
        row = self.kind.itemsize * prod(self.shape[1:])
        read = os.pread(self.file, (stop - start) * row, self.offset + start * row)
        return np.frombuffer(read, self.kind).reshape(stop - start, *self.shape[1:])


_WRITING = threading.Lock()
AT_ONCE: Final = 1000
"""Texts or pairs that are worked on before what was read of them leaves memory."""

Held: TypeAlias = Any
"""An array, or a :class:`Filed` one: what :meth:`Shelf.put` gives."""


class Shelf:
    """Keeps arrays in memory, or in files that are gone when the shelf is closed.

    The files lie in the folder for temporary ones.
    """

    def __init__(self, filed: bool, rooms_filed: bool) -> None:
        """Open a shelf; say whether arrays that are put go to a file, and whether rooms do."""
        self.rooms_filed = rooms_filed
        self._file: IO[bytes] | None = tempfile.TemporaryFile() if filed else None  # noqa: SIM115
        self._maps: list[mmap.mmap] = []

    def __enter__(self) -> Shelf:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._maps.clear()
        if self._file:
            self._file.close()

    def put(self, array: Any) -> Held:
        """Keep an array; the file grows by it, or it is given back as it is."""
        if self._file is None:
            return array
        written = np.ascontiguousarray(array)
        offset = _append(self._file.fileno(), written)
        return Filed(self._file.fileno(), offset, written.dtype, written.shape)

    def room(self, size: int, kind: Any) -> Any:
        """Return an empty array of one row that may be written to: memory, or a file of its own.

        Only what is written takes memory, in small pages: large ones, which numpy would ask for,
        are cleared at a greater cost where the machine has lent its memory elsewhere meanwhile.
        """
        length = size * np.dtype(kind).itemsize
        if not length:
            return np.empty(size, kind)
        if not self.rooms_filed:
            return zeros(length).view(kind)
        with tempfile.TemporaryFile() as file:
            file.truncate(length)
            mapped = mmap.mmap(file.fileno(), 0)
        self._maps.append(mapped)
        return np.frombuffer(mapped, kind)

    def pieces(self, size: int, least: int) -> int:
        """Return into how many pieces to cut work on so many texts or pairs, ``least`` or more.

        After each piece :meth:`let_go` keeps what is held small.
        """
        return max(least, size // AT_ONCE) if self.rooms_filed else least

    def let_go(self) -> None:
        """Let what was written into rooms leave memory; it stays in their files."""
        for mapped in self._maps:
            mapped.madvise(mmap.MADV_DONTNEED)


def zeros(length: int) -> Any:
    """Return bytes that are 0, of which only those written to take memory, in small pages."""
    return np.frombuffer(mmap.mmap(-1, length, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS), np.uint8)


def _append(file: int, array: Any) -> int:
    """Write an array to the end of a file, on which others may write too; return where it lies."""
    with _WRITING:
        offset = os.fstat(file).st_size
        left = memoryview(array).cast("B") if array.size else memoryview(b"")
        at = offset
        while left:
            wrote = os.pwrite(file, left, at)
            at, left = at + wrote, left[wrote:]
    return offset

"""Bytes, read with bounds: every reader gets its bytes through this module.

1. open a file, or take what was given as standard input;
2. unpack gzip, counting what comes out against what went in;
3. turn UTF-16 and UTF-32 into UTF-8;
4. hand out lines or the whole, never more than a cap at once.
"""

from __future__ import annotations

import codecs
import gzip
import io
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from shutil import copyfileobj
from typing import IO, BinaryIO, cast

from sumber.readers.failures import Unreadable

MAX_LINE = 16 * 2**20
"""Bytes of one line; a longer one is skipped with a failure."""
MAX_WHOLE = 32 * 2**20
"""Bytes of one page, feed or text file."""
MAX_DOCUMENT = 128 * 2**20
"""Bytes of a JSON file that is one value (a list of articles) and not one article a line."""
MAX_UNPACKED = 64 * 2**30
"""Bytes that one compressed file may unpack to."""
MAX_RATIO = 200
"""How many times its packed size a file may unpack to, once it is past ``RATIO_FROM`` bytes."""
RATIO_FROM = 64 * 2**20

GZIP = b"\x1f\x8b"
UTF8_BOM = codecs.BOM_UTF8
BUFFER = 2**17
FIRST_FILL = 4096


class Budget:
    """How much may still come out of a compressed file."""

    def __init__(self, packed: Callable[[], int]) -> None:
        self.packed = packed
        self.unpacked = 0
        self.broken = False

    def spend(self, size: int) -> None:
        """Count ``size`` unpacked bytes; raise ``Unreadable("bomb")`` when they are too many."""
        self.unpacked += size
        too_much = self.unpacked > MAX_UNPACKED
        too_dense = self.unpacked > max(RATIO_FROM, MAX_RATIO * self.packed())
        self.broken = too_much or too_dense
        if self.broken:
            raise Unreadable(
                "bomb",
                f"more than {MAX_UNPACKED:,} bytes" if too_much else f"over {MAX_RATIO} times",
            )


class Counted(io.RawIOBase):
    """A binary stream that counts its bytes, and checks them against a budget if it has one.

    Closing it leaves the inner stream open. It can seek where ``seekable`` says so.
    """

    def __init__(
        self, inner: IO[bytes], budget: Budget | None = None, seekable: bool = False
    ) -> None:
        self.inner = inner
        self.budget = budget
        self.count = 0
        self._later: Exception | None = None
        self._seekable = seekable

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def seekable(self) -> bool:
        """Tell whether it can seek."""
        return self._seekable

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a position of the inner stream."""
        return self.inner.seek(offset, whence)

    def tell(self) -> int:
        """Return the position in the inner stream."""
        return self.inner.tell() if self._seekable else self.count

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill ``buffer``; the first time with enough to tell the format from."""
        size = self._fill(buffer)
        wanted = min(FIRST_FILL, len(buffer)) if self.count == 0 else 0
        try:
            while 0 < size < wanted and (more := self._fill(buffer[size:])):
                size += more
        except (OSError, EOFError, zlib.error) as error:
            self._later = error
        self.count += size
        if self.budget:
            self.budget.spend(size)
        return size

    def _fill(self, buffer: memoryview) -> int:
        if self._later:
            raise self._later
        # One read of the inner stream at a time: a longer one that meets a break in compressed
        # data would lose what came before it.
        read = getattr(self.inner, "read1", self.inner.read)
        data: bytes = read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


class _Utf8(io.RawIOBase):
    """A stream of UTF-16 or UTF-32, read as UTF-8."""

    def __init__(self, inner: IO[bytes], encoding: str) -> None:
        self.inner = inner
        self.decoder = codecs.getincrementaldecoder(encoding)()
        self.rest = b""

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill ``buffer`` with UTF-8."""
        while not self.rest:
            data = self.inner.read(BUFFER)
            self.rest = self.decoder.decode(data, final=not data).encode()
            if not data:
                break
        given, self.rest = self.rest[: len(buffer)], self.rest[len(buffer) :]
        buffer[: len(given)] = given
        return len(given)


class Consumed:
    """How many bytes of the inputs, as they lie on disk, have been read so far."""

    def __init__(self) -> None:
        self._before = 0
        self._stream: Counted | None = None

    @property
    def bytes(self) -> int:
        """The bytes read so far."""
        return self._before + (self._stream.count if self._stream else 0)

    def follow(self, stream: io.BufferedReader) -> None:
        """Count the bytes of the next stream, one that :func:`buffered` gave."""
        self._before = self.bytes
        self._stream = cast("Counted", stream.raw)


def buffered(
    inner: IO[bytes], budget: Budget | None = None, seekable: bool = False
) -> io.BufferedReader:
    """Return ``inner`` as a stream that can be peeked into."""
    return io.BufferedReader(Counted(inner, budget, seekable), BUFFER)


def can_seek(stream: IO[bytes]) -> bool:
    """Tell whether a stream that somebody gave can seek."""
    return hasattr(stream, "seekable") and stream.seekable()


def head(stream: io.BufferedReader) -> bytes:
    """Return the first bytes (up to the buffer's size) without taking them."""
    return stream.peek(FIRST_FILL)


def unpack_gzip(stream: io.BufferedReader) -> io.BufferedReader:
    """Return the unpacked bytes of a gzip stream (all its members)."""
    packed = cast("Counted", stream.raw)
    inner = cast("BinaryIO", gzip.GzipFile(fileobj=stream))
    return buffered(inner, Budget(lambda: packed.count))


def as_utf8(stream: io.BufferedReader, encoding: str) -> io.BufferedReader:
    """Return a stream of another Unicode encoding as UTF-8."""
    return io.BufferedReader(_Utf8(stream, encoding), BUFFER)


@contextmanager
def seekable(stream: io.BufferedReader) -> Iterator[IO[bytes]]:
    """Give the stream if it can seek, otherwise a temporary file with its bytes."""
    if stream.seekable():
        yield stream
        return
    with tempfile.TemporaryFile() as spool:
        copyfileobj(stream, spool, BUFFER)
        spool.seek(0)
        yield spool


def lines(stream: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """Yield each line's number from 1 and its bytes with the line end; ``None`` if over the cap.

    A UTF-8 byte order mark at the start is left out.
    """
    number = 0
    while line := stream.readline(MAX_LINE + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(UTF8_BOM)
        if len(line) > MAX_LINE and not line.endswith(b"\n"):
            _skip_line(stream)
            yield number, None
        else:
            yield number, line


def _skip_line(stream: IO[bytes]) -> None:
    while (rest := stream.readline(2**20)) and not rest.endswith(b"\n"):
        pass


def whole(stream: IO[bytes], cap: int = MAX_WHOLE) -> bytes:
    """Return all bytes; raise ``Unreadable`` if there are none or more than ``cap``."""
    data = stream.read(cap + 1)
    if len(data) > cap:
        raise Unreadable("too-long", f"more than {cap:,} bytes")
    if not data.removeprefix(UTF8_BOM).strip():
        raise Unreadable("empty")
    return data

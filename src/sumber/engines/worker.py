"""The child process that runs a kernel: ``python -m sumber.engines.worker MODULE:NAME SECONDS``.

It reads frames from standard input, each a batch of rows, and answers one frame per batch on
standard output (:mod:`sumber.frames`); the rows are an Arrow stream. A batch that takes longer than
the limit ends this process.
"""

from __future__ import annotations

import faulthandler
import sys
from collections.abc import Iterator
from typing import Any

import msgspec
import pyarrow as pa

from sumber.frames import Answering, said, serve
from sumber.plan.steps import Batches, loaded


class Answer(msgspec.Struct, frozen=True, array_like=True):
    """What came of one batch: an Arrow stream (empty where there is no row), or what was raised."""

    rows: bytes = b""
    raised: str = ""


def as_bytes(batches: list[Any]) -> bytes:
    """Return batches of one schema as an Arrow stream; none as nothing."""
    if not batches:
        return b""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batches[0].schema) as stream:
        for batch in batches:
            stream.write_batch(batch)
    written: bytes = sink.getvalue().to_pybytes()
    return written


def as_batches(rows: bytes) -> list[Any]:
    """Return the batches of an Arrow stream."""
    return list(pa.ipc.open_stream(rows)) if rows else []


def main() -> None:
    """Serve until standard input ends."""
    serve(_answering)


def _answering() -> Answering:
    name, limit = sys.argv[1:]
    run = loaded(name)

    def answering(frame: bytes) -> Iterator[Answer]:
        yield _answer(run, as_batches(msgspec.msgpack.decode(frame)), float(limit))

    return answering


def _answer(run: Any, batches: list[Any], limit: float) -> Answer:
    faulthandler.dump_traceback_later(limit, exit=True)
    try:
        made: Batches = run(iter(batches))
        return Answer(rows=as_bytes([batch for batch in made if batch.num_rows]))
    except Exception as error:
        return Answer(raised=said(error))
    finally:
        faulthandler.cancel_dump_traceback_later()


if __name__ == "__main__":
    main()

"""Frames between two processes, and what a child process does with them.

A frame is its length in four bytes and a value in MessagePack. When the parent dies, however it
dies, the child's standard input ends and so does the child. The parent's side is
:mod:`sumber.children`.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterable
from typing import IO, Any, Final, TypeAlias

import msgspec

LENGTH: Final = 4
Answering: TypeAlias = Callable[[bytes], Iterable[Any]]
"""Takes a frame's value, still encoded, and gives the values to answer with, a frame each."""


def put(stream: IO[bytes], value: Any) -> None:
    """Write one frame."""
    frame = msgspec.msgpack.encode(value)
    stream.write(len(frame).to_bytes(LENGTH, "big") + frame)
    stream.flush()


def take(stream: IO[bytes]) -> bytes | None:
    """Read one frame; ``None`` where the other side is gone."""
    head = stream.read(LENGTH)
    size = int.from_bytes(head, "big")
    frame = stream.read(size)
    return frame if len(head) == LENGTH and len(frame) == size else None


def said(error: BaseException) -> str:
    """Return what was raised and where, in one line."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    text = f"{type(error).__name__}: {error} ({os.path.basename(where.filename)}:{where.lineno})"  # noqa: PTH119
    return text.encode("utf-8", "backslashreplace").decode()


def serve(load: Callable[[], Answering]) -> None:
    """Answer the frames of standard input on standard output, until it ends.

    ``load`` is called once. Then comes a hello: an empty text, or what kept it from loading; in
    that case nothing is answered. What is printed meanwhile goes to standard error.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        answering = load()
    except BaseException as error:
        put(answers, said(error))
        return
    put(answers, "")
    while (frame := take(sys.stdin.buffer)) is not None:
        for answer in answering(frame):
            put(answers, answer)

"""The child process that runs the stages: ``python -m sumber.corpus.worker MODULE:NAME SECONDS``.

It reads frames from standard input, each a list of articles, and answers one frame per article on
standard output. A frame is its length in four bytes and a value in MessagePack. When its parent
dies, however it dies, standard input ends and so does this process.

1. Say hello: an empty string, or what kept the stages from being loaded.
2. For each article run the stages under a time limit; answer with notes or with what was raised.
3. A stage that does not end, even inside C code, ends this process; the parent sees which article
   was at work.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import traceback
from collections.abc import Callable
from importlib import import_module
from typing import IO, Any

import msgspec

from sumber.corpus.facts import kept
from sumber.records import Article, Notes

LENGTH = 4


class Answer(msgspec.Struct, frozen=True, array_like=True):
    """What came of one article: its notes, or what was raised."""

    notes: Notes | None = None
    raised: str = ""


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


def main() -> None:
    """Serve until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    name, limit = sys.argv[1:]
    try:
        annotate = _load(name)
    except BaseException as error:
        put(answers, said(error))
        return
    put(answers, "")
    articles = msgspec.msgpack.Decoder(list[Article])
    while (frame := take(sys.stdin.buffer)) is not None:
        for article in articles.decode(frame):
            put(answers, _answer(annotate, article, float(limit)))


def _load(name: str) -> Callable[[Article], Notes]:
    module, function = name.split(":")
    annotate: Callable[[Article], Notes] = getattr(import_module(module), function)
    return annotate


def _answer(annotate: Callable[[Article], Notes], article: Article, limit: float) -> Answer:
    faulthandler.dump_traceback_later(limit, exit=True)
    try:
        notes = annotate(article)
    except Exception as error:
        return Answer(raised=said(error))
    finally:
        faulthandler.cancel_dump_traceback_later()
    return Answer(notes=kept(notes))


def said(error: BaseException) -> str:
    """Return what was raised and where, in one line."""
    where = traceback.extract_tb(error.__traceback__)[-1]
    text = f"{type(error).__name__}: {error} ({os.path.basename(where.filename)}:{where.lineno})"  # noqa: PTH119
    return text.encode("utf-8", "backslashreplace").decode()


if __name__ == "__main__":
    main()

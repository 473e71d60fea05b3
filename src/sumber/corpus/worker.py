"""The child process that runs the stages: ``python -m sumber.corpus.worker MODULE:NAME SECONDS``.

It reads frames from standard input, each a list of articles, and answers one frame per article on
standard output (:mod:`sumber.frames`).

1. Load the stages.
2. Run the stages over some articles together under a time limit; answer for each with notes or
   with what was raised. ``MODULE:NAME`` is a function of one article; where ``MODULE`` has a
   ``NAME_together``, that takes a list of them.
3. A stage that does not end, even inside C code, ends this process. The parent then asks for each
   article alone, and sees which was at work.
"""

from __future__ import annotations

import faulthandler
import gc
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib import import_module
from typing import TypeAlias

import msgspec

from sumber.corpus.facts import kept
from sumber.frames import Answering, said, serve
from sumber.records import Article, Notes

TOGETHER = 32
CHARACTERS = 120_000
"""Articles, and their characters, that are annotated together at the most."""
COLLECT_AFTER = 100_000
"""New objects after which those in cycles are looked for: there are few."""
Annotate: TypeAlias = Callable[[list[Article]], Iterable[Notes | Exception]]


class Answer(msgspec.Struct, frozen=True, array_like=True):
    """What came of one article: its notes, or what was raised."""

    notes: Notes | None = None
    raised: str = ""


def main() -> None:
    """Serve until standard input ends."""
    serve(_answering)


def _answering() -> Answering:
    name, limit = sys.argv[1:]
    annotate = _load(name)
    settle()
    articles = msgspec.msgpack.Decoder(list[Article])

    def answering(frame: bytes) -> Iterator[Answer]:
        for part in batched(articles.decode(frame)):
            yield from _answers(annotate, part, float(limit))

    return answering


def settle() -> None:
    """Leave what is loaded out of the search for cycles, and search rarely."""
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER)


def batched(articles: list[Article]) -> Iterator[list[Article]]:
    """Yield the articles in parts that are annotated together: few, and not long."""
    part: list[Article] = []
    size = 0
    for article in articles:
        if part and (len(part) == TOGETHER or size + len(article.text) > CHARACTERS):
            yield part
            part, size = [], 0
        part.append(article)
        size += len(article.text)
    if part:
        yield part


def _load(name: str) -> Annotate:
    module, function = name.split(":")
    home = import_module(module)
    together: Annotate | None = getattr(home, f"{function}_together", None)
    return together or partial(_one_by_one, getattr(home, function))


def _one_by_one(
    annotate: Callable[[Article], Notes], articles: list[Article]
) -> Iterator[Notes | Exception]:
    for article in articles:
        try:
            yield annotate(article)
        except Exception as error:
            yield error


def _answers(annotate: Annotate, articles: list[Article], limit: float) -> Iterator[Answer]:
    """Yield an answer for each article; until the next one there may pass ``limit`` seconds."""
    faulthandler.dump_traceback_later(limit, exit=True)
    for found in annotate(articles):
        faulthandler.cancel_dump_traceback_later()
        yield Answer(raised=said(found)) if isinstance(found, Exception) else Answer(kept(found))
        faulthandler.dump_traceback_later(limit, exit=True)
    faulthandler.cancel_dump_traceback_later()


if __name__ == "__main__":
    main()

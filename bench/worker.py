"""One annotator in a process of its own: ``python -m bench.worker sumber|spacy``.

Reads a JSON array of articles from each line of standard input, annotates them and answers with a
line ``{"wall": seconds, "cpu": seconds, "peak": bytes}``. A first such line says that it is ready.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import msgspec

from sumber.records import Article

Annotator: TypeAlias = Callable[[Sequence[Article]], None]

LABELS = ("PERSON", "ORG", "LOC", "ROLE", "AFFILIATION", "DATE")


class Answer(msgspec.Struct, frozen=True):
    """What annotating one batch took; ``peak`` is the most memory the process has held so far."""

    peak: int
    wall: float = 0.0
    cpu: float = 0.0


def sumber() -> Annotator:
    """Return all stages of sumber, run as a worker of the corpus runs them.

    What a worker loads after its first articles is loaded here before them, as spaCy's model is.
    """
    from sumber.corpus.worker import batched, settle
    from sumber.model.haste import hasten
    from sumber.stages import annotate_together

    hasten()
    settle()

    def run(articles: Sequence[Article]) -> None:
        for part in batched(list(articles)):
            annotate_together(part)

    return run


def spacy() -> Annotator:
    """Return spaCy's default ``ner`` pipeline (tok2vec and ner, as ``init config`` writes it).

    Its weights are random: they cost what trained ones cost, and find nothing of use.
    """
    from spacy.cli.init_config import init_config
    from spacy.util import load_model_from_config

    config = init_config(lang="id", pipeline=["ner"], optimize="efficiency", gpu=False)
    model = load_model_from_config(config, auto_fill=True)
    for label in LABELS:
        model.get_pipe("ner").add_label(label)
    model.initialize()

    def run(articles: Sequence[Article]) -> None:
        for _ in model.pipe(article.text for article in articles):
            pass

    return run


ANNOTATORS: dict[str, Callable[[], Annotator]] = {"sumber": sumber, "spacy": spacy}


def peak_memory() -> int:
    """Return the most bytes of memory that this process has held at once."""
    status = Path("/proc/self/status")
    if status.exists():  # unlike getrusage, free of what the parent held
        lines = status.read_text().splitlines()
        return int(next(line.split()[1] for line in lines if line.startswith("VmHWM:"))) * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def timed(run: Annotator, articles: Sequence[Article]) -> Answer:
    """Annotate a batch and return what it took."""
    wall, cpu = time.perf_counter(), time.process_time()
    run(articles)
    took = time.perf_counter() - wall, time.process_time() - cpu
    return Answer(peak_memory(), *took)


def main(name: str) -> None:
    """Answer batches until standard input ends."""
    run = ANNOTATORS[name]()
    decoder = msgspec.json.Decoder(list[Article])
    _say(Answer(peak_memory()))
    for line in sys.stdin.buffer:
        _say(timed(run, decoder.decode(line)))


def _say(answer: Any) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(answer) + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[1])

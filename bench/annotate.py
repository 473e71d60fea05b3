"""How fast sumber annotates, beside spaCy: ``python -m bench.annotate [--articles N]``.

1. Take N articles spread evenly over ``../shared/corpus/bench.jsonl.gz``.
2. Start sumber's stages and a spaCy ``ner`` pipeline, each in a process of its own on one thread.
3. Give both the same batches in turn, so that other load on the machine slows both alike.
4. Print articles and tokens a CPU-second, the peak memory of each process, and the ratios.

A token is a word or a single other sign; both are counted on the same text.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from bench.data import CORPUS, HOUSE, read_articles
from bench.worker import ANNOTATORS, Answer
from sumber.records import Article

TOKEN = re.compile(r"\w+|[^\w\s]")
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
COLUMNS = ("articles/s", "tokens/s", "ms/article", "ready MiB", "peak MiB")
BATCH = 25
MIB = 1 << 20


class Speed(msgspec.Struct, frozen=True):
    """What annotating all articles took: seconds, and bytes held before and at the most."""

    wall: float
    cpu: float
    ready: int
    peak: int


class Worker:
    """An annotator in a process of its own (:mod:`bench.worker`)."""

    def __init__(self, name: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.worker", name],
            cwd=HOUSE,
            env={**os.environ, **dict.fromkeys(THREADS, "1")},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self.ready = self._answer().peak

    def annotate(self, articles: Sequence[Article]) -> Answer:
        """Return what annotating these articles took."""
        assert self._process.stdin is not None
        self._process.stdin.write(msgspec.json.encode(articles) + b"\n")
        self._process.stdin.flush()
        return self._answer()

    def stop(self) -> None:
        """End the process."""
        self._process.communicate()

    def _answer(self) -> Answer:
        assert self._process.stdout is not None
        return msgspec.json.decode(self._process.stdout.readline(), type=Answer)


def sample(count: int) -> list[Article]:
    """Return ``count`` articles spread evenly over the corpus."""
    articles = list(read_articles(CORPUS))
    step = max(1, len(articles) // count)
    return articles[::step][:count]


def race(articles: Sequence[Article]) -> dict[str, Speed]:
    """Give all annotators the same batches in turn; the first batch warms up and is not counted."""
    workers = {name: Worker(name) for name in ANNOTATORS}
    answers: dict[str, list[Answer]] = {name: [] for name in workers}
    for start in range(0, len(articles), BATCH):
        for name, worker in workers.items():
            answers[name].append(worker.annotate(articles[start : start + BATCH]))
    for worker in workers.values():
        worker.stop()
    return {name: _sum(workers[name].ready, answers[name]) for name in workers}


def report(articles: Sequence[Article], speeds: dict[str, Speed]) -> Iterator[str]:
    """Yield the lines of the report."""
    counted = articles[BATCH:]
    tokens = sum(len(TOKEN.findall(article.text)) for article in counted)
    characters = sum(len(article.text) for article in counted)
    yield f"{len(counted)} articles, {tokens} tokens, {characters} characters; {machine()}"
    yield f"{'':8}" + "".join(f"{column:>12}" for column in COLUMNS)
    for name, speed in speeds.items():
        rates = f"{len(counted) / speed.cpu:12.1f}{tokens / speed.cpu:12.0f}"
        cost = f"{1000 * speed.cpu / len(counted):12.2f}"
        yield f"{name:8}{rates}{cost}{speed.ready / MIB:12.0f}{speed.peak / MIB:12.0f}"
    ours, theirs = speeds["sumber"], speeds["spacy"]
    clock = f"{theirs.wall / ours.wall:.1f} by the clock"
    yield f"sumber is {theirs.cpu / ours.cpu:.1f} times as fast by CPU time, {clock}"
    yield f"sumber's peak memory is {ours.peak / theirs.peak:.2f} of spaCy's"


def machine() -> str:
    """Return processor, cores, operating system and Python in one line."""
    cores = f"{os.cpu_count()} cores"
    python = f"Python {platform.python_version()}"
    return ", ".join((processor(), cores, f"{platform.system()} {platform.machine()}", python))


def processor() -> str:
    """Return the name of the processor, as far as the machine tells."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text().splitlines() if told.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor())


def main() -> None:
    """Run the race and print its report."""
    parser = argparse.ArgumentParser(description="measure sumber's stages beside a spaCy pipeline")
    parser.add_argument("--articles", type=int, default=1000, metavar="N", help="how many (1000)")
    count = parser.parse_args().articles
    if not CORPUS.exists():
        sys.exit(f"there is no {CORPUS}: the benchmark needs ../shared")
    articles = sample(count + BATCH)
    print(*report(articles, race(articles)), sep="\n")


def _sum(ready: int, answers: list[Answer]) -> Speed:
    counted = answers[1:]
    return Speed(
        wall=sum(one.wall for one in counted),
        cpu=sum(one.cpu for one in counted),
        ready=ready,
        peak=answers[-1].peak,
    )


if __name__ == "__main__":
    main()

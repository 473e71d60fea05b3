"""What relating takes, step by step: ``python -m bench.relating rates CORPUS | cluster``.

``rates`` relates a corpus from nothing, measures each step's time, rows, bytes and most memory, and
writes them for one article into ``src/sumber/plan/rates.toml``, from which ``sumber relate --plan``
tells what a first run will take.

``cluster`` computes from these rates what 10 million and 1 billion articles need, as a table:
time of the cores, tables on the disk, bytes that pass between machines, memory.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import msgspec

from sumber.children import cores
from sumber.corpus import Corpus
from sumber.plan.estimate import RATES, Rate, measured
from sumber.plan.steps import Kernel, Step
from sumber.plan.working import RELATING
from sumber.relating import all_steps, relate, text_bytes

EVERY: Final = 0.2
"""Seconds between two looks at the memory."""
HEAD: Final = """\
# What each step gives and takes for one article: rows, bytes on the disk, seconds; and the most
# memory, in bytes, while it ran over all {articles} articles. {told}
# Written by `python -m bench.relating rates CORPUS`; do not edit.
articles = {articles}
cores = {cores}
text = {text:.1f}
"""
SIZES: Final = (10_000_000, 1_000_000_000)
MACHINE_CORES, MACHINE_MEMORY = 16, 64 << 30
"""A machine of the cluster for which the table is made."""
DEFLATED: Final = 2.5
"""Bytes of a row in memory and on the wire for each of its bytes in a file, about."""


class Memory(threading.Thread):
    """Looks again and again at what this process and its children hold, step by step."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.step = ""
        self.most: dict[str, int] = {}
        self._ended = threading.Event()

    def run(self) -> None:
        """Look until stopped."""
        while not self._ended.wait(EVERY):
            held = sum(map(_held, _family(os.getpid())))
            self.most[self.step] = max(self.most.get(self.step, 0), held)

    def stop(self) -> None:
        """End the looking."""
        self._ended.set()
        self.join()


def _family(process: int) -> list[int]:
    found = [process]
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        for child in children:
            found += _family(int(child))
    return found


def _held(process: int) -> int:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:"))


def measure(folder: Path) -> dict[str, Any]:
    """Relate a corpus from nothing; return what is written to ``rates.toml``."""
    shutil.rmtree(folder / RELATING, ignore_errors=True)
    articles = Corpus(folder).articles().num_rows
    memory = Memory()
    memory.start()
    report = relate(folder, on_stage=lambda stage: setattr(memory, "step", stage.step))
    memory.stop()
    rates = {
        name: Rate(
            rows=round(ran.rows / articles, 5),
            bytes=round(ran.bytes / articles, 3),
            seconds=round(ran.seconds / articles, 8),
            memory=memory.most.get(name, 0),
        )
        for name, ran in report.steps.items()
    }
    return {"articles": articles, "text": text_bytes(Corpus(folder).snapshot()), "rates": rates}


def write_rates(found: Mapping[str, Any], into: Path = RATES) -> None:
    """Write what was measured as TOML."""
    day = time.strftime("%Y-%m-%d")
    told = (
        f"Measured {day} on {cores()} cores ({platform.machine()}), load {os.getloadavg()[0]:.1f}."
    )
    text = found["text"] / max(1, found["articles"])
    head = HEAD.format(articles=found["articles"], told=told, cores=cores(), text=text)
    steps = (
        f"[steps.{name}]\n" + "".join(f"{key} = {value}\n" for key, value in _fields(rate))
        for name, rate in found["rates"].items()
    )
    into.write_text(head + "\n" + "\n".join(steps), encoding="utf-8")


def _fields(rate: Rate) -> list[tuple[str, Any]]:
    return list(msgspec.structs.asdict(rate).items())


def moved(steps: Mapping[str, Step], rates: Mapping[str, Rate], text: float) -> dict[str, float]:
    """Return for each step the bytes an article that pass between machines, at the most.

    Every row that a join or a group reads is sent once; a kernel's rows are spread anew. Of a view
    the tables below it are read; a pair reads the texts of both articles.
    """

    def read(name: str) -> float:
        step = steps.get(name)
        if step is not None and step.is_view:
            pairs = rates["pairs"].rows if name == "pair_texts" else 0.5
            return sum(map(read, step.reads)) + (2 * pairs - 1) * text
        return text if name == "articles" else rates[name].bytes if name in rates else 0.0

    return {
        name: sum(map(read, step.reads)) * (1 if isinstance(step.runs, Kernel) else DEFLATED)
        for name, step in steps.items()
        if name in rates
    }


def cluster(articles: int, rates: Mapping[str, Rate], text: float, used: int) -> dict[str, float]:
    """Return what so many articles need: hours of one core, of machines, and bytes."""
    steps = {step.name: step for step in all_steps()}
    seconds = sum(rate.seconds for rate in rates.values()) * used * articles
    sent = moved(steps, rates, text)
    return {
        "articles": articles,
        "text": text * articles,
        "tables": sum(rate.bytes for rate in rates.values()) * articles,
        "shuffle": sum(sent.values()) * articles,
        "largest shuffle": max(sent.values()) * articles,
        "core hours": seconds / 3600,
    }


def main() -> None:
    """Measure, or print the table of a cluster."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("what", choices=("rates", "cluster"))
    parser.add_argument("corpus", type=Path, nargs="?")
    options = parser.parse_args()
    if options.what == "rates":
        write_rates(measure(options.corpus))
        return
    held = measured()
    for size in SIZES:
        found = cluster(size, held.steps, held.text, held.cores)
        hours = found["core hours"]
        print(f"{size:>13,} articles")
        for name in ("text", "tables", "shuffle", "largest shuffle"):
            print(f"  {name:16} {found[name] / 1e12:10.3f} TB")
        print(f"  {'core hours':16} {hours:10.0f}")
        for machines in (1, 10, 100):
            taken = hours / (machines * MACHINE_CORES)
            print(f"  {machines:3} machines of {MACHINE_CORES} cores {taken:10.1f} hours")


if __name__ == "__main__":
    main()

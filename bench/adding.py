"""What `sumber add` takes, and what a kill leaves: ``python -m bench.adding [PATH]``.

1. Add the articles of PATH (``../shared/corpus/bench.jsonl.gz``) to a fresh corpus with the command
   line, and watch the memory of all its processes together.
2. Verify every stored fact; add the same again.
3. Add to a second corpus, send SIGKILL half-way, add again, verify, and compare all tables.

Wall time, rate, peak memory (resident, all processes summed, every tenth of a second), exit codes.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from bench.data import CORPUS
from sumber.corpus import Corpus
from sumber.corpus.facts import FACTS

MIB = 1 << 20
PAGE = os.sysconf("SC_PAGE_SIZE")
PAUSE = 0.1
UNTOLD = {"added_at"}  # differs between two runs by its nature


class Run(msgspec.Struct, frozen=True):
    """What one command took."""

    seconds: float
    peak: int
    code: int


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m bench.adding", description=__doc__)
    parser.add_argument("path", type=Path, nargs="?", default=CORPUS)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return _measure(options.path, options.workers, Path(folder))


def _measure(path: Path, workers: int, folder: Path) -> int:
    whole, killed = folder / "whole", folder / "killed"
    adding = ["add", str(path), "--workers", str(workers), "--corpus"]
    first = _run([*adding, str(whole)])
    count = len(Corpus(whole).articles())
    _tell("add", first, f"{count} articles, {count / first.seconds:.0f} articles/s")
    _tell("verify", _run(["verify", "--corpus", str(whole)]))
    _tell("add again", _run([*adding, str(whole)]))
    _tell("add, killed", _run([*adding, str(killed)], kill_after=first.seconds / 2))
    held = len(Corpus(killed).articles())
    _tell("add, resumed", _run([*adding, str(killed)]), f"{held} articles had been held")
    _tell("verify", _run(["verify", "--corpus", str(killed)]))
    same = _contents(whole) == _contents(killed)
    print(f"tables equal to those of the run that was not killed: {same}")
    return 0 if same else 1


def _run(words: list[str], kill_after: float | None = None) -> Run:
    started = time.monotonic()
    command = [sys.executable, "-m", "sumber", *words]
    child = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    peak = 0
    while child.poll() is None:
        peak = max(peak, _memory(child.pid))
        if kill_after is not None and time.monotonic() - started > kill_after:
            child.send_signal(signal.SIGKILL)
        time.sleep(PAUSE)
    return Run(time.monotonic() - started, peak, child.returncode)


def _memory(root: int) -> int:
    """Return the resident bytes of a process and all below it."""
    parents: dict[int, int] = {}
    sizes: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            sizes[int(entry.name)] = int((entry / "statm").read_text().split()[1]) * PAGE
            parents[int(entry.name)] = int(fields[1])
        except (OSError, IndexError):
            continue  # it has ended meanwhile
    family, total = {root}, 0
    for pid in sorted(parents):
        if parents[pid] in family:
            family.add(pid)
    for pid in family:
        total += sizes.get(pid, 0)
    return total


def _contents(folder: Path) -> dict[str, str]:
    """Return a hash of each table's rows, in a fixed order, without what tells the time."""
    corpus = Corpus(folder)
    hashes = {}
    for name in ("articles", *FACTS):
        table = corpus.table(name)
        kept = [column for column in table.column_names if column not in UNTOLD]
        rows = sorted(msgspec.json.encode(row) for row in table.select(kept).to_pylist())
        hashes[name] = hashlib.sha256(b"\n".join(rows)).hexdigest()
    return hashes


def _tell(what: str, run: Run, more: str = "") -> None:
    print(
        f"{what:14}{run.seconds:8.1f} s  peak {run.peak / MIB:6.0f} MiB  exit {run.code:3}  {more}",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())

"""Add invented articles in a process of its own: ``python -m tests.corpus.adder FOLDER N BATCH``.

Prints the count of articles done and the ids of the child processes, line by line.
"""

from __future__ import annotations

import sys
from pathlib import Path

from sumber.corpus import Corpus, Progress, annotating
from tests.corpus.making import made

SLOW = "tests.corpus.annotators:slow"


def children() -> str:
    """Return the ids of this process's children, where the system tells."""
    tasks = Path("/proc/self/task").glob("*/children")
    return " ".join(task.read_text(encoding="ascii").strip() for task in tasks)


def tell(progress: Progress) -> None:
    """Print the progress."""
    print(progress.articles, children(), flush=True)


if __name__ == "__main__":
    annotating.ANNOTATOR = SLOW
    folder, count, batch = sys.argv[1:]
    report = Corpus(folder).add_articles(
        map(made, range(int(count))), workers=2, batch=int(batch), on_progress=tell
    )
    print("interrupted" if report.interrupted else "finished")

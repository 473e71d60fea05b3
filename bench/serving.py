"""How fast the page answers, and whether it bears many visitors at once.

    python -m bench.serving --corpus FOLDER [--grow 100000]

1. With ``--grow`` the tables of the corpus are written again and again under new ids, into a folder
   of their own, until it holds so many articles.
2. `sumber serve` is started on it; 500 mixed requests are drawn by a seed from what it holds: every
   kind of page, searches, checks, twins.
3. They are asked one after the other, then by 20 visitors at once for a minute.

Printed: seconds until the page answers, processor time a request (which other work on the machine
changes little) and the machine's load, memory, bytes on disk beside those of the text, and
milliseconds in the middle, at the 95th percentile and at most, for all and by kind of page.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import quote, urlencode

import pyarrow as pa
import pyarrow.compute as pc

from sumber.corpus import Corpus
from sumber.corpus.schema import OWNERS, TABLES
from sumber.corpus.store import writing
from sumber.web.keys import encode

USERS: Final = 20
SECONDS: Final = 60
REQUESTS: Final = 500
AT_ONCE: Final = 20
"""Copies of the tables that are written in one change."""


class Answered(NamedTuple):
    """One request: its kind of page, the answer's status, and the seconds it took."""

    kind: str
    status: int
    seconds: float


def grown(source: Corpus, folder: Path, articles: int) -> Corpus:
    """Return a corpus of so many articles, made of copies of another's under new ids."""
    if (folder / "corpus.json").exists():
        return Corpus(folder)
    tables = {name: source.table(name) for name in TABLES}
    copies = -(-articles // max(1, tables["articles"].num_rows))
    with writing(folder, create=True) as writer:
        for first in range(0, copies, AT_ONCE):
            numbers = range(first, min(first + AT_ONCE, copies))
            writer.append(
                {
                    name: pa.concat_tables([copied(name, own, n) for n in numbers])
                    for name, own in tables.items()
                    if own.num_rows
                }
            )
    return Corpus(folder)


def copied(name: str, rows: Any, number: int) -> Any:
    """Return the rows of a table with ``-number`` behind every id of an article."""
    columns = [
        *OWNERS.get(name, ()),
        *({"stories": ["story"], "variants": ["utterance"]}.get(name, [])),
    ]
    if name == "passages":
        columns.append("origin")
    for column in columns:
        at = rows.schema.get_field_index(column)
        ids = pc.binary_join_element_wise(rows.column(column), f"{number:03d}", "-")
        rows = rows.set_column(at, rows.schema.field(at), ids)
    return rows


@contextmanager
def served(folder: Path) -> Iterator[tuple[int, int, float]]:
    """Serve a corpus; give the port, the process's id and the seconds until it answered."""
    begun = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "sumber", "serve", "--corpus", str(folder), "--lang", "en"],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        found = re.search(r":(\d+)/", process.stdout.readline())
        assert found is not None, "the page did not start"
        try:
            yield int(found[1]), process.pid, time.perf_counter() - begun
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)


def asked(port: int, path: str) -> Any:
    """Return the JSON twin at a path."""
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    client.request("GET", path)
    return json.loads(client.getresponse().read())


def drawn(corpus: Corpus, port: int, dice: random.Random) -> list[str]:
    """Return so many addresses of every kind, drawn from what the corpus holds."""
    quotes = corpus.quotes(limit=4000).to_pylist()
    articles = [row["id"] for row in corpus.articles().slice(0, 20_000).to_pylist()]
    lists = {
        name: [row[key] for page in (1, 2, 3) for row in _rows(port, name, page)]
        for name, key in (
            ("people", "person"), ("outlets", "outlet"), ("sources", "key"), ("stories", "story"),
        )
    }  # fmt: skip
    makers: dict[str, Callable[[], str]] = {
        "home": lambda: "/",
        "search": lambda: f"/search?{urlencode({'q': _words(dice, quotes)})}",
        "search in articles": lambda: (
            f"/search?in=article&{urlencode({'q': _words(dice, quotes)})}"
        ),
        "people": lambda: f"/people?name={quote(dice.choice('aeiou') + dice.choice('nrst'))}",
        "person": lambda: f"/person/{encode(dice.choice(lists['people']))}",
        "outlets": lambda: "/outlets",
        "outlet": lambda: f"/outlet/{encode(dice.choice(lists['outlets']))}",
        "sources": lambda: "/sources",
        "source": lambda: f"/source/{encode(dice.choice(lists['sources']))}",
        "stories": lambda: f"/stories?page={dice.randint(1, 3)}",
        "story": lambda: f"/story/{encode(dice.choice(lists['stories'] or ['']))}",
        "article": lambda: f"/article/{encode(dice.choice(articles))}",
        "article.json": lambda: f"/article/{encode(dice.choice(articles))}.json",
        "quotation": lambda: _quotation(dice.choice(quotes)),
        "compare": lambda: f"/compare?{urlencode({'a': dice.choice(articles), 'b': articles[0]})}",
        "check": lambda: f"/check?{urlencode({'text': _claim(dice.choice(quotes))})}",
        "corpus": lambda: "/corpus",
    }
    kinds = list(makers)
    return [makers[kinds[n % len(kinds)]]() for n in range(REQUESTS)]


def _rows(port: int, name: str, page: int) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = asked(port, f"/{name}.json?page={page}")["tables"][name]["rows"]
    return rows


def _words(dice: random.Random, quotes: list[dict[str, Any]]) -> str:
    words = re.findall(r"\w{4,}", dice.choice(quotes)["quote"]) or ["banjir"]
    return " ".join(dice.sample(words, min(len(words), dice.randint(1, 2))))


def _quotation(row: dict[str, Any]) -> str:
    return f"/quotation/{encode(row['article'])}?{urlencode({'s': row['statement']})}"


def _claim(row: dict[str, Any]) -> str:
    return f'"{row["quote"][:300]}," kata {row["who"] or "dia"}.'


def visit(port: int, paths: list[str], until: float | None = None) -> list[Answered]:
    """Ask for the paths one after the other; with ``until`` over and over up to that time."""
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    answers: list[Answered] = []
    while True:
        for path in paths:
            begun = time.perf_counter()
            if until is not None and begun > until:
                return answers
            answers.append(_asked(client, path, begun))
        if until is None:
            return answers


def _asked(client: http.client.HTTPConnection, path: str, begun: float) -> Answered:
    kind = re.split(r"[/?.]", path[1:])[0] or "home"
    try:
        client.request("GET", path)
        answer = client.getresponse()
        answer.read()
        return Answered(kind, answer.status, time.perf_counter() - begun)
    except (OSError, http.client.HTTPException):
        client.close()
        return Answered(kind, 0, time.perf_counter() - begun)


def crowd(port: int, paths: list[str], dice: random.Random) -> list[Answered]:
    """Let many visitors ask at once for a while, each in an order of their own."""
    until = time.perf_counter() + SECONDS
    answers: list[list[Answered]] = []
    orders = [dice.sample(paths, len(paths)) for _ in range(USERS)]
    threads = [
        threading.Thread(target=lambda order=order: answers.append(visit(port, order, until)))
        for order in orders
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [one for own in answers for one in own]


def told(name: str, answers: list[Answered]) -> str:
    """Return a line: how many, how many failed, milliseconds in the middle, at 95 % and at most."""
    times = sorted(one.seconds * 1000 for one in answers)
    failed = sum(one.status != 200 for one in answers)
    at = [times[min(len(times) - 1, int(len(times) * part))] for part in (0.5, 0.95, 1)]
    return f"{name:24}{len(times):8}{failed:8}{at[0]:10.1f}{at[1]:10.1f}{at[2]:10.1f}"


def by_kind(answers: list[Answered]) -> list[str]:
    """Return a line for each kind of page, the slowest first."""
    kinds: dict[str, list[Answered]] = defaultdict(list)
    for one in answers:
        kinds[one.kind].append(one)
    ordered = sorted(kinds.items(), key=lambda pair: -max(one.seconds for one in pair[1]))
    return [told(kind, own) for kind, own in ordered]


def processor(pid: int) -> float:
    """Return the seconds that a process has had of all cores."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> float:
    """Return the resident memory of a process in MB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) / 1024 if found else 0.0


def sizes(corpus: Corpus) -> str:
    """Return the bytes on disk and those of the texts."""
    with corpus.snapshot().connect("articles") as connection:
        row = connection.sql("SELECT sum(strlen(text)) FROM articles").fetchall()[0]
    disk = sum(file.stat().st_size for file in corpus.folder.rglob("*") if file.is_file())
    return f"text {row[0] / 1e6:.0f} MB, on disk {disk / 1e6:.0f} MB ({disk / row[0]:.2f} times)"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the page.")
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--grow", type=int, default=0, help="articles to measure with")
    parser.add_argument("--into", type=Path, help="folder of the grown corpus")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--alone", action="store_true", help="leave the crowd out")
    asked_for = parser.parse_args()
    corpus, dice = Corpus(asked_for.corpus), random.Random(asked_for.seed)
    if asked_for.grow:
        into = asked_for.into or asked_for.corpus.with_name(f"{asked_for.corpus.name}-grown")
        corpus = grown(corpus, into, asked_for.grow)
    with served(corpus.folder) as (port, pid, seconds):
        print(f"{len(corpus.articles()):,} articles; first answer after {seconds:.1f} s")
        paths = drawn(corpus, port, dice)
        visit(port, paths[:34])
        begun = processor(pid)
        answers = visit(port, paths)
        spent = 1000 * (processor(pid) - begun) / len(answers)
        load = os.getloadavg()[0]
        print(f"{'':24}{'asked':>8}{'failed':>8}{'ms 50 %':>10}{'95 %':>10}{'most':>10}")
        print("\n".join([told("one after the other", answers), *by_kind(answers)]))
        print(f"processor {spent:.1f} ms a request; load of the machine {load:.1f}")
        if not asked_for.alone:
            print(told(f"{USERS} at once, {SECONDS} s", crowd(port, paths, dice)))
        print(f"memory {memory(pid):.0f} MB; {sizes(corpus)}")


if __name__ == "__main__":
    main()

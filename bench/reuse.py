"""Text reuse beside the peers: ``python -m bench.reuse DIR [--tools …] [--growth N,…]``.

``DIR`` holds ``articles.jsonl`` and ``truth.jsonl`` as ``../shared/reuse/plant.py`` writes them.
Each tool reads the same articles in a process of its own. Printed for each: seconds from the texts
in memory to what is found, those of all cores together, the most memory held, the recall of planted
pairs by their kind, and precision. sumber runs twice, the first time over a few articles, since the
first use ever compiles. The peers find whole copies by MinHash over runs of five words (threshold
0.5); they have no spans. With ``--rounds N`` all tools run N times in turn and the quickest time of
each counts: in the first round memory may come from a machine that has lent it elsewhere, which
costs the first tool most.

``--growth`` measures sumber alone over N articles, made of those of ``DIR`` (10,000, say) as often
as it takes: each time the letters of all texts are exchanged by another rule, vowels for vowels, so
that one time shares no words with another, and the share of copies and the size of groups are the
same at each N. ``--memory`` sets how many bytes sumber may take beside the articles.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

HOUSE = Path(__file__).resolve().parent.parent
TOOLS = ("sumber", "gaoya", "rensa", "datasketch")
THRESHOLD = 0.5
PERMUTATIONS = 128
BANDS = 32
SHINGLE = 5
WARM = 200
Pair: TypeAlias = tuple[str, str]
Find: TypeAlias = Callable[[], Any]
"""What is timed: from the texts to what a tool gives."""
Read: TypeAlias = Callable[[Any], Iterator[Pair]]
"""Reads the pairs of articles of what a tool gives, by their ids."""


def main() -> None:
    """Measure the tools one after the other."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tools", default=",".join(TOOLS))
    parser.add_argument("--growth", default="")
    parser.add_argument("--memory", type=int, default=None)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--worker", choices=TOOLS, help=argparse.SUPPRESS)
    parser.add_argument("--first", type=int, default=None, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        _work(options.worker, options.folder, options.first, options.memory)
    elif options.growth:
        sizes = [int(size) for size in options.growth.split(",")]
        _growth(options.folder, sizes, options.memory, options.rounds)
    else:
        _beside(options.folder, options.tools.split(","), options.rounds)


def _quickest(rounds: Iterable[Sequence[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Return of each one's times, a round's in a row, the quickest."""
    return [min(own, key=lambda told: told["seconds"]) for own in zip(*rounds, strict=True)]


def _beside(folder: Path, tools: Sequence[str], rounds: int) -> None:
    truth = _truth(folder)
    for tool, told in zip(
        tools, _quickest([_run(folder, tool) for tool in tools] for _ in range(rounds)), strict=True
    ):
        told["pairs"] = {tuple(pair) for pair in told["pairs"]}
        print(f"{tool:11} {told['seconds']:8.2f} s, {told['worked']:.2f} s of cores", end="")
        print(f" {told['peak']:14,} bytes", end="")
        print(f"  {told['documents']:,} documents, {told['bytes']:,} bytes of text")
        print(f"{'':11} {_scores(truth, told['pairs'])}", flush=True)


def _growth(folder: Path, sizes: Sequence[int], memory: int | None, rounds: int) -> None:
    for told in _quickest(
        [_run(folder, "sumber", size, memory) for size in sizes] for _ in range(rounds)
    ):
        each = told["seconds"] / max(1, told["documents"]) * 1e6
        print(
            f"{told['documents']:>9,} documents {told['seconds']:8.2f} s {each:7.1f} µs each, "
            f"{told['worked']:.2f} s of cores, {told['passages']:,} passages, "
            f"{told['peak']:,} bytes at most ({told['before']:,} before it began, "
            f"{told['given']:,} of passages), "
            f"{told['bytes']:,} bytes of text",
            flush=True,
        )


def _run(
    folder: Path, tool: str, first: int | None = None, memory: int | None = None
) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.reuse", str(folder), "--worker", tool]
    command += ["--first", str(first)] if first else []
    command += ["--memory", str(memory)] if memory is not None else []
    told = subprocess.run(command, cwd=HOUSE, check=True, stdout=subprocess.PIPE)
    found: dict[str, Any] = json.loads(told.stdout)
    return found


def _truth(folder: Path) -> dict[Pair, str]:
    lines = (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines()
    rows = (json.loads(line) for line in lines)
    return {(min(row["a"], row["b"]), max(row["a"], row["b"])): row["kind"] for row in rows}


def _scores(truth: dict[Pair, str], found: set[Pair]) -> str:
    planted, met = Counter(truth.values()), Counter(truth[p] for p in found if p in truth)
    kinds = [f"{kind} {100 * met[kind] / planted[kind]:.1f}" for kind in sorted(planted)]
    right = sum(met.values())
    return (
        f"recall {100 * right / max(1, len(truth)):.1f} ({', '.join(kinds)}), "
        f"precision {100 * right / max(1, len(found)):.1f}"
    )


def _work(tool: str, folder: Path, first: int | None, memory: int | None) -> None:
    """Run one tool over the articles and print what it took, as JSON."""
    finders: dict[str, Callable[[Any], tuple[Find, Read]]] = {
        "sumber": partial(_sumber, memory=memory),
        "gaoya": _gaoya,
        "rensa": _rensa,
        "datasketch": _datasketch,
    }
    articles = _articles(folder / "articles.jsonl")
    articles = _grown(articles, first) if first else articles
    find, read = finders[tool](articles)
    before = _peak()
    started = time.perf_counter()
    worked = time.process_time()
    met = find()
    worked = time.process_time() - worked
    seconds = time.perf_counter() - started
    peak = _peak()
    found = list(read(met))
    pairs = sorted({(min(pair), max(pair)) for pair in found}) if first is None else []
    size = int(articles["text"].nbytes)
    told = {
        "seconds": seconds,
        "worked": worked,
        "peak": peak,
        "before": before,
        "documents": len(articles),
        "bytes": size,
        "passages": len(found),
        "given": int(getattr(met, "nbytes", 0)),
    }
    print(json.dumps({**told, "pairs": pairs}))


def _peak() -> int:
    """Return the most bytes that this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _articles(path: Path) -> Any:
    """Return the articles as a table, read piece by piece so that reading takes little memory."""
    import pyarrow as pa

    schema = pa.schema([(n, pa.string()) for n in ("id", "outlet", "published")])
    schema = schema.append(pa.field("text", pa.large_string()))
    batches, rows = [], []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            rows.append(json.loads(line))
            if len(rows) == 5000:
                batches.append(pa.RecordBatch.from_pylist(rows, schema))
                rows = []
    batches.append(pa.RecordBatch.from_pylist(rows, schema))
    return pa.Table.from_batches(batches)


def _grown(articles: Any, size: int) -> Any:
    """Return so many articles: the given ones again and again, each time with other letters."""
    import pyarrow as pa
    import pyarrow.compute as pc

    whole = articles.combine_chunks()
    text = whole["text"].chunk(0)
    pieces = []
    for nth in range(-(-size // len(whole))):
        letters = text.buffers()[2].to_pybytes().translate(_exchanged(nth))
        held = (len(text), text.buffers()[1], pa.py_buffer(letters))
        texts = pa.LargeStringArray.from_buffers(*held, None, 0, text.offset)
        ids = pc.binary_join_element_wise(whole["id"], str(nth), "-")
        columns = [ids, whole["outlet"], whole["published"], texts]
        pieces.append(pa.table(columns, whole.column_names))
    return pa.concat_tables(pieces).slice(0, size)


def _exchanged(nth: int) -> bytes:
    """Return a table that exchanges letters, vowels for vowels; another for each number."""
    pick, table = random.Random(nth), list(range(256))
    for letters in ("aeiou", "bcdfghjklmnpqrstvwxyz"):
        others = pick.sample(letters, len(letters))
        for one, other in zip(letters, others, strict=True):
            table[ord(one)], table[ord(one.upper())] = ord(other), ord(other.upper())
    return bytes(table)


def _sumber(articles: Any, memory: int | None) -> tuple[Find, Read]:
    from sumber.reuse import find_passages

    find_passages(articles.slice(0, WARM))

    def read(found: Any) -> Iterator[Pair]:
        kinds = found["kind"].to_pylist()
        pairs = zip(found["a"].to_pylist(), found["b"].to_pylist(), strict=True)
        kept = zip(pairs, kinds, strict=True)
        return (pair for pair, kind in kept if kind not in ("formula", "boilerplate"))

    return lambda: find_passages(articles, memory=memory), read


def _by_places(ids: Sequence[str]) -> Read:
    """Return what reads pairs of places."""
    return lambda found: iter((ids[a], ids[b]) for a, b in found)


def _gaoya(articles: Any) -> tuple[Find, Read]:
    from gaoya.minhash import MinHashStringIndex

    ids, texts = articles["id"].to_pylist(), articles["text"].to_pylist()

    def find() -> list[tuple[int, int]]:
        index = MinHashStringIndex(
            hash_size=32,
            jaccard_threshold=THRESHOLD,
            num_bands=BANDS,
            band_size=PERMUTATIONS // BANDS,
            analyzer="word",
            lowercase=True,
            ngram_range=(SHINGLE, SHINGLE),
        )
        index.par_bulk_insert_docs(list(range(len(texts))), texts)
        found = index.par_bulk_query(texts)
        return [(a, b) for a, some in enumerate(found) for b in some if a < b]

    return find, _by_places(ids)


def _shingles(text: str) -> list[str]:
    words = text.lower().split()
    runs = list(map(" ".join, zip(*(words[at:] for at in range(SHINGLE)), strict=False)))
    return runs or [" ".join(words)]


def _alike(
    sketches: Sequence[Any], candidates: Iterable[Iterable[int]]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of articles whose sketches agree enough; ``candidates`` are for each."""
    for a, some in enumerate(candidates):
        for b in some:
            if a < b and sketches[a].jaccard(sketches[b]) >= THRESHOLD:
                yield a, b


def _rensa(articles: Any) -> tuple[Find, Read]:
    from rensa import RMinHash, RMinHashLSH

    ids, texts = articles["id"].to_pylist(), articles["text"].to_pylist()

    def find() -> list[tuple[int, int]]:
        shingles = (_shingles(text) for text in texts)
        sketches = RMinHash.from_token_sets(shingles, num_perm=PERMUTATIONS, seed=1)
        lsh = RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=BANDS)
        lsh.insert_many(sketches)
        return list(_alike(sketches, lsh.query_all(sketches)))

    return find, _by_places(ids)


def _datasketch(articles: Any) -> tuple[Find, Read]:
    from datasketch import MinHash, MinHashLSH

    ids, texts = articles["id"].to_pylist(), articles["text"].to_pylist()

    def find() -> list[tuple[int, int]]:
        shingles = ([one.encode() for one in _shingles(text)] for text in texts)
        sketches = list(MinHash.generator(shingles, num_perm=PERMUTATIONS))
        lsh = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
        for at, sketch in enumerate(sketches):
            lsh.insert(at, sketch, check_duplication=False)
        return list(_alike(sketches, map(lsh.query, sketches)))

    return find, _by_places(ids)


if __name__ == "__main__":
    main()

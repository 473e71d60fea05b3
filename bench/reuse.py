"""Text reuse beside the peers: ``python -m bench.reuse DIR [--tools …] [--growth N,…]``.

``DIR`` holds ``articles.jsonl`` and ``truth.jsonl`` as ``../shared/reuse/plant.py`` writes them.
Each tool reads the same articles in a process of its own. Printed for each: seconds from the texts
in memory to the found pairs, those of all cores together, the most memory held, the recall of
planted pairs by their kind, and precision. sumber runs twice, the first time over a few articles,
since the first use ever compiles. The peers find whole copies by MinHash over runs of five words
(threshold 0.5); they have no spans.

``--growth`` measures sumber alone over the first N articles of each size.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
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


def main() -> None:
    """Measure the tools one after the other."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--tools", default=",".join(TOOLS))
    parser.add_argument("--growth", default="")
    parser.add_argument("--worker", choices=TOOLS, help=argparse.SUPPRESS)
    parser.add_argument("--first", type=int, default=None, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        _work(options.worker, options.folder, options.first)
    elif options.growth:
        _growth(options.folder, [int(size) for size in options.growth.split(",")])
    else:
        _beside(options.folder, options.tools.split(","))


def _beside(folder: Path, tools: Sequence[str]) -> None:
    truth = _truth(folder)
    for tool in tools:
        told = _run(folder, tool)
        told["pairs"] = {tuple(pair) for pair in told["pairs"]}
        print(f"{tool:11} {told['seconds']:8.2f} s, {told['worked']:.2f} s of cores", end="")
        print(f" {told['peak']:14,} bytes", end="")
        print(f"  {told['documents']:,} documents, {told['bytes']:,} bytes of text")
        print(f"{'':11} {_scores(truth, told['pairs'])}", flush=True)


def _growth(folder: Path, sizes: Iterable[int]) -> None:
    for size in sizes:
        told = _run(folder, "sumber", size)
        each = told["seconds"] / max(1, told["documents"]) * 1e6
        print(
            f"{told['documents']:>9,} documents {told['seconds']:8.2f} s {each:7.1f} µs each, "
            f"{told['worked']:.2f} s of cores, "
            f"{told['peak']:14,} bytes at most, {told['bytes']:,} bytes of text",
            flush=True,
        )


def _run(folder: Path, tool: str, first: int | None = None) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.reuse", str(folder), "--worker", tool]
    command += ["--first", str(first)] if first else []
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


def _work(tool: str, folder: Path, first: int | None) -> None:
    """Run one tool over the articles and print what it took, as JSON."""
    finders: dict[str, Callable[[Any], Callable[[], Iterator[Pair]]]] = {
        "sumber": _sumber,
        "gaoya": _gaoya,
        "rensa": _rensa,
        "datasketch": _datasketch,
    }
    articles = _articles(folder / "articles.jsonl", first)
    run = finders[tool](articles)
    started = time.perf_counter()
    worked = time.process_time()
    found = run()
    worked = time.process_time() - worked
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    pairs = sorted({(min(pair), max(pair)) for pair in found})
    size = int(articles["text"].nbytes)
    told = {
        "seconds": seconds,
        "worked": worked,
        "peak": peak,
        "documents": len(articles),
        "bytes": size,
    }
    print(json.dumps({**told, "pairs": pairs if first is None else []}))


def _articles(path: Path, first: int | None) -> Any:
    """Return the articles as a table, read piece by piece so that reading takes little memory."""
    import pyarrow as pa

    schema = pa.schema([(n, pa.string()) for n in ("id", "outlet", "published")])
    schema = schema.append(pa.field("text", pa.large_string()))
    batches, rows = [], []
    with path.open(encoding="utf-8") as lines:
        for nth, line in enumerate(lines):
            if nth == first:
                break
            rows.append(json.loads(line))
            if len(rows) == 5000:
                batches.append(pa.RecordBatch.from_pylist(rows, schema))
                rows = []
    batches.append(pa.RecordBatch.from_pylist(rows, schema))
    return pa.Table.from_batches(batches)


def _sumber(articles: Any) -> Callable[[], Iterator[Pair]]:
    from sumber.reuse import find_passages

    find_passages(articles.slice(0, WARM))

    def run() -> Iterator[Pair]:
        found = find_passages(articles)
        kinds = found["kind"].to_pylist()
        pairs = zip(found["a"].to_pylist(), found["b"].to_pylist(), strict=True)
        kept = zip(pairs, kinds, strict=True)
        return (pair for pair, kind in kept if kind not in ("formula", "boilerplate"))

    return run


def _gaoya(articles: Any) -> Callable[[], Iterator[Pair]]:
    from gaoya.minhash import MinHashStringIndex

    ids, texts = articles["id"].to_pylist(), articles["text"].to_pylist()

    def run() -> Iterator[Pair]:
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
        return iter([(ids[a], ids[b]) for a, some in enumerate(found) for b in some if a < b])

    return run


def _shingles(text: str) -> list[str]:
    words = text.lower().split()
    runs = list(map(" ".join, zip(*(words[at:] for at in range(SHINGLE)), strict=False)))
    return runs or [" ".join(words)]


def _alike(
    ids: Sequence[str], sketches: Sequence[Any], candidates: Iterable[Iterable[int]]
) -> Iterator[Pair]:
    """Yield the pairs of articles whose sketches agree enough; ``candidates`` are for each."""
    for a, some in enumerate(candidates):
        for b in some:
            if a < b and sketches[a].jaccard(sketches[b]) >= THRESHOLD:
                yield ids[a], ids[b]


def _rensa(articles: Any) -> Callable[[], Iterator[Pair]]:
    from rensa import RMinHash, RMinHashLSH

    ids, texts = articles["id"].to_pylist(), articles["text"].to_pylist()

    def run() -> Iterator[Pair]:
        shingles = (_shingles(text) for text in texts)
        sketches = RMinHash.from_token_sets(shingles, num_perm=PERMUTATIONS, seed=1)
        lsh = RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=BANDS)
        lsh.insert_many(sketches)
        return iter(list(_alike(ids, sketches, lsh.query_all(sketches))))

    return run


def _datasketch(articles: Any) -> Callable[[], Iterator[Pair]]:
    from datasketch import MinHash, MinHashLSH

    ids, texts = articles["id"].to_pylist(), articles["text"].to_pylist()

    def run() -> Iterator[Pair]:
        shingles = ([one.encode() for one in _shingles(text)] for text in texts)
        sketches = list(MinHash.generator(shingles, num_perm=PERMUTATIONS))
        lsh = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
        for at, sketch in enumerate(sketches):
            lsh.insert(at, sketch, check_duplication=False)
        return iter(list(_alike(ids, sketches, map(lsh.query, sketches))))

    return run


if __name__ == "__main__":
    main()

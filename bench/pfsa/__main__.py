"""Train sumber's code on PFSA-ID, and label articles with what it learned; for measuring only.

``python -m bench.pfsa train TRAIN.jsonl.gz [--out DIR] [--first N]`` learns from labelled articles.
``python -m bench.pfsa predict IN.jsonl OUT.jsonl [--model DIR]`` writes ``id`` and ``labels``, told
from ``text`` and ``offsets`` alone.
"""

from __future__ import annotations

import argparse
import sys
import zlib
from pathlib import Path

import msgspec

from bench.pfsa.reading import predict
from bench.pfsa.rows import read_rows
from bench.pfsa.training import train
from sumber.model.store import load_models, pack

FOLDER = Path("build") / "pfsa"
FILE = "model.msgpack"


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 2 where the input cannot be used."""
    options = _parser().parse_args(arguments)
    try:
        if options.command == "train":
            _train(options.train, options.out, options.first)
        else:
            _predict(options.articles, options.labels, options.model)
    except (OSError, EOFError, ValueError, zlib.error) as error:
        print(f"bench.pfsa: {error}", file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.pfsa", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    learn = commands.add_parser("train", help="learn from labelled articles")
    learn.add_argument("train", type=Path)
    learn.add_argument("--out", type=Path, default=FOLDER, help="folder of the model")
    learn.add_argument("--first", type=int, help="learn from so many articles only")
    label = commands.add_parser("predict", help="label articles")
    label.add_argument("articles", type=Path)
    label.add_argument("labels", type=Path)
    label.add_argument("--model", type=Path, default=FOLDER, help="folder of the model")
    return parser


def _train(path: Path, out: Path, first: int | None) -> None:
    rows = read_rows(path, labelled=True)
    models = train(rows[:first])
    out.mkdir(parents=True, exist_ok=True)
    data = pack(models)
    (out / FILE).write_bytes(data)
    print(
        f"{out / FILE}: {models.about['articles']} articles, {len(data):,} bytes", file=sys.stderr
    )


def _predict(path: Path, out: Path, folder: Path) -> None:
    rows = read_rows(path, labelled=False)
    models = load_models(folder / FILE)
    if models is None:
        raise ValueError(f"no model in {folder}; run `python -m bench.pfsa train` first")
    with out.open("wb") as stream:
        for row in rows:
            stream.write(msgspec.json.encode({"id": row.id, "labels": predict(row, models)}))
            stream.write(b"\n")


if __name__ == "__main__":
    sys.exit(main())

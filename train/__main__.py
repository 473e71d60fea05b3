"""Train the models: ``python -m train GOLD_FOLDER [--out FILE]``; ``--folds K`` cross-validates.

Cross-validation trains on all articles but one fold and annotates that fold; the predictions of
all folds go to ``--predict FILE`` in the interchange form, for the scorer.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from sumber.export.interchange import as_interchange
from sumber.model.store import MODEL, Models, pack
from sumber.model.tagger import Tagger
from sumber.records import Mention
from sumber.stages import annotate, stages
from sumber.stages.names import find_names
from train.confidence import train_confidence
from train.days import train_days
from train.gold import Example, read_examples
from train.names import train_names
from train.roles import train_roles
from train.sources import train_sources
from train.statements import train_arguments

SEED = 7
INNER_FOLDS = 3
BAGS = 5
OUT = Path(__file__).parent.parent / "src" / "sumber" / "model" / MODEL


def train_models(examples: list[Example]) -> Models:
    """Return models trained on the examples; the second learns from what the first says unseen."""
    mentions = _unseen_mentions(examples)
    names = train_names(examples)
    arguments = train_arguments(examples, mentions, BAGS)
    roles = train_roles(examples, mentions)
    unseen = _unseen_taggers(examples, mentions)
    sources = train_sources(examples, mentions, unseen)
    trust = train_confidence(examples, mentions, unseen, sources)
    days = train_days(examples, mentions, unseen, sources)
    taggers = {"names": names, "roles": roles, "arguments": arguments}
    rankers = {"sources": sources, "confidence": trust, "days": days}
    return Models(taggers, rankers, {"articles": len(examples)})


def _unseen_mentions(examples: list[Example]) -> list[tuple[Mention, ...]]:
    """Return the mentions of each article by a tagger that was not trained on it."""
    found: dict[int, tuple[Mention, ...]] = {}
    for fold in folds(len(examples), INNER_FOLDS):
        held = set(fold)
        tagger = train_names([e for n, e in enumerate(examples) if n not in held])
        for n in fold:
            found[n] = find_names(examples[n].article, examples[n].notes, tagger).mentions
    return [found[n] for n in range(len(examples))]


def _unseen_taggers(examples: list[Example], mentions: list[tuple[Mention, ...]]) -> list[Tagger]:
    """Return for each article a tagger of attributions that was not trained on it."""
    found: dict[int, Tagger] = {}
    for fold in folds(len(examples), INNER_FOLDS):
        rest = [n for n in range(len(examples)) if n not in set(fold)]
        tagger = train_arguments([examples[n] for n in rest], [mentions[n] for n in rest])
        found |= dict.fromkeys(fold, tagger)
    return [found[n] for n in range(len(examples))]


def folds(count: int, parts: int) -> list[list[int]]:
    """Return the numbers below ``count`` in ``parts`` shuffled shares, the same at every run."""
    order = list(range(count))
    random.Random(SEED).shuffle(order)
    return [order[part::parts] for part in range(parts)]


def _one_fold(folder: Path, parts: int, part: int) -> list[str]:
    examples = read_examples(folder)
    held = folds(len(examples), parts)[part]
    steps = stages(train_models([e for n, e in enumerate(examples) if n not in set(held)]))
    return [
        json.dumps(as_interchange(e.article, annotate(e.article, steps)), ensure_ascii=False)
        for e in (examples[n] for n in held)
    ]


def cross_validate(folder: Path, parts: int, out: Path) -> None:
    """Write the predictions of all folds, each by models that did not see its articles."""
    with ProcessPoolExecutor(2) as pool:
        jobs = [pool.submit(_one_fold, folder, parts, part) for part in range(parts)]
        lines = [line for job in jobs for line in job.result()]
    out.write_text("".join(line + "\n" for line in lines), "utf-8")


def main() -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m train", description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--predict", type=Path, default=Path("crossval.jsonl"))
    options = parser.parse_args()
    if options.folds:
        cross_validate(options.gold, options.folds, options.predict)
        return 0
    data = pack(train_models(read_examples(options.gold)))
    options.out.write_bytes(data)
    print(f"{options.out}: {len(data):,} bytes", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""What tells whether a quoted person is a public figure: office, body, rank, age."""

from __future__ import annotations

import math

from bench.pfsa.choice import Weights
from bench.pfsa.introductions import Person
from bench.pfsa.items import Items
from bench.pfsa.speakers import Speaker
from sumber.language import lexicon as lex
from sumber.language.tokens import LOWER, NUMBER
from sumber.stages.clauses import QUOTATION


def quoted_features(items: Items, speaker: Speaker, forms: list[str]) -> list[str]:
    """Return what tells whether this quoted person is a public figure."""
    introduced = speaker.introduced
    found = ["bias", f"tagged{introduced.tagged:d}", f"quotes{min(len(speaker.quoted), 4)}"]
    kinds = [kind for kind, _ in introduced.parts]
    found.append(f"kinds{'R' in kinds:d}{'A' in kinds:d}")
    for kind, (start, end) in introduced.parts:
        lows = items.row.lows[start:end]
        found += [f"{kind}={low}" for low in lows]
        found.append(f"{kind}first={lows[0]}")
        found.append(f"{kind}last={lows[-1]}")
        found.append(f"{kind}shape{items.row.shapes[start]}")
        found.append(f"{kind}side{start < introduced.name[0]:d}")
    found += [f"form={form}" for form in set(forms)]
    found += _around(items, introduced)
    found += [f"t={low}" for low in items.row.lows[slice(*introduced.name)] if low in lex.TITLES]
    found.append(f"size{min(introduced.name[1] - introduced.name[0], 4)}")
    return found


def _around(items: Items, person: Person) -> list[str]:
    start, end = person.name
    lows, sentence = items.row.lows, items.sentence[start]
    found = []
    for at in range(max(0, start - 6), min(len(lows), end + 8)):
        if items.sentence[at] != sentence or start <= at < end or lows[at] == QUOTATION:
            continue
        side = "left" if at < start else "right"
        shape = items.row.shapes[at]
        if shape == NUMBER:
            found.append(f"{side}number")
        else:
            found.append(f"{side}={lows[at]}")
        if shape == LOWER:
            found.append(f"near={lows[at]}")
    after = lows[end : end + 3]
    if after[:1] == ["("] and after[2:] == [")"] and items.row.shapes[end + 1] == NUMBER:
        found.append("aged")
    return found


def probability(features: list[str], weights: Weights) -> float:
    """Return the probability that the weights give to the features."""
    score = sum(weights.get(name, 0.0) for name in features)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))

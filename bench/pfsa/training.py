"""Train all models on labelled articles.

What a later step is told by an earlier one must be as uncertain in training as it will be on new
articles, so the earlier models also say it for articles they were not trained on (stacking,
Wolpert 1992).
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TypeVar

from bench.pfsa.introductions import tag_introductions, train_introductions, view_items
from bench.pfsa.issues import train_issues
from bench.pfsa.labelling import Draft, train_labelling
from bench.pfsa.pairing import train_pairing
from bench.pfsa.reading import itemise
from bench.pfsa.rows import Row, SpanOfTokens, read_labels, tokens_of
from bench.pfsa.spoken import decide, learn_decision, learn_letters, learn_ranking, prepare, resolve
from bench.pfsa.titles import part_titles, train_titles
from sumber.model.store import Models
from sumber.model.tagger import Tagger

SEED = 7
FOLDS = 4
Learned = TypeVar("Learned")


def folds(count: int, parts: int) -> list[list[int]]:
    """Return the numbers below ``count`` in shuffled shares, the same at every run."""
    order = list(range(count))
    random.Random(SEED).shuffle(order)
    return [order[part::parts] for part in range(min(parts, count))]


def train(rows: list[Row]) -> Models:
    """Return the models learned from labelled rows; raises ``ValueError`` for less than two."""
    if len(rows) < 2:
        raise ValueError("training needs two articles or more")
    spans = [read_labels(row.labels) for row in rows]
    pairing = train_pairing(rows, [tokens_of(row) for row in rows])
    items = [itemise(row, pairing) for row in rows]
    views = [view_items(one) for one in items]
    tagged = list(zip(items, views, spans, strict=True))

    def tag(number: int, tagger: Tagger) -> list[str]:
        return tag_introductions(items[number], views[number], tagger)

    introductions = train_introductions(tagged)
    tags = _unseen(len(rows), lambda chosen: train_introductions([tagged[n] for n in chosen]), tag)
    parted = _unseen(
        len(rows),
        lambda chosen: train_titles([(items[n], spans[n]) for n in chosen]),
        lambda n, weights: part_titles(items[n], tags[n], weights),
    )
    drafts = [
        Draft(one, view, own, titles, prepare(one, own))
        for one, view, own, titles in zip(items, views, tags, parted, strict=True)
    ]
    rankers = _train_speakers(drafts, spans)
    labels = train_labelling(drafts, spans)
    marked = list(zip(items, spans, strict=True))
    rankers["issues"], rankers["titles"] = train_issues(marked), train_titles(marked)
    taggers = {"pairing": pairing, "introductions": introductions, "labels": labels}
    return Models(taggers, rankers, {"articles": len(rows), "data": "PFSA-ID"})


def _train_speakers(
    drafts: list[Draft], spans: list[list[SpanOfTokens]]
) -> dict[str, dict[str, float]]:
    """Return the weights for speakers, and leave in the drafts what unseen weights say."""
    known = [(d.items, d.spoken, own) for d, own in zip(drafts, spans, strict=True)]
    speakers = learn_ranking(known)
    for chosen, held in _shares(len(drafts)):
        weights = learn_ranking([known[n] for n in chosen])
        for n in held:
            resolve(drafts[n].items, drafts[n].spoken, weights)
    letters = learn_letters(known)
    figures = learn_decision(known, letters)
    for chosen, held in _shares(len(drafts)):
        part = [known[n] for n in chosen]
        seen = learn_letters(part)
        weights = learn_decision(part, seen)
        for n in held:
            decide(drafts[n].items, drafts[n].spoken, weights, seen)
    return {"speakers": speakers, "figures": figures, "letters": letters}


def _shares(count: int) -> list[tuple[list[int], list[int]]]:
    """Return what to learn from and what to hold out, each number held out once."""
    return [(sorted(set(range(count)) - set(held)), sorted(held)) for held in folds(count, FOLDS)]


def _unseen(
    count: int,
    learn: Callable[[list[int]], Learned],
    say: Callable[[int, Learned], list[str]],
) -> list[list[str]]:
    """Return for each number what is said of it by what was learned without it."""
    found: list[list[str]] = [[] for _ in range(count)]
    for chosen, held in _shares(count):
        learned = learn(chosen)
        for n in held:
            found[n] = say(n, learned)
    return found

"""The steps that read one article, and the models they use."""

from __future__ import annotations

from bench.pfsa.introductions import tag_introductions, view_items
from bench.pfsa.issues import find_issue
from bench.pfsa.items import Items, items_of
from bench.pfsa.labelling import Draft, label
from bench.pfsa.pairing import pair_marks
from bench.pfsa.rows import Row, SpanOfTokens, tokens_of, write_labels
from bench.pfsa.spoken import decide, prepare, resolve
from bench.pfsa.titles import part_titles
from sumber.model.store import Models
from sumber.model.tagger import Tagger


def itemise(row: Row, pairing: Tagger) -> Items:
    """Return the article as items, its quotations paired."""
    tokens = tokens_of(row)
    return items_of(tokens, pair_marks(row.text, tokens, pairing))


def predict(row: Row, models: Models) -> list[str]:
    """Return the BILUO labels of an article, told from its text and offsets."""
    if not row.offsets:
        return []
    items = itemise(row, models.taggers["pairing"])
    seen = view_items(items)
    tags = tag_introductions(items, seen, models.taggers["introductions"])
    spoken = prepare(items, tags)
    resolve(items, spoken, models.rankers["speakers"])
    decide(items, spoken, models.rankers["figures"], models.rankers["letters"])
    parted = part_titles(items, tags, models.rankers["titles"])
    spans = label(Draft(items, seen, tags, parted, spoken), models.taggers["labels"])
    issue = find_issue(items, models.rankers["issues"])
    return write_labels([*_apart(spans, issue), *issue], len(row.offsets))


def _apart(spans: list[SpanOfTokens], issue: list[SpanOfTokens]) -> list[SpanOfTokens]:
    """Return the spans that do not meet the issue."""
    return [
        span
        for span in spans
        if not any(span[1] <= last and first <= span[2] for _, first, last in issue)
    ]

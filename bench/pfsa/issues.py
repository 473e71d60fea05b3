"""Choose the sentence that tells the article's issue: mostly the first behind the dateline."""

from __future__ import annotations

from bench.pfsa.choice import Choices, Weights, fit, shares
from bench.pfsa.introductions import Range, sentence_ranges
from bench.pfsa.items import STOPS, Items
from bench.pfsa.rows import SpanOfTokens
from bench.pfsa.words import DASHES, DATELINE
from sumber.language import lexicon as lex
from sumber.language.tokens import TITLE, UPPER
from sumber.stages.clauses import QUOTATION

LONGEST_DATELINE = 12
LONGEST_HEADING = 6
TRIED = 25


def candidates(items: Items) -> list[Range]:
    """Return the first sentences of an article without their dateline and closing stop."""
    found = []
    for number, (start, end) in enumerate(sentence_ranges(items)[:TRIED]):
        begin = _after_dateline(items, start, end) if number == 0 else start
        last = end - 1 if items.row.lows[end - 1] in STOPS else end
        if begin < last:
            found.append((begin, last))
    return found


def _after_dateline(items: Items, start: int, end: int) -> int:
    """Return where the sentence begins behind *KOTA, KOMPAS —* or a heading run into it."""
    for at in range(start, min(end, start + LONGEST_DATELINE)):
        if items.row.lows[at] in DASHES and DATELINE & set(items.row.lows[start:at]):
            return at + 1
    for at in range(start + 1, min(end, start + LONGEST_HEADING)):
        if items.row.lows[at] in lex.OPENERS and items.row.shapes[at] == TITLE:
            return at
    return start


def features(items: Items, ranges: list[Range]) -> list[list[str]]:
    """Return the features of each candidate."""
    found = []
    dateline = bool(ranges) and ranges[0][0] > 0
    for number, (start, end) in enumerate(ranges):
        lows, shapes = items.row.lows[start:end], items.row.shapes[start:end]
        own = [f"at{min(number, 6)}", f"at{min(number, 3)}{dateline:d}"]
        own.append(f"dateline{number == 0 and dateline:d}")
        own.append(f"length{min(len(lows), 40) // 8}")
        own.append(f"quotation{QUOTATION in lows:d}{min(number, 2)}")
        own += [f"w={low}" for low, shape in zip(lows, shapes, strict=True) if shape == 1]
        own += [f"date{any(shape == 0 for shape in shapes):d}{min(number, 2)}"]
        own.append(f"capitals{min(sum(s in (TITLE, UPPER) for s in shapes), 6)}")
        own.append(f"first={lows[0]}")
        found.append(own)
    return found


def train_issues(examples: list[tuple[Items, list[SpanOfTokens]]]) -> Weights:
    """Return the weights of the features."""
    data = Choices()
    for number, (items, spans) in enumerate(examples):
        gold = next((first for name, first, _ in spans if name == "ISSUE"), None)
        ranges = candidates(items)
        right = [items.first[start] == gold for start, _ in ranges]
        data.add(features(items, ranges), right, number)
    return fit(data, penalty=1.0, least=3)


def find_issue(items: Items, weights: Weights) -> list[SpanOfTokens]:
    """Return the span of the issue, or nothing."""
    ranges = candidates(items)
    if not ranges:
        return []
    masses = shares(features(items, ranges), weights)
    best = max(range(len(masses)), key=masses.__getitem__)
    start, end = ranges[best]
    return [("ISSUE", items.first[start], items.last[end - 1])]

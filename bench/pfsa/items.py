"""An article as one row of items: a token, or a whole quotation that stands as one item."""

from __future__ import annotations

import msgspec

from bench.pfsa.pairing import Pair
from bench.pfsa.rows import SpanOfTokens
from sumber.language import lexicon as lex
from sumber.language.tokens import LOWER, OTHER, TITLE, UPPER
from sumber.records import Clause, Span, Tokens
from sumber.stages.clauses import QUOTATION

STOPS = frozenset([".", "?", "!", "....", "...", "…"])


class Items(msgspec.Struct):
    """The items of one article.

    ``row`` is the whole article as one clause; item ``i`` covers the tokens ``first[i]`` to
    ``last[i]`` and stands in the sentence ``sentence[i]``. ``inside[q]`` are the words of quotation
    ``q`` in lower case.
    """

    row: Clause
    first: list[int]
    last: list[int]
    sentence: list[int]
    inside: list[list[str]]

    def __len__(self) -> int:
        return len(self.first)


def items_of(tokens: Tokens, pairs: list[Pair]) -> Items:
    """Return the items of an article whose quotations are ``pairs``."""
    end = tokens.ends[-1] if len(tokens) else 0
    items = Items(Clause(Span(0, end), [], [], [], [], []), [], [], [], [])
    items.inside.extend(tokens.lows[first + 1 : last] for first, last in pairs)
    openers = {first: (number, last) for number, (first, last) in enumerate(pairs)}
    at = 0
    while at < len(tokens):
        number, last = openers.get(at, (-1, at))
        _put(items, tokens, at, last, number)
        at = last + 1
    items.sentence.extend(_sentences(items))
    return items


def _put(items: Items, tokens: Tokens, first: int, last: int, number: int) -> None:
    row, quoted = items.row, number >= 0
    row.starts.append(tokens.starts[first])
    row.ends.append(tokens.ends[last])
    row.lows.append(QUOTATION if quoted else tokens.lows[first])
    row.shapes.append(-1 if quoted else tokens.shapes[first])
    row.quoted.append(number)
    items.first.append(first)
    items.last.append(last)


def _sentences(items: Items) -> list[int]:
    """Number the sentences: they end at a stop before a capital, a number or a quotation."""
    found, number = [], 0
    for at in range(len(items)):
        if at and _ends(items, at - 1):
            number += 1
        found.append(number)
    return found


def _ends(items: Items, at: int) -> bool:
    lows, shapes = items.row.lows, items.row.shapes
    if lows[at] not in STOPS or at + 1 == len(items):
        return False
    if shapes[at + 1] in (LOWER, OTHER):
        return False
    before = lows[at - 1] if at else ""
    return not (len(before) == 1 and shapes[at - 1] in (TITLE, UPPER)) and before not in lex.TITLES


def labels_of(items: Items, spans: list[SpanOfTokens], names: dict[str, str]) -> list[str]:
    """Return a label an item (``B-X``, ``I-X``, ``O``) for the spans that ``names`` gives an X."""
    labels = ["O"] * len(items)
    item_of = {token: at for at, token in enumerate(items.first)}
    end_of = {token: at for at, token in enumerate(items.last)}
    for name, first, last in spans:
        start, end = item_of.get(first), end_of.get(last)
        if name not in names or start is None or end is None:
            continue
        labels[start] = f"B-{names[name]}"
        labels[start + 1 : end + 1] = [f"I-{names[name]}"] * (end - start)
    return labels


def spans_of(items: Items, labels: list[str], names: dict[str, str]) -> list[SpanOfTokens]:
    """Return the spans of tokens that the labels of the items tell; ``names`` is as above."""
    full = {short: name for name, short in names.items()}
    found: list[SpanOfTokens] = []
    for at, label in enumerate(labels):
        begins, short = label[:1], label[2:]
        if begins == "B" or (begins == "I" and (not at or labels[at - 1][2:] != short)):
            found.append((full[short], items.first[at], items.last[at]))
        elif begins == "I":
            name, first, _ = found[-1]
            found[-1] = (name, first, items.last[at])
    return found

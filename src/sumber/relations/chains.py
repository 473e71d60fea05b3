"""Who has it from whom: the table ``links``.

1. ``led``: what each article cites and shares with others (:mod:`sumber.relations.sharing`).
2. ``links``: a cited outlet leads to its article that shares most with this one and is not younger;
   a passage leads to the article that had it first (a kernel).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pyarrow as pa

from sumber.plan.steps import Batches, Kernel, Local, Select, Step
from sumber.plan.tables import LINKS
from sumber.relations import sharing
from sumber.relations.profiles import days_between
from sumber.relations.rows import Rows, each, unpack

_COPYING = ("copy", "contained", "rewrite")
_QUOTE_BITS = 40.0
_LONG_AFTER = 14
_RESOLVED, _UNRESOLVED = 1.0, 0.9


class _Other:
    """Another article and what this one shares with it."""

    def __init__(self, name: str, known: str, day: str) -> None:
        self.name, self.known, self.day = name, known, day
        self.bits = 0.0
        self.statements: set[str] = set()
        self.copied: list[tuple[str, str | None, float, str]] = []

    def had_it_before(self, day: str | None) -> bool:
        """Tell whether this one may have it from there by its day."""
        return not self.day or day is None or self.day <= day


def tell_links(batches: Batches) -> Batches:
    """Tell from whom each article has what it shares and cites."""
    return each(batches, ("article", "known", "day", "cites", "shares", "facts"), LINKS, links)


def links(
    article: str,
    known: str | None,
    day: str | None,
    cites: list[str] | None,
    shares: list[str] | None,
    facts: list[str] | None,
) -> Rows:
    """Return the links of one article."""
    others = _others(shares or [], facts or [])
    led: set[str] = set()
    for source, own in _by_source(cites or []).items():
        if source != known:
            origin = _origin(source, article, day, others)
            led.update([origin.name] if origin else [])
            yield _cited(article, source, own, origin)
    for other in sorted(others.values(), key=lambda one: one.name):
        yield from _copied(article, known, day, other, led)


def _by_source(cites: list[str]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for source, *facts in map(unpack, cites):
        if facts[-1] != "byline":
            found.setdefault(source, []).append(facts)
    return found


def _others(shares: list[str], facts: list[str]) -> dict[str, _Other]:
    found: dict[str, _Other] = {}
    spans = {fact[0]: fact[2] for fact in map(unpack, facts)}
    for text in shares:
        share, known, day, *mine = text.split("\t")
        kind, name, *more = unpack(share)
        other = found.setdefault(name, _Other(name, known, day))
        if kind == "quote":
            statement = unpack(mine[0])[2]
            if statement not in other.statements:
                other.statements.add(statement)
                other.bits += _QUOTE_BITS
            continue
        start, end, passage, bits, origin, confidence, because = more
        other.bits += bits
        other.statements |= {
            statement
            for statement, parts in spans.items()
            if all(start < e and s < end for s, e in parts)
        }
        if passage in _COPYING:
            other.copied.append((passage, origin, confidence, because))
    return found


def _origin(source: str, article: str, day: str | None, others: dict[str, _Other]) -> _Other | None:
    """Return the article of a cited outlet from which this one has it."""
    likely = [
        one
        for one in others.values()
        if one.known == source
        and one.had_it_before(day)
        and all(origin != article for _, origin, _, _ in one.copied)
    ]
    return min(likely, key=lambda one: (-one.bits, one.day or "9999", one.name), default=None)


def _cited(article: str, source: str, facts: list[Any], origin: _Other | None) -> tuple[Any, ...]:
    statements = {statement for fact in facts for statement in fact[1]}
    standings = sorted(fact[0] for fact in facts if fact[0])
    because = ["cited"]
    if origin is not None:
        because += sorted({f"{kind} passage" for kind, *_ in origin.copied})
        because += [f"shared statements {len(origin.statements)}"] if origin.statements else []
    factor = _RESOLVED if origin else _UNRESOLVED
    return (
        article,
        origin.name if origin else None,
        source,
        standings[-1] if standings else None,
        "both" if origin and origin.copied else "citation",
        sorted(statements),
        round(max(fact[2] for fact in facts) * factor, 3),
        "; ".join(because),
    )


def _copied(
    article: str, known: str | None, day: str | None, other: _Other, led: set[str]
) -> Iterator[tuple[Any, ...]]:
    """Yield the link to an article that had this one's passages first.

    What an outlet takes over from its own earlier articles is first-hand; what was only rewritten
    long after, by the same form every time (*prakiraan cuaca hari ini*), is no link.
    """
    first = [one for one in other.copied if one[1] == other.name]
    if not first or other.name in led or (_is_form(first) and _is_long_after(other.day, day)):
        return
    own = bool(known) and known == other.known
    told = sorted({f"{kind}: {why}" if why else kind for kind, _, _, why in first})
    yield (
        article,
        other.name,
        None,
        "first-hand" if own else None,
        "passage",
        sorted(other.statements),
        round(max(one[2] for one in first), 3),
        "; ".join([*(["own outlet"] if own else []), *told]),
    )


def _is_form(copied: list[tuple[str, str | None, float, str]]) -> bool:
    return all(kind == "rewrite" and why in ("", "time") for kind, _, _, why in copied)


def _is_long_after(one: str | None, other: str | None) -> bool:
    gap = days_between([one] if one else [], [other] if other else [])
    return gap is not None and gap > _LONG_AFTER


STEPS: Final = (
    *sharing.STEPS,
    Step(
        name="led",
        reads=("homes", "cites", "shares", "statement_facts"),
        runs=Select(
            """
            SELECT h.article, h.known, h.day, c.cites, s.shares, f.facts
            FROM homes h
            LEFT JOIN (
                SELECT article, array_sort(array_agg(cite)) AS cites FROM cites GROUP BY article
            ) c ON c.article = h.article
            LEFT JOIN (
                SELECT article, array_sort(array_agg(share)) AS shares FROM shares GROUP BY article
            ) s ON s.article = h.article
            LEFT JOIN (
                SELECT article, array_sort(array_agg(fact)) AS facts FROM statement_facts
                GROUP BY article
            ) f ON f.article = h.article
            WHERE c.article IS NOT NULL OR s.article IS NOT NULL
            """,
            stored=False,
        ),
        schema=pa.schema(
            [
                *sharing.HOMES,
                ("cites", pa.list_(pa.string())),
                ("shares", pa.list_(pa.string())),
                ("facts", pa.list_(pa.string())),
            ]
        ),
        note="all that may lead an article to its origin",
        local=Local(
            ("article",),
            dict.fromkeys(("homes", "cites", "shares", "statement_facts"), ("article",)),
        ),
    ),
    Step(
        name="links",
        reads=("led",),
        runs=Kernel(tell_links, columns=("article", "known", "day", "cites", "shares", "facts")),
        schema=LINKS,
        note="who has it from whom",
        kept=True,
        local=Local(("article",), {"led": ("article",)}),
    ),
)

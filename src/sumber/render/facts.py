"""The facts of an article as marked spans, and the text cut where they begin and end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Literal, TypeAlias, get_args

import msgspec

from sumber.records import Citation, Notes, Region, Span, Statement, When

FactKind: TypeAlias = Literal[
    "region", "direct", "indirect", "mixed", "occasion", "addressee",
    "affiliation", "role", "citation", "speaker", "cue", "date",
]  # fmt: skip
FACT_KINDS: tuple[FactKind, ...] = get_args(FactKind)
_ATTRIBUTION: tuple[FactKind, ...] = (
    "occasion", "addressee", "affiliation", "role", "speaker", "cue",
)  # fmt: skip


class Fact(msgspec.Struct, frozen=True):
    """A marked span: what kind of fact it is, the record it stands for, its statement's number.

    ``number`` counts statements from 1 in the order of the text; other facts have ``None``.
    """

    span: Span
    kind: FactKind
    record: Statement | Citation | When | Region
    number: int | None = None


class Run(msgspec.Struct, frozen=True):
    """Characters ``start`` to ``end`` and the facts that all of them lie in, outermost first."""

    start: int
    end: int
    facts: tuple[Fact, ...] = ()


def in_order(notes: Notes) -> list[Statement]:
    """Return the statements in the order in which their contents begin in the text."""
    return sorted(notes.statements, key=lambda s: s.contents[0].start if s.contents else 0)


def facts_of(notes: Notes) -> list[Fact]:
    """Return every fact of the notes as a marked span, in the order of the text."""
    facts: dict[tuple[Span, FactKind], Fact] = {}
    for fact in _all_facts(notes):
        key = (fact.span, fact.kind)
        facts.setdefault(key, fact)
    return sorted(facts.values(), key=_outermost_first)


def cut(length: int, facts: Iterable[Fact]) -> Iterator[Run]:
    """Cut a text of ``length`` characters into runs, each with the set of facts that cover it.

    The runs follow each other without a gap from 0 to ``length``; spans outside the text are
    clipped and empty ones left out.
    """
    spans = [
        (max(fact.span.start, 0), min(fact.span.end, length), fact)
        for fact in sorted(facts, key=_outermost_first)
    ]
    spans = [(start, end, fact) for start, end, fact in spans if start < end]
    edges = sorted({0, length, *(s for s, _, _ in spans), *(e for _, e, _ in spans)})
    waiting, begun = 0, list[tuple[int, Fact]]()
    for start, end in pairwise(edges):
        begun = [(until, fact) for until, fact in begun if until > start]
        while waiting < len(spans) and spans[waiting][0] <= start:
            begun.append((spans[waiting][1], spans[waiting][2]))
            waiting += 1
        yield Run(start, end, tuple(fact for _, fact in begun))


def _all_facts(notes: Notes) -> Iterator[Fact]:
    for region in notes.regions:
        yield Fact(region.span, "region", region)
    for number, statement in enumerate(in_order(notes), 1):
        for content in statement.contents:
            yield Fact(content, statement.kind, statement, number)
        for kind in _ATTRIBUTION:
            span = getattr(statement, kind)
            if span is not None:
                yield Fact(span, kind, statement, number)
    for citation in notes.citations:
        yield Fact(citation.span, "citation", citation)
    for date in notes.dates:
        yield Fact(date.span, "date", date)


def _outermost_first(fact: Fact) -> tuple[int, int, int]:
    return (fact.span.start, -fact.span.end, FACT_KINDS.index(fact.kind))

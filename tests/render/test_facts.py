"""Cutting a text into runs: the laws, and what a reader relies on."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sumber.records import Citation, Notes, Region, Span, Statement, When
from sumber.render.facts import Fact, cut, facts_of

KINDS = ("region", "direct", "date", "cue")


def _fact(start: int, end: int, kind: str = "date") -> Fact:
    return Fact(Span(start, end), kind, When(Span(start, end), "2024"))  # type: ignore[arg-type]


facts = st.lists(
    st.builds(_fact, st.integers(-3, 40), st.integers(-3, 40), st.sampled_from(KINDS)),
    max_size=12,
    unique_by=lambda fact: (fact.span, fact.kind),
)


@given(st.integers(0, 30), facts)
def test_runs_follow_each_other_and_fill_the_text(length: int, found: list[Fact]) -> None:
    at = 0
    for run in cut(length, found):
        assert run.start == at
        assert run.end > run.start
        at = run.end
    assert at == length


@given(st.integers(0, 30), facts)
def test_a_run_holds_exactly_the_facts_that_cover_it(length: int, found: list[Fact]) -> None:
    for run in cut(length, found):
        for at in range(run.start, run.end):
            covering = {f for f in found if f.span.start <= at < f.span.end}
            assert set(run.facts) == covering


@given(st.integers(0, 30), facts)
def test_neighbouring_runs_differ(length: int, found: list[Fact]) -> None:
    runs = list(cut(length, found))
    for left, right in pairwise(runs):
        edges = {edge for f in (*left.facts, *right.facts) for edge in (f.span.start, f.span.end)}
        assert left.end in edges


def test_outermost_comes_first() -> None:
    whole, inner, same = _fact(0, 10, "direct"), _fact(3, 6), _fact(0, 10, "cue")
    runs = list(cut(10, [inner, same, whole]))
    assert [run.facts for run in runs] == [(whole, same), (whole, same, inner), (whole, same)]


def test_overlap_without_nesting() -> None:
    left, right = _fact(0, 6), _fact(4, 9)
    shown = [(run.start, run.end, run.facts) for run in cut(10, [right, left])]
    assert shown == [(0, 4, (left,)), (4, 6, (left, right)), (6, 9, (right,)), (9, 10, ())]


def test_every_kind_of_fact_is_found_once_and_statements_are_numbered_in_text_order() -> None:
    later = Statement(id="b", kind="direct", contents=(Span(20, 25),), speaker=Span(30, 34))
    first = Statement(
        id="a", kind="indirect", contents=(Span(2, 5), Span(7, 9)), speaker=Span(30, 34)
    )
    notes = Notes(
        regions=(Region(Span(0, 1), "dateline"),),
        dates=(When(Span(40, 44), "2024"),),
        statements=(later, first),
        citations=(Citation(span=Span(50, 52), source="Warta", type="outlet"),),
    )
    found = [(f.kind, f.span.start, f.number) for f in facts_of(notes)]
    assert found == [
        ("region", 0, None),
        ("indirect", 2, 1),
        ("indirect", 7, 1),
        ("direct", 20, 2),
        ("speaker", 30, 1),
        ("date", 40, None),
        ("citation", 50, None),
    ]

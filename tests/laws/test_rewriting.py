"""What may be changed in an article without changing who said what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sumber.model.store import load_models
from sumber.records import Article, Span, Statement
from sumber.stages import annotate, stages
from tests.laws.articles import PEOPLE, Told, articles

STAGES = {"learned": stages(load_models()), "by rule": stages(None)}
both_ways = pytest.mark.parametrize("way", STAGES)
few = settings(max_examples=50)
SPANS = ("cue", "speaker", "who", "role", "affiliation", "addressee", "occasion")
Move = Callable[[int], int]


def statements(text: str, way: str) -> tuple[Statement, ...]:
    return annotate(Article(id="a", text=text), STAGES[way]).statements


def facts(found: tuple[Statement, ...], move: Move = lambda at: at) -> list[dict[str, Any]]:
    """Return the facts of statements, their places moved by ``move``."""

    def moved(span: Span | None) -> tuple[int, int] | None:
        # A place moves with its first and its last character, not with what stands behind it.
        return None if span is None else (move(span.start), move(span.end - 1) + 1)

    return [
        {
            "id": s.id,
            "kind": s.kind,
            "who_type": s.who_type,
            "said_on": s.said_on,
            "contents": [moved(span) for span in s.contents],
            **{name: moved(getattr(s, name)) for name in SPANS},
        }
        for s in found
    ]


def rewritten(text: str, others: dict[str, str]) -> tuple[str, Move]:
    """Replace characters of a text; return it, and where each place of the old text has gone."""
    parts = [others.get(char, char) for char in text]
    places = list(accumulate(map(len, parts), initial=0))
    return "".join(parts), places.__getitem__


@both_ways
@given(article=articles(), between=st.sampled_from([" ", "\n", "\n\n"]))
@few
def test_every_report_is_read_and_nothing_else(article: list[Told], between: str, way: str) -> None:
    text = between.join(sentence for sentence, _ in article)
    found = [s.who.of(text) if s.who else None for s in statements(text, way)]
    assert found == [" ".join(person) for _, person in article if person]


@both_ways
@given(article=articles())
@few
def test_contents_lie_in_the_sentence_that_reports_them(article: list[Told], way: str) -> None:
    text = " ".join(sentence for sentence, _ in article)
    starts = accumulate((len(sentence) + 1 for sentence, _ in article), initial=0)
    lines = [
        Span(start, start + len(sentence))
        for start, (sentence, person) in zip(starts, article, strict=False)
        if person
    ]
    for line, statement in zip(lines, statements(text, way), strict=True):
        assert all(line.holds(content) for content in statement.contents)


MARKS = [('"', '"'), ("”", "”"), ("„", "“"), ("«", "»"), ("＂", "＂"), ("''", "''"), ("``", "''")]


@both_ways
@pytest.mark.parametrize(("opening", "closing"), MARKS)
@given(article=articles())
@settings(max_examples=15)
def test_quote_marks_of_another_kind_change_nothing(
    article: list[Told], opening: str, closing: str, way: str
) -> None:
    text = "\n".join(sentence for sentence, _ in article)
    other, move = rewritten(text, {"“": opening, "”": closing})
    assert facts(statements(other, way)) == facts(statements(text, way), move)


@both_ways
@given(article=articles())
@few
def test_lines_joined_into_one_change_nothing(article: list[Told], way: str) -> None:
    lines = "\n".join(sentence for sentence, _ in article)
    assert facts(statements(lines.replace("\n", " "), way)) == facts(statements(lines, way))


@both_ways
@given(article=articles())
@few
def test_doubled_blanks_move_the_facts(article: list[Told], way: str) -> None:
    text = " ".join(sentence for sentence, _ in article)
    other, move = rewritten(text, {" ": "  "})
    assert facts(statements(other, way)) == facts(statements(text, way), move)


@both_ways
@given(article=articles())
@few
def test_lost_blanks_between_sentences_change_no_source(article: list[Told], way: str) -> None:
    text = " ".join(sentence for sentence, _ in article)
    glued = "".join(sentence for sentence, _ in article)
    assert list(sources(glued, way)) == list(sources(text, way))


def sources(text: str, way: str) -> Iterator[tuple[str, str | None, list[str]]]:
    """Yield kind, source and contents of every statement, without their places."""
    for s in statements(text, way):
        yield (
            s.kind,
            s.who.of(text) if s.who else None,
            [content.of(text) for content in s.contents],
        )


@both_ways
@given(article=articles())
@few
def test_other_names_give_the_same_structure(article: list[Told], way: str) -> None:
    text = " ".join(sentence for sentence, _ in article)
    inside = list(dict.fromkeys(person for _, person in article if person))
    others = [person for person in PEOPLE if person not in inside]
    other = text
    renamed: dict[str | None, str | None] = {None: None}
    for old, new in zip(inside, others, strict=False):
        other = other.replace(old[0], new[0]).replace(old[1], new[1])
        renamed[" ".join(old)] = " ".join(new)
    expected = [(kind, renamed[who], contents) for kind, who, contents in sources(text, way)]
    assert list(sources(other, way)) == expected

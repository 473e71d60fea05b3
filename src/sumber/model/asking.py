"""Questions to the taggers, so that those of many articles are answered together.

A stage that needs a tagger is a generator: it yields a question, is sent the answers, and returns
what it found. ``answered`` runs one alone; ``answer`` takes the questions of many at once, which
costs little more than one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import Any, NamedTuple, TypeAlias, TypeVar

import numpy as np

from sumber.model.atoms import atoms_of
from sumber.model.sums import Bundle, Numbers
from sumber.model.tagger import Row, Tagger

Look: TypeAlias = Callable[[list[Any]], Numbers]
Found = TypeVar("Found")


class Question(NamedTuple):
    """Sequences of places whose best labels are asked for.

    Sequence ``n`` to be labelled has the words of ``words[rows[n]]`` and is seen as ``seen[n]``.
    ``look`` makes numbers of all that is seen, one row a place, and ``spell`` the features that a
    number stands for. Where ``facts`` are given, they hold features for each sequence, the same for
    all its places on one of ``sides``; the last number of a place tells its sequence and side.
    """

    tagger: Tagger
    words: Sequence[Row]
    rows: Sequence[int]
    seen: Sequence[Any]
    look: Look
    spell: Callable[[int], Bundle]
    facts: Sequence[Sequence[str]] = ()
    sides: Sequence[str] = ()


class Answer(NamedTuple):
    """The best labels of a sequence, and how far they score above O throughout."""

    labels: list[str]
    lead: float


Asking: TypeAlias = Generator[Question | None, list[Answer], Found]
"""A stage; where it yields no question it lets other articles come as far as this one."""


def answered(asking: Asking[Found]) -> Found:
    """Return what comes of a stage whose questions are answered one by one."""
    try:
        question = next(asking)
        while True:
            question = next(asking) if question is None else asking.send(answer([question])[0])
    except StopIteration as stop:
        found: Found = stop.value
        return found


def answered_together(askings: Sequence[Asking[Found]]) -> list[Found | Exception]:
    """Return what comes of each stage, or what it raised; all those who wait are answered at once.

    What one raises is no concern of the others.
    """
    done: dict[int, Found | Exception] = {}
    waiting: dict[int, Question | None] = {}
    for number, asking in enumerate(askings):
        _go_on(asking, None, number, done, waiting)
    while waiting:
        turn, waiting = waiting, {}
        for number in [n for n, question in turn.items() if question is None]:
            _go_on(askings[number], None, number, done, waiting)
        asked = {n: question for n, question in turn.items() if question is not None}
        for numbers in _by_tagger(asked):
            for number, answers in zip(numbers, _answers([asked[n] for n in numbers]), strict=True):
                _go_on(askings[number], answers, number, done, waiting)
    return [done[number] for number in range(len(askings))]


def _go_on(
    asking: Asking[Found],
    answers: list[Answer] | Exception | None,
    number: int,
    done: dict[int, Found | Exception],
    waiting: dict[int, Question | None],
) -> None:
    """Let a stage go on to its next question or to its end."""
    if isinstance(answers, Exception):
        done[number] = answers
        return
    try:
        waiting[number] = next(asking) if answers is None else asking.send(answers)
    except StopIteration as stop:
        done[number] = stop.value
    except Exception as error:
        done[number] = error


def _by_tagger(questions: dict[int, Question]) -> list[list[int]]:
    asked: dict[int, list[int]] = {}
    for number, question in questions.items():
        asked.setdefault(id(question.tagger), []).append(number)
    return list(asked.values())


def _answers(questions: Sequence[Question]) -> Sequence[list[Answer] | Exception]:
    """Return the answers to each question; one by one where together they cannot be answered."""
    try:
        return answer(questions)
    except Exception as error:
        if len(questions) == 1:
            return [error]
        return [answers for question in questions for answers in _answers([question])]


def answer(questions: Sequence[Question]) -> list[list[Answer]]:
    """Return the answers to questions to one and the same tagger."""
    tagger, look, spell = questions[0].tagger, questions[0].look, questions[0].spell
    words = [sequence for question in questions for sequence in question.words]
    seen = [one for question in questions for one in question.seen]
    rows = np.array(_rows(questions), dtype=np.intp)
    if not len(rows):
        return [[] for _ in questions]
    numbers = look(seen)
    scores, lengths = tagger.word_scores(words, atoms_of, rows)
    facts = [features for question in questions for features in question.facts]
    if facts:
        scores += tagger.side_scores(facts, questions[0].sides)[numbers[:, -1]]
        numbers = numbers[:, :-1]
    tagger.add_numbers(scores, numbers, spell)
    found = map(Answer, *tagger.best_of(scores, lengths))
    return [[next(found) for _ in question.rows] for question in questions]


def _rows(questions: Sequence[Question]) -> list[int]:
    """Return for each sequence the number of its words among those of all questions."""
    rows: list[int] = []
    before = 0
    for question in questions:
        rows += [before + row for row in question.rows]
        before += len(question.words)
    return rows

"""Pair quote marks in tokenised text, where blanks stand on both sides of every mark.

The blanks that tell an opening from a closing mark in news text are lost here, so a small tagger
reads the words on both sides and what sumber's own pairing says: ``(`` opens, ``)`` closes, ``O``
stands inside a quotation that goes on.
"""

from __future__ import annotations

from bench.pfsa.rows import Row, read_labels
from sumber.language import cues
from sumber.model.sums import Place
from sumber.model.tagger import Tagger
from sumber.records import Tokens
from sumber.stages.marks import find_quotations
from train.crf import Sequences, train_tagger

MARKS = frozenset(['"', "“", "”", "„", "‟", "«", "»", "＂", "''", "``", "’’", "‘‘"])
OPEN, CLOSE, INNER = "(", ")", "O"
END = (("end",),)
Pair = tuple[int, int]
"""The tokens of an opening and of its closing mark."""


def marks_of(tokens: Tokens) -> list[int]:
    """Return the tokens that are quote marks."""
    return [at for at, word in enumerate(tokens.words) if word in MARKS]


def view_marks(text: str, tokens: Tokens, marks: list[int]) -> list[Place]:
    """Return the features of every mark, and last those of the end of the article."""
    ours = {}
    for quotation in find_quotations(text):
        ours[quotation.span.start] = OPEN
        ours[quotation.span.end - 1] = CLOSE
    found: list[Place] = []
    for n, at in enumerate(marks):
        left = _sign(tokens, at - 1)
        right = _sign(tokens, at + 1)
        gap = at - marks[n - 1] if n else 99
        ahead = marks[n + 1] - at if n + 1 < len(marks) else 99
        mine = ours.get(tokens.starts[at], "-")
        found.append(
            (
                (
                    "mark",
                    f"ours{mine}",
                    f"left{left}",
                    f"right{right}",
                    f"both{left}|{right}",
                    f"ours{mine}{left}",
                    f"gap{min(gap, 12) // 3}",
                    f"ahead{min(ahead, 12) // 3}",
                    f"word{_low(tokens, at + 1)}",
                    f"before{_low(tokens, at - 1)}",
                    f"second{_sign(tokens, at - 2)}{left}",
                    f"third{right}{_sign(tokens, at + 2)}",
                ),
            )
        )
    return [*found, END]


def _low(tokens: Tokens, at: int) -> str:
    return tokens.lows[at] if 0 <= at < len(tokens) else "^"


def _sign(tokens: Tokens, at: int) -> str:
    low = _low(tokens, at)
    if not low[0].isalnum():
        return low
    frame = cues.FRAMES.get(low)
    return f"{frame[0] if frame else ''}{tokens.shapes[at]}"


def pair_marks(text: str, tokens: Tokens, tagger: Tagger) -> list[Pair]:
    """Return the pairs of marks, none inside another, in text order."""
    marks = marks_of(tokens)
    if not marks:
        return []
    scores = tagger.local_scores([view_marks(text, tokens, marks)])
    path = tagger.best(scores)[0]
    return read_pairs(marks, [tagger.labels[n] for n in path[:-1]])


def read_pairs(marks: list[int], readings: list[str]) -> list[Pair]:
    """Return the pairs that the readings of the marks tell; an opener without closer gives none."""
    found: list[Pair] = []
    opened = -1
    for at, reading in zip(marks, readings, strict=True):
        if reading == OPEN:
            opened = at
        elif reading == CLOSE and opened >= 0:
            found.append((opened, at))
            opened = -1
    return found


def train_pairing(rows: list[Row], tokens: list[Tokens]) -> Tagger:
    """Return the tagger of marks, learned from where the statements of the rows begin and end."""
    data = Sequences()
    for number, (row, own) in enumerate(zip(rows, tokens, strict=True)):
        marks = marks_of(own)
        if marks:
            local = view_marks(row.text, own, marks)
            readings = [*_readings(row, marks), INNER]
            data.add([()] * len(readings), local, readings, number)
    return train_tagger(data, [0], c1=0.05, c2=0.05)


def _readings(row: Row, marks: list[int]) -> list[str]:
    """Read the marks of labelled statements; those between statements open and close in turn."""
    spans = [(first, last) for name, first, last in read_labels(row.labels) if name == "STATEMENT"]
    openers, closers = {first for first, _ in spans}, {last for _, last in spans}
    found: list[str] = []
    inside, free_open = False, False
    for at in marks:
        if at in openers:
            found.append(OPEN)
            inside, free_open = True, False
        elif at in closers:
            found.append(CLOSE)
            inside = False
        elif inside:
            found.append(INNER)
        else:
            found.append(CLOSE if free_open else OPEN)
            free_open = not free_open
    return found

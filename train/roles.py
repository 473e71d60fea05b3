"""Learn which role and body belong to a name, from the sources that the annotators marked."""

from __future__ import annotations

from typing import Any

import msgspec

from sumber.model.tagger import Tagger
from sumber.records import Clause, Mention
from sumber.stages.roles import OFFSETS, Range, name_seats, places
from sumber.stages.statements.arguments import view
from sumber.stages.statements.entities import name_words
from train.crf import Sequences, train_tagger
from train.gold import Example

Told = tuple[frozenset[str], dict[str, Any] | None, dict[str, Any] | None]


def train_roles(examples: list[Example], mentions: list[tuple[Mention, ...]]) -> Tagger:
    """Return the tagger of roles; ``mentions`` are those a tagger of names finds."""
    data = Sequences()
    for number, (example, found) in enumerate(zip(examples, mentions, strict=True)):
        text = example.article.text
        told = _told(example.gold["statements"])
        notes = msgspec.structs.replace(example.notes, mentions=found)
        for clause, inside, names in name_seats(notes):
            atoms, signs = view(clause, inside)
            seats = [(name_words(m.span.of(text)), seat) for m, seat in names]
            for words, seat in seats:
                mine = [t for t in told if words <= t[0] or t[0] <= words]
                if mine:
                    rivals = [s for w, s in seats if w & words]
                    labels = _labels(clause, seat, rivals, mine)
                    data.add(atoms, places(clause, seat, signs), labels, number)
    return train_tagger(data, OFFSETS, c1=0.05, c2=0.1)


def _told(statements: list[dict[str, Any]]) -> list[Told]:
    """Return the words of each source's names, with the role and body given for it."""
    return [
        (
            frozenset(w for n in (s["who"], *s.get("who_alt", [])) if n for w in name_words(n)),
            s["role"],
            s["affiliation"],
        )
        for s in statements
        if s["who"] and s["who_type"] == "person"
    ]


def _labels(clause: Clause, seat: Range, rivals: list[Range], told: list[Told]) -> list[str]:
    """Return the labels of a name's sentence; the role goes to the nearest name of the source."""
    labels = ["O"] * len(clause)
    for _, role, body in told:
        for span, kind in ((role, "R"), (body, "A")):
            items = _items(clause, span)
            if not items or seat != min(rivals, key=lambda r: _away(r, items)):
                continue
            inside = kind == "A" and all(labels[at][2:] in ("R", "X") for at in items)
            for n, at in enumerate(items):
                if kind == "R" and labels[at][2:] in ("A", "X"):
                    continue
                labels[at] = f"{'I' if n else 'B'}-{'X' if inside else kind}"
    return labels


def _away(seat: Range, items: list[int]) -> int:
    return min(abs(seat[0] - items[-1]), abs(items[0] - seat[1] + 1))


def _items(clause: Clause, span: dict[str, Any] | None) -> list[int]:
    if span is None:
        return []
    return [
        at
        for at in range(len(clause))
        if span["start"] <= clause.starts[at] and clause.ends[at] <= span["end"]
    ]

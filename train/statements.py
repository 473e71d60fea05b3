"""Learn what each cue reports from the statements that the annotators marked."""

from __future__ import annotations

from typing import Any

from sumber.model.tagger import Tagger
from sumber.records import Clause, Mention
from sumber.stages.statements import read_by_rule
from sumber.stages.statements.arguments import OFFSETS, find_cues, view
from sumber.stages.statements.outlook import Seat, places
from train.crf import Sequences, train_tagger
from train.gold import Example


def train_arguments(
    examples: list[Example], mentions: list[tuple[Mention, ...]], bags: int = 1
) -> Tagger:
    """Return the tagger of arguments; ``mentions`` are those a tagger of names finds."""
    data = Sequences()
    for number, (example, found) in enumerate(zip(examples, mentions, strict=True)):
        statements = example.gold["statements"]
        by_rule = read_by_rule(example.article.text, example.notes)
        for clause, rules in zip(example.notes.clauses, by_rule, strict=True):
            cue_items = find_cues(clause)
            if not cue_items:
                continue
            inside = [m for m in found if clause.span.holds(m.span)]
            atoms, signs = view(clause, inside)
            for cue in cue_items:
                labels = label(clause, cue, statements)
                data.add(atoms, places(Seat(clause, cue, cue_items, signs, rules)), labels, number)
    return train_tagger(data, OFFSETS, c1=0.3, c2=0.05, bags=bags)


def label(clause: Clause, cue: int, statements: list[dict[str, Any]]) -> list[str]:
    """Return the labels of every item for this cue: all O where no statement has it."""
    labels = ["O"] * len(clause)
    start = clause.starts[cue]
    for statement in statements:
        words = statement["cue"]
        if words and words["start"] <= start < words["end"]:
            for content in statement["contents"]:
                _put(labels, clause, content, "C", over=True)
            for field, kind in (("addressee", "D"), ("occasion", "P"), ("speaker", "S")):
                _put(labels, clause, statement[field], kind, over=False)
            break
    return labels


def _put(
    labels: list[str], clause: Clause, span: dict[str, Any] | None, kind: str, *, over: bool
) -> None:
    if span is None:
        return
    begun = False
    for at in range(len(clause)):
        meets = clause.starts[at] < span["end"] and clause.ends[at] > span["start"]
        if meets and (over or labels[at] == "O"):
            labels[at] = f"{'I' if begun else 'B'}-{kind}"
            begun = True

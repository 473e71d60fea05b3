"""Learn names, roles and bodies from the sources that the annotators marked."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from sumber.language import lexicon as lex
from sumber.language.tokens import TITLE, UPPER
from sumber.model.atoms import Evidence
from sumber.model.tagger import Tagger
from sumber.records import Clause
from sumber.stages.introductions import OFFSETS, by_clause, view
from sumber.stages.names import names_by_rule
from train.crf import Sequences, train_tagger
from train.gold import Example

Edges = tuple[int, int]


def train_names(examples: list[Example]) -> Tagger:
    """Return the tagger of names, roles and bodies."""
    data = Sequences()
    for number, example in enumerate(examples):
        evidence = Evidence(example.notes.clauses)
        marked = _marked(example)
        by_rule = names_by_rule(example.article.text, example.notes.tokens)
        notes = msgspec.structs.replace(example.notes, mentions=by_rule)
        for clause, rules in zip(notes.clauses, by_clause(notes), strict=True):
            labels = _labels(clause, marked)
            if any(label != "O" for label in labels) and not _passes_over_role(clause, labels):
                atoms, local = view(clause, evidence, rules)
                data.add(atoms, local, labels, number)
    return train_tagger(data, OFFSETS, c1=0.05, c2=0.05)


def _marked(example: Example) -> dict[str, set[Edges]]:
    """Return what the gold marks: roles, bodies, names wherever they stand, bodies that speak."""
    statements = example.gold["statements"]
    names: set[str] = set()
    found: dict[str, set[Edges]] = {"R": set(), "A": set(), "N": set(), "G": set()}
    for statement in statements:
        _mark(found, "R", statement["role"])
        _mark(found, "A", statement["affiliation"])
        speaker = statement["speaker"]
        if statement["who_type"] == "person" and statement["who"]:
            forms = [statement["who"], *statement.get("who_alt", [])]
            names.update(form for form in forms if form[:1].isupper())
            if speaker and _is_part(speaker["exact"], forms):
                _mark(found, "N", speaker)
                names.add(speaker["exact"])
        elif statement["who_type"] == "organisation" and speaker and speaker["exact"][0].isupper():
            _mark(found, "G", speaker)
    for name in names:
        pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
        found["N"].update(m.span() for m in re.finditer(pattern, example.article.text))
    return found


def _mark(found: dict[str, set[Edges]], kind: str, span: dict[str, Any] | None) -> None:
    if span is not None:
        found[kind].add((span["start"], span["end"]))


def _is_part(speaker: str, forms: list[str]) -> bool:
    """Tell whether the speaker's words are a form of the name, no description."""
    words = speaker.lower().split()
    known = " ".join(forms).lower().split()
    return speaker[0].isupper() and len(words) <= 5 and bool(set(words) & set(known))


def _labels(clause: Clause, marked: dict[str, set[Edges]]) -> list[str]:
    labels = ["O"] * len(clause)
    for edges in sorted(marked["R"], key=lambda e: e[0] - e[1]):
        _put(labels, _items(clause, edges), "R")
    for edges in sorted(marked["A"]):
        items = _items(clause, edges)
        inside = bool(items) and all(labels[at][2:] == "R" for at in items)
        _put(labels, items, "X" if inside else "A")
    for kind in ("N", "G"):
        for edges in sorted(marked[kind], key=lambda e: e[0] - e[1]):
            items = _items(clause, edges)
            if all(labels[at] == "O" for at in items):
                _put(labels, items, kind)
    return labels


def _passes_over_role(clause: Clause, labels: list[str]) -> bool:
    """Tell whether a role before a name is unmarked, as those of people who say nothing are.

    The annotators marked one introduction a source; what they left out is no counter-example.
    """
    return any(
        labels[at] == "O"
        and clause.lows[at] in lex.ROLES
        and clause.shapes[at + 1] in (TITLE, UPPER)
        for at in range(len(clause) - 1)
    )


def _items(clause: Clause, edges: Edges) -> list[int]:
    start, end = edges
    if end <= clause.span.start or start >= clause.span.end:
        return []
    return [
        at
        for at in range(len(clause))
        if start <= clause.starts[at] and clause.ends[at] <= end and clause.quoted[at] < 0
    ]


def _put(labels: list[str], items: list[int], kind: str) -> None:
    for n, at in enumerate(items):
        labels[at] = f"{'I' if n else 'B'}-{kind}"

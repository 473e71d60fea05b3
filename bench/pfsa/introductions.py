"""Tag names, roles and bodies where sentences introduce somebody.

The benchmark labels only those who are quoted, so the tagger learns from sentences that hold a
labelled person and is then let loose on all sentences: whoever it finds may be a speaker.
"""

from __future__ import annotations

import msgspec

from bench.pfsa.items import Items, labels_of
from bench.pfsa.rows import SpanOfTokens
from bench.pfsa.words import AGENTS, JOINTS, SAID
from sumber.language import cues
from sumber.language import lexicon as lex
from sumber.language.tokens import LOWER, NUMBER, TITLE, UPPER
from sumber.model.atoms import Evidence
from sumber.model.sums import Place
from sumber.model.tagger import Tagger
from sumber.stages.introductions import groups, view
from train.crf import Sequences, train_tagger

OFFSETS = [-2, -1, 0, 1, 2]
NAMES = {"PERSON": "N", "ROLE": "R", "AFFILIATION": "A"}
BETWEEN = 15
Range = tuple[int, int]


class View(msgspec.Struct):
    """What the taggers see of an article's items."""

    atoms: list[Place]
    local: list[Place]


def view_items(items: Items) -> View:
    """Return the atoms and features of every item."""
    atoms, local = view(items.row, Evidence((items.row,)))
    for start, end in _title_runs(items):
        _view_run(items, start, end, local)
    return View(atoms, local)


def _title_runs(items: Items) -> list[Range]:
    """Return the stretches that may hold a role with its body and a name."""
    found: list[Range] = []
    at, count = 0, len(items)
    while at < count:
        end = at
        while end < count and items.sentence[end] == items.sentence[at] and _in_run(items, end):
            end += 1
        if end > at:
            found.append((at, end))
        at = max(end, at + 1)
    return found


def _in_run(items: Items, at: int) -> bool:
    low = items.row.lows[at]
    if items.row.shapes[at] in (TITLE, UPPER):
        return low not in cues.FRAMES
    return low in JOINTS or low in lex.ROLES or low in lex.ROLE_PARTS


def _view_run(items: Items, start: int, end: int, local: list[Place]) -> None:
    """Add what stands before and behind in the run: its role, the bodies on both sides."""
    lows = items.row.lows
    bodies = [at for at in range(start, end) if is_body(items, at)]
    role = next((lows[at] for at in range(start, end) if lows[at] in lex.ROLES), "-")
    for at in range(start, end):
        before = [_body(items, b) for b in bodies if b < at]
        behind = [_body(items, b) for b in bodies if b > at]
        ahead = next((b - at for b in bodies if b > at), 9)
        last, following = before[-1] if before else "-", behind[0] if behind else "-"
        here = at in bodies
        seen = (
            f"role={role}|{lows[at]}",
            f"role={role}|{last}",
            f"body{here:d}{min(len(before), 2)}{min(len(behind), 2)}",
            f"bodies={last}|{following}",
            f"body={last}|{lows[at]}",
            f"next={following}|{lows[at]}",
            f"ahead{min(ahead, 5)}{here:d}",
        )
        local[at] = (*local[at], seen)


def is_body(items: Items, at: int) -> bool:
    """Tell whether a body may begin here: a known word, or an acronym outside brackets."""
    low = items.row.lows[at]
    if at and items.row.lows[at - 1] == "(":
        return False
    return low in lex.BODIES or (items.row.shapes[at] == UPPER and len(low) > 2)


def _body(items: Items, at: int) -> str:
    return "ACRONYM" if items.row.shapes[at] == UPPER else items.row.lows[at]


def sentence_ranges(items: Items) -> list[Range]:
    """Return the sentences as ranges of items."""
    found: list[Range] = []
    for at, number in enumerate(items.sentence):
        if number == len(found):
            found.append((at, at + 1))
        else:
            found[-1] = (found[-1][0], at + 1)
    return found


def train_introductions(
    articles: list[tuple[Items, View, list[SpanOfTokens]]],
) -> Tagger:
    """Return the tagger of names, roles and bodies."""
    data = Sequences()
    for number, (items, seen, spans) in enumerate(articles):
        labels = labels_of(items, spans, NAMES)
        for start, end in sentence_ranges(items):
            if "B-N" in labels[start:end]:
                part = slice(start, end)
                data.add(seen.atoms[part], seen.local[part], labels[part], number)
    return train_tagger(data, OFFSETS, c1=0.02, c2=0.05)


def tag_introductions(items: Items, seen: View, tagger: Tagger) -> list[str]:
    """Return a label an item."""
    ranges = sentence_ranges(items)
    by_atoms = tagger.atom_scores([seen.atoms[start:end] for start, end in ranges])
    by_place = tagger.local_scores([seen.local[start:end] for start, end in ranges])
    paths = tagger.best([a + b for a, b in zip(by_atoms, by_place, strict=True)])
    return [tagger.labels[n] for path in paths for n in path]


class Person(msgspec.Struct):
    """A mention of somebody: the items of the name, and of the role and body beside it."""

    name: Range
    parts: list[tuple[str, Range]]
    tagged: bool


def people_of(items: Items, tags: list[str]) -> list[Person]:
    """Return everybody the article names: those tagged, and capitalised words that speak."""
    tagged = groups(tags, "N")
    parts = [(kind, where) for kind in ("R", "A") for where in groups(tags, kind)]
    parts.sort(key=lambda part: part[1])
    found = [Person(name, _beside(items, name, parts, tagged), True) for name in tagged]
    taken = {at for start, end in tagged for at in range(start, end)}
    taken |= {at for _, (start, end) in parts for at in range(start, end)}
    runs = _capital_runs(items, taken)
    spoken = {
        items.row.lows[at]
        for start, end in runs
        if start and items.row.lows[start - 1] in SAID
        for at in range(start, end)
    }
    found += [Person(run, [], False) for run in runs if _speaks(items, *run, spoken)]
    return sorted(found, key=lambda person: person.name)


def _beside(
    items: Items, name: Range, parts: list[tuple[str, Range]], names: list[Range]
) -> list[tuple[str, Range]]:
    """Return the roles and bodies of a name: in its sentence, no other name between."""
    sentence = items.sentence[name[0]]
    found = []
    for kind, (start, end) in parts:
        if items.sentence[start] != sentence:
            continue
        low, high = (end, name[0]) if end <= name[0] else (name[1], start)
        if high - low <= BETWEEN and not any(low <= other[0] < high for other in names):
            found.append((kind, (start, end)))
    return found


def _capital_runs(items: Items, taken: set[int]) -> list[Range]:
    """Return the runs of capitalised words that are not ``taken``, without sentence openers."""
    found: list[Range] = []
    at, count = 0, len(items)
    while at < count:
        end = at
        while end < count and end not in taken and _is_name_word(items, end):
            if end > at and items.sentence[end] != items.sentence[at]:
                break
            end += 1
        start = at
        while start < end and _opens_sentence(items, start):
            start += 1
        if start < end:
            found.append((start, end))
        at = max(end, at + 1)
    return found


def _is_name_word(items: Items, at: int) -> bool:
    low = items.row.lows[at]
    return items.row.shapes[at] in (TITLE, UPPER) and low not in lex.DAYS and low not in lex.MONTHS


def _opens_sentence(items: Items, at: int) -> bool:
    begins = at == 0 or items.sentence[at - 1] != items.sentence[at]
    low = items.row.lows[at]
    return begins and (low in lex.OPENERS or low in cues.FRAMES or low in lex.PRONOUNS)


def _speaks(items: Items, start: int, end: int, spoken: set[str]) -> bool:
    """Tell whether a run may be a person: named as a speaker, beside a cue, or with an age."""
    lows, shapes = items.row.lows, items.row.shapes
    if any(low in spoken for low in lows[start:end]):
        return True
    before, after = lows[start - 1] if start else "", lows[end : end + 2]
    if before in cues.FRAMES or before in AGENTS or any(low in cues.FRAMES for low in after[:1]):
        return True
    if after[:1] == ["("] and shapes[end + 1 : end + 2] == [NUMBER]:
        return True
    return after[:1] == [","] and shapes[end + 1 : end + 2] == [LOWER] and end - start > 1

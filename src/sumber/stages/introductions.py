"""Tag names, roles and bodies by the learned tagger and join them to mentions.

1. Every clause is tagged: N a person's name, R a role, A the body beside it, X a body that is part
   of the role (*Kepala* **Dinas Sosial Sleman**), G a body that speaks.
2. Each name takes the role and body before it (*Ketua DPP Golkar, Budi*), else those behind it
   (*Budi, Ketua DPP Golkar,*), unless another name stands between.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec
import numpy as np

from sumber.language import cues, load
from sumber.language import lexicon as lex
from sumber.language.tokens import LOWER, OTHER, TITLE, UPPER
from sumber.language.words import WORDS
from sumber.model.asking import Asking, Question
from sumber.model.atoms import SIGN_NUMBERS, Evidence, capital_runs, numbers_of, words_of
from sumber.model.profiles import PROFILES
from sumber.model.signs import BITS, SIGNS
from sumber.model.signs import MOST as MOST_SIGNS
from sumber.model.sums import Bundle, Kept, Numbers, Place
from sumber.model.tagger import Row, Tagger
from sumber.records import Clause, Mention, MentionKind, Notes, Span

Range = tuple[int, int]
_bridges_data = load("names")["bridges"]
PLAIN = "0000"
AND = frozenset(["dan", "serta", "bersama"])
PERSON, PLACE, BODY = 0, 1, 2  # places of a profile's digits
SURE = "2"  # the digit of a profile from which on a word is often one of persons
LONGEST_PREFIX = 3  # of names that have a capital inside (*McAllister*)
OUTSIDE = lex.OPENERS | lex.SHORT_ROLES.keys() | lex.TITLES_ALONE
NO_NAMES = lex.PRONOUNS | lex.DAYS | lex.MONTHS | lex.OPENERS | lex.ROLES | lex.BODIES
OFFSETS = [-3, -2, -1, 0, 1, 2, 3]
_START, _END = SIGNS.number("^"), SIGNS.number("$")
BRIDGES_BEFORE = frozenset(_bridges_data["before"])
BRIDGES_BEHIND = frozenset(_bridges_data["behind"])


def tag_names(notes: Notes, tagger: Tagger) -> Asking[Notes]:
    """Return the notes with the mentions that the tagger reads; it hears those of the rules."""
    evidence = Evidence(notes.clauses)
    by_rule = by_clause(notes)
    seen = [
        Row(numbers_of(clause), _told(clause, evidence, rules))
        for clause, rules in zip(notes.clauses, by_rule, strict=True)
    ]
    words = [row.words for row in seen]
    answers = yield Question(tagger, seen, range(len(seen)), words, _beside, spell)
    labels = [tags for tags, _ in answers]
    _give_back(notes.clauses, labels)
    found = [
        mention
        for clause, tags in zip(notes.clauses, labels, strict=True)
        for mention in read_mentions(clause, tags)
    ]
    found += _left_out(notes.clauses, by_rule, found)
    found.sort(key=lambda m: m.span)
    return msgspec.structs.replace(notes, mentions=tuple(found))


def _give_back(clauses: Sequence[Clause], labels: list[list[str]]) -> None:
    """Give the first word of a long name back to the place before it (*Kota Suka* **Asri** *X Y*).

    So it is where the article has the two words side by side elsewhere, and no name there.
    """
    together = {
        (clause.lows[at], clause.lows[at + 1])
        for clause, tags in zip(clauses, labels, strict=True)
        for at in range(len(tags) - 1)
        if clause.shapes[at] == clause.shapes[at + 1] == TITLE and tags[at + 1][2:] != "N"
    }
    for clause, tags in zip(clauses, labels, strict=True):
        for start, end in groups(tags, "N"):
            pair = tuple(clause.lows[max(0, start - 1) : start + 1])
            if end - start > 2 and pair in together and tags[start - 1][2:] != "N":
                tags[start] = tags[start - 1].replace("B-", "I-")
                tags[start + 1] = "B-N"


def _left_out(
    clauses: Sequence[Clause], rules: list[list[Mention]], found: list[Mention]
) -> list[Mention]:
    """Return persons and roles that the rules read where the tagger sees nothing at all."""
    spans = [s for m in found for s in (m.span, m.role, m.affiliation) if s is not None]
    return [
        m
        for clause, inside in zip(clauses, rules, strict=True)
        for m in inside
        if m.role is not None
        and (_speaks(clause, m) or (m.kind == "person" and _personal(clause, m.span)))
        and not any(s.meets(m.span) or s.meets(m.role) for s in spans)
    ]


def _speaks(clause: Clause, mention: Mention) -> bool:
    """Tell whether a role without name and body stands at the head of its clause before a cue."""
    end = bisect_left(clause.starts, mention.span.end)
    heads = mention.span.start == clause.span.start and mention.affiliation is None
    return (
        mention.kind == "role"
        and heads
        and not cues.FRAMES.keys().isdisjoint(clause.lows[end : end + 1])
    )


def _personal(clause: Clause, span: Span) -> bool:
    """Tell whether the words are written of persons in other texts, and none of anything else."""
    start, end = (bisect_left(clause.starts, edge) for edge in (span.start, span.end))
    profiles = [PROFILES[low] for low in clause.lows[start:end] if low in PROFILES]
    return any(told[PERSON] >= SURE for told in profiles) and all(
        "0" < told[PERSON] >= max(told[PLACE], told[BODY]) for told in profiles
    )


def by_clause(notes: Notes) -> list[list[Mention]]:
    """Return the mentions of each clause."""
    found: list[list[Mention]] = []
    at = 0
    mentions = sorted(notes.mentions, key=lambda m: m.span)
    for clause in notes.clauses:
        inside: list[Mention] = []
        while at < len(mentions) and mentions[at].span.start < clause.span.end:
            inside.append(mentions[at])
            at += 1
        found.append(inside)
    return found


def view(
    clause: Clause, evidence: Evidence, rules: Sequence[Mention] = ()
) -> tuple[list[Place], list[Place]]:
    """Return the atoms of every item, and the features of its place, written out."""
    numbers = numbers_of(clause)
    atoms: list[Place] = [word.place for word in words_of(clause)]
    for at, bundle in _told(clause, evidence, rules):
        atoms[at] = (*atoms[at], bundle)
    local: list[Place] = [(*map(spell, own),) for own in _beside([numbers]).tolist()]
    return atoms, local


def _told(clause: Clause, evidence: Evidence, rules: Sequence[Mention]) -> list[tuple[int, Bundle]]:
    """Return what the article tells of items, and what the rules take them for."""
    told = [
        (at, _told_by(clause.lows[at], at - start, end - at, evidence))
        for start, end in capital_runs(clause)
        for at in range(start, end)
    ]
    for mention in rules:
        for span, mark in ((mention.role, "R"), (mention.affiliation, "A"), (mention.span, "N")):
            if span is not None and not (mark == "N" and mention.kind == "role"):
                first, end = (bisect_left(clause.starts, edge) for edge in (span.start, span.end))
                told += [(at, _mark(mark, mention.kind, at == first)) for at in range(first, end)]
    return told


@lru_cache(maxsize=1 << 6)
def _mark(mark: str, kind: str, first: bool) -> Bundle:
    """Return what the rules take an item for."""
    return Kept([f"r={mark}{kind[0]}{first:d}"])


def _beside(clauses: Sequence[list[int]]) -> Numbers:
    """Return for each item two numbers, for its sign and that before it, and that behind it."""
    words = np.array([n for numbers in clauses for n in (WORDS.first, *numbers, WORDS.first)])
    lengths = np.array([len(numbers) for numbers in clauses])
    signs = SIGN_NUMBERS.of(words)
    ends = (lengths + 2).cumsum()
    signs[ends - lengths - 2], signs[ends - 1] = _START, _END
    pairs = signs[:-1] << BITS | signs[1:]
    seats = np.arange(lengths.sum()) + np.repeat(np.arange(1, 2 * len(clauses), 2), lengths)
    return np.stack([pairs[seats - 1] << 1, pairs[seats] << 1 | 1], axis=1)


def spell(number: int) -> Bundle:
    """Return the feature that such a number stands for."""
    left, right = SIGNS.written[number >> BITS + 1], SIGNS.written[number >> 1 & MOST_SIGNS - 1]
    return (f"r{left}|{right}",) if number & 1 else (f"l{left}|{right}",)


def _told_by(low: str, before: int, rest: int, evidence: Evidence) -> Bundle:
    """Return what the article tells of a capitalised word, and its place in its run."""
    return _evidence(
        min(evidence.alone[low], 2),
        min(evidence.beside[low], 2),
        min(evidence.capital[low], 3),
        min(before, 4),
        min(rest, 4),
    )


@lru_cache(maxsize=1 << 10)
def _evidence(alone: int, beside: int, seen: int, before: int, rest: int) -> Bundle:
    return Kept(
        [
            f"alone{alone}",
            f"beside{beside}",
            f"seen{seen}",
            f"before{before}",
            f"rest{rest}",
            f"at{min(before, 3)}{beside > 0:d}",
        ]
    )


# --- from tags to mentions


def read_mentions(clause: Clause, tags: list[str]) -> Iterator[Mention]:
    """Yield the mentions that the tags of one clause tell."""
    if tags.count("O") == len(tags):
        return
    runs = (run for name in groups(tags, "N") for run in _parted(clause, name))
    found = (_trimmed(clause, run) for run in runs)
    names = [name for name in found if _is_name(clause, tags, name)]
    roles = _roles(tags)
    taken: set[Range] = set()
    for at, name in enumerate(names):
        before = names[at - 1][1] if at else 0
        after = names[at + 1][0] if at + 1 < len(names) else len(clause)
        role = _role_of(clause, name, [r for r in roles if r not in taken], before, after)
        if role is not None:
            taken.add(role)
        yield _mention(clause, tags, name, role)
    for role in roles:
        if role not in taken:
            yield _mention(clause, tags, None, role)
    for body in groups(tags, "G"):
        kind: MentionKind = "organisation" if _is_body(clause, body) else "person"
        yield Mention(clause.range(*body), kind)


def _parted(clause: Clause, name: Range) -> Iterator[Range]:
    """Yield the names that *dan* joins (*Rini Wardani* dan *Bagas Prakoso*)."""
    start, end = name
    for at in range(*name):
        if clause.lows[at] in AND and start < at < end - 1:
            yield start, at
            start = at + 1
    yield start, end


def _trimmed(clause: Clause, name: Range) -> Range:
    """Step over words before the name (*Padahal Budi*, *Wamenkes Budi*, *PersebayaBudi*)."""
    start, end = name
    for at in range(start + 1, end):
        glued = clause.starts[at] == clause.ends[at - 1] and clause.shapes[at] in (TITLE, UPPER)
        if glued and len(clause.lows[at - 1]) > LONGEST_PREFIX:
            start = at
    while start < end - 1 and (clause.lows[start] in OUTSIDE or clause.shapes[start] == LOWER):
        start += 1
    return start, end


def _is_name(clause: Clause, tags: list[str], name: Range) -> bool:
    lows = clause.lows[name[0] : name[1]]
    before = name[0] - 1
    if before >= 0 and tags[before] == "O" and clause.lows[before] in lex.BEFORE_PLACES:
        return False
    if clause.shapes[name[0]] == LOWER or all(low in NO_NAMES for low in lows):
        return False
    return len(lows) > 1 or lows[0] not in lex.PLACES


def _is_body(clause: Clause, words: Range) -> bool:
    """Tell whether some word is one of bodies: listed, in capitals, or often seen as one."""
    return any(
        clause.lows[at] in lex.BODIES
        or clause.shapes[at] != TITLE
        or PROFILES.get(clause.lows[at], PLAIN)[1:3] != "00"
        for at in range(*words)
    )


def groups(tags: list[str], kind: str) -> list[Range]:
    """Return the ranges that are tagged ``B-kind I-kind …``."""
    begin, inside = f"B-{kind}", f"I-{kind}"
    found: list[Range] = []
    if begin not in tags and inside not in tags:
        return found
    start = -1
    for at, tag in enumerate([*tags, "O"]):
        if start >= 0 and tag != inside:
            found.append((start, at))
            start = -1
        if tag == begin or (tag == inside and start < 0):
            start = at
    return found


def _roles(tags: list[str]) -> list[Range]:
    """Return the stretches of role and body, brackets and single words between them included."""
    found: list[Range] = []
    start, last = -1, -1
    for at, tag in enumerate([*tags, "O", "O", "O", "O", "O"]):
        inside = tag[2:] in ("R", "A", "X")
        if inside and (start < 0 or tag == "B-R"):
            if start >= 0:
                found.append((start, last + 1))
            start = at
        if inside:
            last = at
        elif start >= 0 and (at - last > 4 or tag[2:] == "N"):
            found.append((start, last + 1))
            start = -1
    return found


def _role_of(
    clause: Clause, name: Range, roles: list[Range], before: int, after: int
) -> Range | None:
    """Return the role before the name, else the one behind it, if nothing else parts them."""
    left = [r for r in roles if before <= r[0] and r[1] <= name[0]]
    if left and _bridges(clause, left[-1][1], name[0], BRIDGES_BEFORE):
        return left[-1]
    right = [r for r in roles if name[1] <= r[0] and r[1] <= after]
    if right and _bridges(clause, name[1], right[0][0], BRIDGES_BEHIND):
        touches = after < len(clause) and _bridges(clause, right[0][1], after, frozenset())
        return None if touches else right[0]
    return None


def _bridges(clause: Clause, start: int, end: int, words: frozenset[str]) -> bool:
    """Tell whether only brackets, marks, ranks and the given words stand between two items."""
    depth = 0
    for at in range(start, end):
        low = clause.lows[at]
        depth += (low == "(") - (low == ")")
        plain = depth > 0 or clause.shapes[at] == OTHER or low in lex.TITLES or low in words
        if not plain or (
            low in (".", ";", ":") and depth == 0 and clause.lows[at - 1] not in lex.TITLES
        ):
            return False
    return True


def _mention(clause: Clause, tags: list[str], name: Range | None, role: Range | None) -> Mention:
    role_span = body_span = None
    if role is not None:
        role_span = _covered(clause, tags, role, ("R", "X"))
        body_span = _covered(clause, tags, role, ("A", "X"))
    where = clause.range(*name) if name else clause.range(*role) if role else clause.span
    kind: MentionKind = "person" if name else "role"
    return Mention(where, kind, role_span, body_span)


def _covered(clause: Clause, tags: list[str], group: Range, kinds: tuple[str, ...]) -> Span | None:
    places = [at for at in range(*group) if tags[at][2:] in kinds]
    return clause.range(places[0], places[-1] + 1) if places else None

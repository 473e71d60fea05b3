"""Join what the rules and the learned tagger say of each clause.

1. The tagger reads every cue of the article at once.
2. A quotation keeps the rule's reading, the tagger bounds its source, addressee and occasion.
3. Indirect speech is what the tagger reads; of two that overlap the surer one stays.
"""

from __future__ import annotations

import msgspec

from sumber.language import cues
from sumber.language import lexicon as lex
from sumber.language.tokens import TITLE, UPPER
from sumber.model.asking import Asking, Question
from sumber.model.tagger import Row, Tagger
from sumber.records import Clause, Mention, Notes
from sumber.stages.introductions import by_clause
from sumber.stages.statements.addressees import addressee
from sumber.stages.statements.arguments import (
    Arguments,
    find_cues,
    read_arguments,
    seen,
)
from sumber.stages.statements.bearers import bearer
from sumber.stages.statements.borders import source_after, source_before
from sumber.stages.statements.frames import Attribution
from sumber.stages.statements.outlook import SIDES, Seat, facts_of, look, spell

BESIDE = (cues.ADVERBS | lex.OPENERS) - cues.AUXILIARIES
MOST_PLACES = 20_000  # cues times items of one sentence; more is no sentence of a newsroom
SPEAKERS = lex.PRONOUNS | lex.GROUPS | lex.ROLES | lex.BODIES | lex.DOCUMENTS


def decide(
    notes: Notes, by_rule: list[list[Attribution]], tagger: Tagger
) -> Asking[list[list[Attribution]]]:
    """Return the attributions of every clause."""
    mentions = by_clause(notes)
    read = yield from _read_all(notes, mentions, by_rule, tagger)
    joined = [
        _join(clause, rules, read.get(number, {}))
        for number, (clause, rules) in enumerate(zip(notes.clauses, by_rule, strict=True))
    ]
    return [
        [_borne(clause, attribution, inside) for attribution in found]
        for clause, found, inside in zip(notes.clauses, joined, mentions, strict=True)
    ]


def _borne(clause: Clause, attribution: Attribution, mentions: list[Mention]) -> Attribution:
    """Return the attribution with its source cut to the words that name it, and its addressee."""
    source = attribution.source and bearer(clause, attribution.source, mentions)
    told = attribution.addressee or addressee(clause, attribution)
    contents = [_behind_that(clause, part) for part in attribution.contents]
    return msgspec.structs.replace(attribution, source=source, addressee=told, contents=contents)


def _behind_that(clause: Clause, part: tuple[int, int]) -> tuple[int, int]:
    """Cut off time, place and manner before *bahwa* (*menegaskan kembali posisinya bahwa* …)."""
    start, end = part
    that = next((at for at in range(start, end) if clause.lows[at] == "bahwa"), None)
    if that is None or that + 1 >= end or clause.quoted[start] >= 0:
        return part
    spoken = any(
        clause.quoted[at] >= 0 or clause.lows[at] in cues.FRAMES for at in range(start, that)
    )
    beside = clause.lows[start] in BESIDE
    return (that + 1, end) if beside and not spoken else part


def _read_all(
    notes: Notes,
    mentions: list[list[Mention]],
    by_rule: list[list[Attribution]],
    tagger: Tagger,
) -> Asking[dict[int, dict[int, Arguments]]]:
    """Return, by clause and cue item, what the tagger reads; ``mentions`` are those by clause."""
    atoms: list[Row] = []
    seats: list[Seat] = []
    rows: list[int] = []
    numbers: list[int] = []
    for number, clause in enumerate(notes.clauses):
        cue_items = find_cues(clause)[: MOST_PLACES // max(1, len(clause))]
        if not cue_items:
            continue
        row, signs = seen(clause, mentions[number])
        seats += [Seat(clause, cue, cue_items, signs, by_rule[number]) for cue in cue_items]
        rows += [len(atoms)] * len(cue_items)
        numbers += [number] * len(cue_items)
        atoms.append(row)
    found: dict[int, dict[int, Arguments]] = {}
    if not seats:
        return found
    answers = yield Question(
        tagger, atoms, rows, seats, look, spell, [*map(facts_of, seats)], SIDES
    )
    for number, seat, (labels, lead) in zip(numbers, seats, answers, strict=True):
        arguments = read_arguments(labels)
        if arguments is not None:
            arguments.lead = lead
            if seat.clause.lows[seat.cue - 1 : seat.cue] in cues.PARTICIPLES:
                arguments.source = _nearest_name(seat.signs, seat.cue) or arguments.source
            found.setdefault(number, {})[seat.cue] = arguments
    return found


def _nearest_name(signs: list[str], cue: int) -> tuple[int, int] | None:
    """Return the name last before the cue: who speaks in *X mengelak, dengan mengatakan …*."""
    end = cue
    while end and signs[end - 1] != "N":
        end -= 1
    start = end
    while start and signs[start - 1] == "N":
        start -= 1
    return (start, end) if end else None


def _join(
    clause: Clause, rules: list[Attribution], read: dict[int, Arguments]
) -> list[Attribution]:
    kept = [_bounded(clause, rule, read) for rule in rules if rule.quotation]
    taken = {at for rule in kept for start, end in rule.contents for at in range(start, end)}
    taken |= {rule.cue[0] for rule in kept if rule.cue}
    for cue, arguments in sorted(read.items(), key=lambda item: -item[1].lead):
        content = {at for start, end in arguments.contents for at in range(start, end)}
        if cue in taken or content & taken:
            continue
        taken |= content | {cue}
        kept.append(_attribution(clause, cue, arguments, content))
    return sorted(kept, key=lambda a: a.contents[0])


def _bounded(clause: Clause, rule: Attribution, read: dict[int, Arguments]) -> Attribution:
    """Let the tagger bound the parts of a quotation's attribution."""
    arguments = read.get(rule.cue[0]) if rule.cue else None
    if arguments is None:
        return rule
    return msgspec.structs.replace(
        rule,
        source=arguments.source or rule.source,
        addressee=arguments.addressee,
        occasion=arguments.occasion,
        lead=arguments.lead,
    )


def _attribution(clause: Clause, cue: int, arguments: Arguments, content: set[int]) -> Attribution:
    source = arguments.source or _source_by_rule(clause, cue, content)
    return Attribution(
        "tagged",
        (cue, cue + 1),
        source,
        arguments.contents,
        False,
        f"cue {clause.lows[cue]}",
        arguments.addressee,
        arguments.occasion,
        lead=arguments.lead,
    )


def _source_by_rule(clause: Clause, cue: int, content: set[int]) -> tuple[int, int] | None:
    """Return the source where the frame of the cue has it, if the tagger saw none."""
    low = clause.lows[cue]
    frame = cues.FRAMES.get(low)
    if frame is None or low.endswith("nya"):
        return None
    behind = frame[0] in (cues.AFTER, cues.PASSIVE, cues.ACCORDING)
    begin = cue + 1 + (clause.lows[cue + 1 : cue + 2] == ["oleh"])
    found = source_after(clause, begin) if behind else source_before(clause, cue)
    if found is None or content & set(range(*found)) or not _can_speak(clause, found):
        return None
    return found


def _can_speak(clause: Clause, words: tuple[int, int]) -> bool:
    """Tell whether the words hold a name or begin with a word for somebody who can speak."""
    first = clause.lows[words[0]]
    if first in SPEAKERS or first in cues.POINTING:
        return first in SPEAKERS
    return any(
        clause.shapes[at] in (TITLE, UPPER) and clause.lows[at] not in lex.OPENERS
        for at in range(*words)
    )

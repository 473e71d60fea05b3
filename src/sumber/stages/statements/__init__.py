"""Find the statements of an article: who said what, by which words, when and where.

1. Attributions: what reports what in each clause, by rule (``frames``) and, where the models are
   there, by the learned tagger (``arguments``).
2. Sources: which mention of the article each attribution names (``sources``).
3. The day on which each was said (``days``).
"""

from __future__ import annotations

import re

import msgspec

from sumber.language import cues, load
from sumber.language.tokens import LOWER
from sumber.model.asking import Asking, answered
from sumber.model.tagger import Tagger
from sumber.records import Article, Clause, Notes, Quotation, Span, Statement, StatementKind
from sumber.stages.dates import reference_day
from sumber.stages.statements.confidence import confidence, evidence
from sumber.stages.statements.days import BY_HAND as DAYS_BY_HAND
from sumber.stages.statements.days import fill_days
from sumber.stages.statements.deciding import decide
from sumber.stages.statements.frames import Attribution, Quoted, read_attributions
from sumber.stages.statements.joining import in_order, runs_on
from sumber.stages.statements.referents import Source
from sumber.stages.statements.sources import Sources

_by_hand = load("sources")
BY_HAND: dict[str, float] = _by_hand["weights"]
TRUST_BY_HAND: dict[str, float] = _by_hand["trust"]
WORD = re.compile(r"\w+")


def read_by_rule(text: str, notes: Notes) -> list[list[Attribution]]:
    """Return what the rules read in each clause."""
    quoted = [_quoted(text, quotation) for quotation in notes.quotations]
    return [read_attributions(clause, quoted) for clause in notes.clauses]


def _quoted(text: str, quotation: Quotation) -> Quoted:
    """Count the words of a quotation, and see whether a comma or stop stands before its end."""
    words = len(WORD.findall(text, quotation.content.start, quotation.content.end))
    tail = text[quotation.content.end - 1 : quotation.span.end + 1]
    return Quoted(words, any(mark in ",.!?…" for mark in tail))


def find_attributions(
    article: Article, notes: Notes, tagger: Tagger | None
) -> list[list[Attribution]]:
    """Return what reports what in each clause; without a tagger by rules alone."""
    return answered(ask_attributions(article, notes, tagger))


def ask_attributions(
    article: Article, notes: Notes, tagger: Tagger | None
) -> Asking[list[list[Attribution]]]:
    """Return what ``find_attributions`` does, its question to the tagger open."""
    attributions = read_by_rule(article.text, notes)
    if tagger is not None:
        attributions = yield from decide(notes, attributions, tagger)
    return attributions


def find_statements(
    article: Article, notes: Notes, tagger: Tagger | None, weights: dict[str, float] = BY_HAND
) -> Notes:
    """Return what ``ask_statements`` does, its question answered."""
    return answered(ask_statements(article, notes, tagger, weights))


def ask_statements(
    article: Article,
    notes: Notes,
    tagger: Tagger | None,
    weights: dict[str, float] = BY_HAND,
    trust: dict[str, float] = TRUST_BY_HAND,
    days: dict[str, float] = DAYS_BY_HAND,
) -> Asking[Notes]:
    """Return the notes with their statements filled, a question to the tagger open.

    ``tagger`` finds the parts of attributions, ``weights`` rank the sources, ``trust`` tells the
    confidence, ``days`` choose the day of saying; without them rules and weights set by hand
    decide.
    """
    attributions = yield from ask_attributions(article, notes, tagger)
    sources = Sources(article.text, notes, weights)
    found: list[Statement] = []
    earlier: list[Span] = []
    for clause, attribution in in_order(notes, attributions):
        contents = [content_span(clause, p, notes.quotations) for p in attribution.contents]
        if runs_on(clause, attribution, notes.quotations):
            earlier += contents
            continue
        contents, earlier = [*earlier, *(attribution.pointed or contents)], []
        name = f"{article.id}-s{len(found)}"
        source = sources.resolve(clause, attribution)
        sure = confidence(evidence(attribution, source.margin, source.form), trust)
        found.append(_statement(name, clause, attribution, contents, notes, source, sure))
    filled = msgspec.structs.replace(notes, statements=tuple(found))
    return fill_days(article.text, filled, reference_day(article, notes), days)


def _statement(
    name: str,
    clause: Clause,
    attribution: Attribution,
    contents: list[Span],
    notes: Notes,
    source: Source,
    sure: float,
) -> Statement:
    return Statement(
        id=name,
        kind=_kind(clause, attribution, notes),
        contents=tuple(contents),
        cue=_span(clause, attribution.cue),
        speaker=source.speaker,
        who=source.who,
        who_type=source.type,
        role=source.role,
        affiliation=source.affiliation,
        addressee=_span(clause, attribution.addressee),
        occasion=_span(clause, attribution.occasion),
        confidence=sure,
        because=(attribution.because, source.because),
    )


def _span(clause: Clause, items: tuple[int, int] | None) -> Span | None:
    return clause.range(*items) if items else None


def content_span(clause: Clause, part: tuple[int, int], quotations: tuple[Quotation, ...]) -> Span:
    """Return the characters of a content; a lone quotation without its marks."""
    start, end = part
    if end - start == 1 and clause.quoted[start] >= 0:
        return quotations[clause.quoted[start]].content
    for at in range(start, end - 1):
        if clause.quoted[at] >= 0 and clause.lows[at + 1] in cues.COMMENTS:
            quotation = quotations[clause.quoted[at]]
            if quotation.closes_clause:
                return Span(clause.starts[start], quotation.content.end)
    return clause.range(start, end)


def _kind(clause: Clause, attribution: Attribution, notes: Notes) -> StatementKind:
    """All between marks is direct; two words or more between marks, no name, make it mixed."""
    if attribution.pointed:
        return "indirect"
    items = [at for start, end in attribution.contents for at in range(start, end)]
    quoted = [notes.quotations[clause.quoted[at]] for at in items if clause.quoted[at] >= 0]
    if quoted and len(quoted) == len(attribution.contents) == len(items):
        return "direct"
    return "mixed" if any(_is_speech(q, notes) for q in quoted) else "indirect"


def _is_speech(quotation: Quotation, notes: Notes) -> bool:
    """Tell whether two or more words stand between the marks that are no name."""
    inner, tokens = quotation.content, notes.tokens
    shapes = [
        shape
        for start, shape in zip(tokens.starts, tokens.shapes, strict=True)
        if inner.start <= start < inner.end
    ]
    return len(shapes) > 1 and shapes.count(LOWER) > len(shapes) / 2

"""Find the statements of an article: who said what, by which words, when and where.

1. Clauses: sentences as rows of items, quotations as one item each (``clauses``).
2. Attributions: what reports what in each clause (``frames``).
3. Sources: which mention of the article each attribution names (``sources``).
4. Particulars: addressee, occasion and day (``particulars``).
"""

from __future__ import annotations

import re

import msgspec

from sumber.records import Article, Notes, Quotation, Span, Statement, StatementKind
from sumber.stages.statements.clauses import Clause, clauses
from sumber.stages.statements.frames import Attribution, read_attributions
from sumber.stages.statements.sources import Sources

WORD = re.compile(r"\w+")


def find_statements(article: Article, notes: Notes) -> Notes:
    """Return the notes with their statements filled."""
    words = {n: len(WORD.findall(q.content.of(article.text))) for n, q in enumerate(notes.quotations)}
    sources = Sources(article.text, notes)
    found: list[Statement] = []
    for clause in clauses(notes):
        attributions = read_attributions(clause, words)
        for attribution in attributions:
            found.append(_statement(f"{article.id}-s{len(found)}", clause, attribution, notes, sources))
        if not attributions:
            sources.pass_by(clause)
    return msgspec.structs.replace(notes, statements=tuple(found))


def _statement(
    name: str, clause: Clause, attribution: Attribution, notes: Notes, sources: Sources
) -> Statement:
    contents = [_content(clause, part, notes.quotations) for part in attribution.contents]
    source = sources.resolve(clause, attribution)
    return Statement(
        id=name,
        kind=_kind(clause, attribution, notes),
        contents=tuple(contents),
        cue=clause.range(*attribution.cue) if attribution.cue else None,
        speaker=source.speaker,
        who=source.who,
        who_type=source.type,
        role=source.role,
        affiliation=source.affiliation,
        confidence=0.8 if attribution.cue else 0.6,
        because=(attribution.because, source.because),
    )


def _content(clause: Clause, part: tuple[int, int], quotations: tuple[Quotation, ...]) -> Span:
    """Return the characters of a content; a lone quotation without its marks."""
    if part[1] - part[0] == 1 and clause.quoted[part[0]] >= 0:
        return quotations[clause.quoted[part[0]]].content
    return clause.range(*part)


def _kind(clause: Clause, attribution: Attribution, notes: Notes) -> StatementKind:
    if attribution.quotation:
        return "direct"
    inside = [
        notes.quotations[clause.quoted[at]]
        for start, end in attribution.contents
        for at in range(start, end)
        if clause.quoted[at] >= 0
    ]
    return "mixed" if any(_is_speech(q, notes) for q in inside) else "indirect"


def _is_speech(quotation: Quotation, notes: Notes) -> bool:
    """Two or more words between marks that are no name."""
    inner = quotation.content
    tokens = notes.tokens
    shapes = [
        shape for start, shape in zip(tokens.starts, tokens.shapes, strict=True) if inner.start <= start < inner.end
    ]
    return len(shapes) > 1 and shapes.count(1) > len(shapes) / 2

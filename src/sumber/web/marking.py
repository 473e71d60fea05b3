"""The text of an article as marked HTML: paragraphs, each with the cards of what is said in it.

1. The text is cut into blocks: its lines, and long lines between two sentences, since scraped text
   has often lost its line breaks (:func:`blocks`).
2. ``render.facts`` cuts it where facts begin and end; each run is wrapped in its facts' marks.
3. A block carries the cards of the statements that begin in it.

The characters stay as they are and in their order; only marks stand between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from markupsafe import Markup

from sumber.messages import Say
from sumber.records import Article, Notes, Span, Statement
from sumber.references.writing import day_in_words
from sumber.render import details
from sumber.render.facts import Fact, Run, cut, facts_of, in_order
from sumber.render.safe import visible

LONG: Final = 900
"""Characters above which a line is cut between two sentences."""
AROUND: Final = 280
"""Characters of context that are shown before and behind a statement."""
_LINE: Final = re.compile(r"[^\n]*\S[^\n]*")
_BETWEEN: Final = re.compile(
    r"(?<=[.!?][\"”’'])\s+(?=[\"“A-Z])|(?<=[a-z\d)]{4}[.!?])\s+(?=[\"“A-Z])"
)
_CONTENT: Final = ("direct", "indirect", "mixed")
_EXPLAINED: Final = ("date", "citation", "region")


class Card(NamedTuple):
    """What is known of one statement, in words."""

    number: int
    id: str
    kind: str
    who: str
    person: str | None
    standing: str
    told: str
    why: str


class Block(NamedTuple):
    """Marked text, whether it goes on from the line before, and the cards that begin in it."""

    html: Markup
    runs_on: bool = False
    cards: tuple[Card, ...] = ()
    region: str = ""


def paragraphs_of(
    article: Article, notes: Notes, people: dict[str, str | None], say: Say
) -> list[Block]:
    """Return the text of an article in blocks; ``people`` maps statements to their persons."""
    safe, runs = visible(article.text), list(cut(len(article.text), facts_of(notes)))
    titles: dict[Fact, str] = {}
    cards = _cards(article.text, notes, people, say)
    found = []
    for start, end, runs_on in blocks(article.text):
        own = [run for run in runs if run.start < end and run.end > start]
        html = Markup("").join(
            _marked(safe, _within(run, start, end), run, titles, (article.text, notes, say))
            for run in own
        )
        begun = tuple(card for at, card in cards if start <= at < end)
        found.append(Block(html, runs_on, begun, _region(notes, start, end)))
    return found


def blocks(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield start and end of each block, and whether it goes on in the line of the one before."""
    for line in _LINE.finditer(text):
        cuts = [line.start()]
        if line.end() - line.start() > LONG:
            for gap in _BETWEEN.finditer(text, line.start(), line.end()):
                if gap.end() - cuts[-1] > LONG // 2 and line.end() - gap.end() > LONG // 4:
                    cuts.append(gap.end())
        for place, (start, end) in enumerate(pairwise([*cuts, line.end()])):
            yield start, end, place > 0


def numbered(text: str, spans: Iterable[tuple[int, int, str, int]]) -> list[Block]:
    """Return a text in blocks, marked at ``spans``: start, end, kind, number."""
    safe, own = visible(text), list(spans)
    return [
        Block(Markup("").join(_shared(safe, start, end, own)), runs_on)
        for start, end, runs_on in blocks(text)
    ]


def context_of(text: str, notes: Notes, statement: str) -> list[Markup]:
    """Return the words around a statement with its content marked."""
    found = next(s for s in notes.statements if s.id == statement)
    first, last = found.contents[0].start, found.contents[-1].end
    start = _word_edge(text, max(0, first - AROUND), first)
    end = _word_edge(text, min(len(text), last + AROUND), last)
    marked: list[tuple[int, int, str, int]] = [
        (c.start, c.end, found.kind, 0) for c in found.contents
    ]
    marked += [(s.start, s.end, name, 0) for name, s in _attribution(found)]
    safe = visible(text)
    return [
        Markup("").join(_shared(safe, max(a, start), min(b, end), marked, anchored=False))
        for a, b, _ in blocks(text)
        if a < end and b > start
    ]


def _attribution(statement: Statement) -> Iterator[tuple[str, Span]]:
    for name in ("cue", "speaker", "role", "affiliation"):
        span = getattr(statement, name)
        if span is not None:
            yield name, span


def _word_edge(text: str, at: int, towards: int) -> int:
    """Return the next blank between a place and another, so that no word is cut."""
    step = 1 if towards > at else -1
    while 0 < at < len(text) and at != towards and not text[at - 1 if step > 0 else at].isspace():
        at += step
    return at


def _within(run: Run, start: int, end: int) -> tuple[int, int]:
    return max(run.start, start), min(run.end, end)


def _marked(
    safe: str,
    place: tuple[int, int],
    run: Run,
    titles: dict[Fact, str],
    told: tuple[str, Notes, Say],
) -> Markup:
    """Return a run inside the marks of its facts, the outermost first."""
    inner = Markup.escape(safe[place[0] : place[1]])
    for fact in reversed(run.facts):
        if fact.kind in _EXPLAINED and fact not in titles:
            text, notes, say = told
            titles[fact] = details.explain(text, notes, fact, say)
        inner = _wrapped(inner, fact, place[0], titles.get(fact), told[2])
    return inner


def _wrapped(inner: Markup, fact: Fact, start: int, title: str | None, say: Say) -> Markup:
    before = Markup("")
    if fact.kind in _CONTENT and fact.span.start == start:
        before = _number(fact, say)
    if title is not None:
        return before + Markup('<span class="f {}" title="{}">{}</span>').format(
            fact.kind, title, inner
        )
    of = f" s{fact.number}" if fact.kind in _CONTENT else ""
    return before + Markup('<span class="f {}{}">{}</span>').format(fact.kind, of, inner)


def _number(fact: Fact, say: Say) -> Markup:
    """Return the number of a statement, which leads to its card; its first part is a target."""
    first = isinstance(fact.record, Statement) and fact.record.contents[0] == fact.span
    anchor = Markup(' id="s{}"').format(fact.number) if first else Markup("")
    label = say("web.article.number", n=fact.number)
    return Markup('<a class="n" href="#c{}"{} aria-label="{}">{}</a>').format(
        fact.number, anchor, label, fact.number
    )


def _cards(
    text: str, notes: Notes, people: dict[str, str | None], say: Say
) -> list[tuple[int, Card]]:
    """Return the cards with where they begin; role and body stand on a source's first card."""
    cards, told = [], set[str]()
    for number, statement in enumerate(in_order(notes), 1):
        who = details.source_of(text, statement, say)
        standing = details.standing_of(text, statement)
        card = Card(
            number,
            statement.id,
            statement.kind,
            who,
            people.get(statement.id),
            standing if f"{who}\n{standing}" not in told else "",
            _circumstances(text, notes, statement, say),
            details.reasons(statement, say),
        )
        told.add(f"{who}\n{standing}")
        cards.append((statement.contents[0].start if statement.contents else 0, card))
    return cards


def _circumstances(text: str, notes: Notes, statement: Statement, say: Say) -> str:
    """Tell how, when, to whom and where it was said, and from whom the article has it."""
    addressee = details.words(text, statement.addressee)
    origins = details.origins_of(notes, statement)
    parts = (
        details.words(text, statement.cue),
        day_in_words(statement.said_on, say) or say("show.undated"),
        say("show.to", name=addressee) if addressee else "",
        details.words(text, statement.occasion),
        say("show.from", name=origins) if origins else "",
    )
    return details.DOT.join(part for part in parts if part)


def _region(notes: Notes, start: int, end: int) -> str:
    """Return the kind of the region that holds a whole block."""
    return next((r.kind for r in notes.regions if r.span.start <= start and r.span.end >= end), "")


def _shared(
    safe: str,
    start: int,
    end: int,
    spans: list[tuple[int, int, str, int]],
    *,
    anchored: bool = True,
) -> Iterator[Markup]:
    """Yield a block cut at the ends of the spans that meet it, each piece in its marks."""
    own = [span for span in spans if span[0] < end and span[1] > start]
    edges = sorted({start, end, *(e for s in own for e in s[:2] if start < e < end)})
    for a, b in pairwise(edges):
        inner = Markup.escape(safe[a:b])
        for first, last, kind, number in reversed(own):
            if first <= a and b <= last:
                inner = Markup('<span class="f {}">{}</span>').format(kind, inner)
                if anchored and first == a:
                    inner = Markup('<a class="n" href="#k{0}">{0}</a>').format(number) + inner
        yield inner

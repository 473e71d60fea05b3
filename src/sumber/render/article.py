"""An article with its facts on a terminal: the text in colours and marks, and numbered notes.

Marks tell the kinds apart where there is no colour: ``⟦1 …⟧`` direct, ``⟨2 …⟩`` indirect,
``⟪3 …⟫`` mixed, ``{…}`` a cited source, ``¦…¦`` what is not the article's body. Where not even
bold and underline can be shown, ``*…*`` is a speaker, ``_…_`` a cue, ``^…^`` a role or body and
``|…|`` a date.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from rich.console import Console, Group, RenderableType
from rich.constrain import Constrain
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from sumber.messages import Say
from sumber.records import Article, Notes, Region, Statement
from sumber.render import details
from sumber.render.facts import Fact, FactKind, Run, cut, facts_of, in_order
from sumber.render.safe import visible

STYLES: dict[FactKind, str] = {
    "region": "dim",
    "direct": "green",
    "indirect": "cyan",
    "mixed": "bright_cyan",
    "affiliation": "bright_blue underline2",
    "role": "bright_blue underline2",
    "citation": "bold magenta",
    "speaker": "bold",
    "cue": "italic yellow",
    "date": "underline bright_red",
}
MARKS: dict[FactKind, tuple[str, str]] = {
    "region": ("¦", "¦"),
    "direct": ("⟦", "⟧"),
    "indirect": ("⟨", "⟩"),
    "mixed": ("⟪", "⟫"),
    "citation": ("{", "}"),
}
PLAIN_MARKS: dict[FactKind, tuple[str, str]] = {
    **MARKS,
    "affiliation": ("^", "^"),
    "role": ("^", "^"),
    "speaker": ("*", "*"),
    "cue": ("_", "_"),
    "date": ("|", "|"),
}
MARGIN_FROM = 130
TEXT_WIDTH = 84


def print_article(console: Console, article: Article, notes: Notes, say: Say) -> None:
    """Print one article with its facts, its statements' notes and a legend."""
    console.print(article_view(article, notes, say, console.width, plain=is_plain(console)))


def is_plain(console: Console) -> bool:
    """Tell whether the console can show neither colour nor bold, so that marks must do."""
    return not console.is_terminal or console.is_dumb_terminal


def article_view(
    article: Article, notes: Notes, say: Say, width: int, *, plain: bool
) -> RenderableType:
    """Return the view: heading, text (with the notes beside it where it is wide), notes, legend."""
    body = _beside if width >= MARGIN_FROM else _below
    return Group(
        Text(details.heading(article), style="bold"),
        *(Text(line, style="dim", overflow="fold") for line in details.whereabouts(article)),
        *(Text(line, style="dim") for line in details.inferences(article, notes, say)),
        Text(),
        *body(article, notes, say, width, plain),
        *_other_facts(article, notes, say),
        *_legend(notes, say, plain),
    )


def marked_text(article: Article, notes: Notes, say: Say, *, plain: bool) -> Text:
    """Return the whole text with its facts coloured and marked."""
    shown, marks = Text(), PLAIN_MARKS if plain else MARKS
    safe = visible(article.text)
    facts = [fact for fact in facts_of(notes) if fact.kind in STYLES]
    for run in cut(len(safe), facts):
        style = " ".join(STYLES[fact.kind] for fact in run.facts)
        for fact in run.facts:
            if fact.span.start == run.start and fact.kind in marks:
                shown.append(_opening(fact, marks, say), STYLES[fact.kind])
        shown.append(safe[run.start : run.end], style)
        for mark, closing in _closings(run, marks):
            shown.append(mark, STYLES[closing])
    return shown


def _opening(fact: Fact, marks: dict[FactKind, tuple[str, str]], say: Say) -> str:
    mark = marks[fact.kind][0]
    if fact.kind in ("direct", "indirect", "mixed"):
        return f"{mark}{fact.number} "
    if isinstance(fact.record, Region):
        return f"{mark}{say(f'region.{fact.record.kind}')}: "
    return mark


def _closings(run: Run, marks: dict[FactKind, tuple[str, str]]) -> Iterator[tuple[str, FactKind]]:
    for fact in reversed(run.facts):
        if fact.span.end == run.end and fact.kind in marks:
            yield marks[fact.kind][1], fact.kind


def _below(
    article: Article, notes: Notes, say: Say, width: int, plain: bool
) -> Iterator[RenderableType]:
    for line in marked_text(article, notes, say, plain=plain).split("\n"):
        if line.plain.strip():
            yield Padding(Constrain(line, min(width, TEXT_WIDTH)), (0, 0, 1, 0), expand=False)
    if notes.statements:
        yield _rule(say("show.statements"))
        for number, statement in enumerate(in_order(notes), 1):
            yield _footnote(article, notes, number, statement, say)


def _beside(
    article: Article, notes: Notes, say: Say, width: int, plain: bool
) -> Iterator[RenderableType]:
    beside = defaultdict[int, list[RenderableType]](list)
    for line_number, number, statement in _by_line(article, notes):
        beside[line_number].append(_footnote(article, notes, number, statement, say))
    grid = Table.grid(padding=(0, 3, 0, 0), expand=True)
    grid.add_column(width=min(TEXT_WIDTH, width * 11 // 20))
    grid.add_column(ratio=1)
    for index, line in enumerate(marked_text(article, notes, say, plain=plain).split("\n")):
        if line.plain.strip():
            grid.add_row(line, Group(*beside[index]))
            grid.add_row()
    yield grid


def _by_line(article: Article, notes: Notes) -> Iterator[tuple[int, int, Statement]]:
    safe, at, line = visible(article.text), 0, 0
    for number, statement in enumerate(in_order(notes), 1):
        if statement.contents:
            start = statement.contents[0].start
            line += safe.count("\n", at, start)
            at = start
            yield line, number, statement


def _footnote(article: Article, notes: Notes, number: int, statement: Statement, say: Say) -> Table:
    text, lines = article.text, Text()
    lines.append(details.source_of(text, statement, say), "bold")
    if standing := details.standing_of(text, statement):
        lines.append(f", {standing}")
    lines.append(details.DOT + say(f"kind.{statement.kind}"), STYLES[statement.kind])
    lines.append("\n" + details.circumstances(text, notes, statement, say))
    lines.append("\n" + details.reasons(statement, say), "dim")
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(justify="right", width=len(str(len(notes.statements))) + 1)
    grid.add_column()
    grid.add_row(Text(str(number), style=f"bold {STYLES[statement.kind]}"), lines)
    return grid


def _other_facts(article: Article, notes: Notes, say: Say) -> Iterator[RenderableType]:
    text = article.text
    if notes.citations:
        yield _rule(say("show.citations"))
        yield _listing(
            (details.words(text, c.span), details.citation_of(text, c, say))
            for c in notes.citations
        )
    if notes.dates:
        yield _rule(say("show.dates"))
        yield _listing((details.words(text, d.span), details.date_of(d)) for d in notes.dates)


def _legend(notes: Notes, say: Say, plain: bool) -> Iterator[RenderableType]:
    marks, legend = PLAIN_MARKS if plain else MARKS, Text()
    kinds = {fact.kind for fact in facts_of(notes)}
    for kind in (kind for kind in STYLES if kind in kinds):
        opening, closing = marks.get(kind, ("", ""))
        legend.append(f"{opening}{say(f'kind.{kind}')}{closing}", STYLES[kind])
        legend.append("  ")
    if kinds:
        yield _rule(say("show.legend"))
        yield legend


def _listing(rows: Iterable[tuple[str, str]]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(ratio=2, max_width=40)
    grid.add_column(ratio=3)
    for left, right in dict.fromkeys(rows):
        grid.add_row(Text(left), Text(right))
    return grid


def _rule(title: str) -> RenderableType:
    return Padding(Rule(Text(title, style="bold"), align="left", style="dim"), (1, 0, 0, 0))

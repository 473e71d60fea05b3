"""Hits of a search on a terminal: who, where and when, and the words in their sentence."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from sumber.messages import Say
from sumber.render.details import DOT, source_of, standing_of
from sumber.render.safe import one_line, visible
from sumber.search import Hit, Results, Snippet

FACET_VALUES = 4


def print_hits(console: Console, found: Results, say: Say) -> None:
    """Print each hit, then how many there are by source, outlet, year and the rest."""
    for hit in found.hits:
        console.print(_heading(hit, say))
        for snippet in hit.snippets:
            console.print(Padding(_sentence(hit, snippet), (0, 0, 0, 2), expand=False))
        console.print()
    console.print(Text(say("search.total", n=found.total), style="bold"))
    for facet, counts in found.facets.items():
        shown = (f"{_value(facet, c.value, say)} ({say.number(c.count)})" for c in counts)
        line = ", ".join(list(shown)[:FACET_VALUES])
        if line:
            console.print(Text(f"{say(f'facet.{facet}')}: {line}", style="dim"))


def _heading(hit: Hit, say: Say) -> Text:
    article = hit.article
    named = ""
    if hit.statement is not None:
        named = source_of(article.text, hit.statement, say)
    elif hit.citation is not None:
        named = one_line(hit.citation.source)
    title = Text(named or one_line(article.title or article.id), style="bold")
    if hit.statement is not None and (standing := standing_of(article.text, hit.statement)):
        title.append(f", {standing}", "not bold")
    day = (hit.statement.said_on if hit.statement else None) or (article.published or "")[:10]
    rest = [article.outlet or "", day or say("show.undated"), article.id if named else ""]
    return title.append(DOT + DOT.join(one_line(part) for part in rest if part), "dim not bold")


def _sentence(hit: Hit, snippet: Snippet) -> Text:
    text = visible(hit.article.text).replace("\n", " ")
    direct = hit.statement is not None and hit.statement.kind == "direct"
    shown = Text("“" if direct else "")
    place = snippet.span.start
    for mark in snippet.marks:
        shown.append(text[place : mark.start]).append(text[mark.start : mark.end], "bold reverse")
        place = mark.end
    return shown.append(text[place : snippet.span.end]).append("”" if direct else "")


def _value(facet: str, value: str, say: Say) -> str:
    for key in (f"{facet}.{value}", f"citation.{value}"):
        if facet in ("kind", "standing") and key in say:
            return say(key)
    return one_line(value)

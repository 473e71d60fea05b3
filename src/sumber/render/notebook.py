"""An annotated article as HTML for a notebook: inline styles, everything escaped, no script.

The tints are see-through and the text keeps the page's own colour, so it reads on light and on
dark. Lines tell the kinds apart without colour: solid under direct speech, dashed under indirect,
double under mixed, dots under a date, a box round a cited source, bold for a speaker, slanted for
a cue, wavy under a role or body; what is not body stands in broken bars and is paler.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from sumber.messages import Say
from sumber.records import Article, Notes, Region
from sumber.render import details
from sumber.render.facts import Fact, FactKind, Run, cut, facts_of, in_order
from sumber.render.safe import one_line, visible

_UNDER = "text-decoration:underline {line} {colour} 2px;text-underline-offset:{offset}px"
STYLES: dict[FactKind, str] = {
    "region": "opacity:.65",
    "direct": "background:rgba(46,160,67,.20);"
    + _UNDER.format(line="solid", colour="rgb(46,160,67)", offset=4),
    "indirect": "background:rgba(56,139,253,.18);"
    + _UNDER.format(line="dashed", colour="rgb(56,139,253)", offset=4),
    "mixed": "background:rgba(163,113,247,.20);"
    + _UNDER.format(line="double", colour="rgb(163,113,247)", offset=4),
    "occasion": "border-bottom:1px solid rgba(128,128,128,.5)",
    "addressee": "border-bottom:1px solid rgba(128,128,128,.5)",
    "affiliation": _UNDER.format(line="wavy", colour="rgba(128,128,128,.8)", offset=2),
    "role": _UNDER.format(line="wavy", colour="rgba(128,128,128,.8)", offset=2),
    "citation": "outline:1px solid rgb(219,97,162);background:rgba(219,97,162,.18)",
    "speaker": "font-weight:bold",
    "cue": "font-style:italic;background:rgba(210,153,34,.22)",
    "date": "border-bottom:2px dotted rgb(218,54,51);padding-bottom:2px",
}
_BOX = "max-width:46em;line-height:1.7;font-family:system-ui,sans-serif;overflow-wrap:anywhere"
_CELL = "text-align:left;vertical-align:top;padding:.2em .8em .2em 0;background:none"
_SMALL = "font-size:.85em;opacity:.75"
_NUMBER = "font-size:.7em;font-weight:bold;vertical-align:super;line-height:0;padding:0 .15em"


def article_html(article: Article, notes: Notes, say: Say) -> str:
    """Return the article with its facts marked, its statements listed and a legend."""
    parts = [
        f'<div lang="id" dir="ltr" style="{_BOX};unicode-bidi:isolate">',
        f'<div style="font-weight:bold;font-size:1.15em">{_safe(details.heading(article))}</div>',
        *(f'<div style="{_SMALL}">{_safe(line)}</div>' for line in details.whereabouts(article)),
        *_paragraphs(article, notes, say),
        *_statements(article, notes, say),
        _legend(notes, say),
        "</div>",
    ]
    return "\n".join(parts)


def _paragraphs(article: Article, notes: Notes, say: Say) -> Iterator[str]:
    safe = visible(article.text)
    titles: dict[Fact, str] = {}
    marked = "".join(
        _run(safe, run, notes, article, say, titles) for run in cut(len(safe), facts_of(notes))
    )
    yield f'<div style="white-space:pre-line;margin:.8em 0">{marked}</div>'


def _run(
    safe: str, run: Run, notes: Notes, article: Article, say: Say, titles: dict[Fact, str]
) -> str:
    inner = escape(safe[run.start : run.end])
    for fact in reversed(run.facts):
        if fact not in titles:
            titles[fact] = escape(details.explain(article.text, notes, fact, say))
        before = _opening(fact) if fact.span.start == run.start else ""
        after = _closing(fact) if fact.span.end == run.end else ""
        inner = f'{before}<span style="{STYLES[fact.kind]}" title="{titles[fact]}">{inner}</span>'
        inner += after
    return inner


def _opening(fact: Fact) -> str:
    if fact.kind in ("direct", "indirect", "mixed"):
        return f'<span style="{_NUMBER}">{fact.number}</span>'
    return "¦ " if isinstance(fact.record, Region) else ""


def _closing(fact: Fact) -> str:
    return " ¦" if isinstance(fact.record, Region) else ""


def _statements(article: Article, notes: Notes, say: Say) -> Iterator[str]:
    if not notes.statements:
        yield f'<div style="{_SMALL}">{_safe(say("show.nothing"))}</div>'
        return
    yield '<table style="border-collapse:collapse;border:0;font-size:.9em;line-height:1.4">'
    for number, statement in enumerate(in_order(notes), 1):
        text = article.text
        standing = details.standing_of(text, statement)
        who = f"<b>{_safe(details.source_of(text, statement, say))}</b>"
        who += f", {_safe(standing)}" if standing else ""
        kind = (
            f'<span style="{STYLES[statement.kind]}">{_safe(say(f"kind.{statement.kind}"))}</span>'
        )
        told = _safe(details.circumstances(text, notes, statement, say))
        why = _safe(details.reasons(statement, say))
        yield (
            f'<tr style="background:none"><td style="{_CELL};text-align:right">{number}</td>'
            f'<td style="{_CELL}">{who} · {kind}<br>{told}<br>'
            f'<span style="{_SMALL}">{why}</span></td></tr>'
        )
    yield "</table>"


def _legend(notes: Notes, say: Say) -> str:
    kinds = {fact.kind for fact in facts_of(notes)}
    shown = (
        f'<span style="{STYLES[kind]}">{_safe(say(f"kind.{kind}"))}</span>'
        for kind in STYLES
        if kind in kinds
    )
    return f'<div style="font-size:.85em;margin-top:.8em">{" &nbsp; ".join(shown)}</div>'


def _safe(text: str) -> str:
    return escape(one_line(text))

"""Whom an article has its news from, as a tree: the article, its sources, and theirs in turn."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from sumber.inferred import Inferred, infer_outlet, infer_published
from sumber.messages import Say
from sumber.records import Article, Citation, Notes, Span
from sumber.render.details import DOT, heading, words
from sumber.render.safe import one_line
from sumber.stages.citations.affiliations import AFFILIATIONS


def print_chain(console: Console, article: Article, notes: Notes, say: Say) -> None:
    """Print the tree of one article's sources, the same ones together with their number."""
    title = Text.assemble((heading(article), "bold"), "\n", (_where(article, notes, say), "dim"))
    tree = Tree(title, guide_style="dim")
    by_span = {citation.span: citation for citation in notes.citations}
    taken = {c.taken_from for c in notes.citations if c.taken_from}
    rows: dict[tuple[str, ...], list[Citation]] = {}
    for citation in notes.citations:
        if citation.span not in taken:
            rows.setdefault(tuple(_path(citation, by_span)), []).append(citation)
    for same in rows.values():
        _grow(tree, same, by_span, article.text, say)
    console.print(tree)


def _where(article: Article, notes: Notes, say: Say) -> str:
    """Return outlet and day of publication, each with what told it where it was inferred."""
    outlet, day = infer_outlet(article, notes), infer_published(article, notes)
    parts = (
        _told(outlet, say) or article.outlet or say("sources.outlet_unknown"),
        _told(day, say) or article.published or say("show.undated"),
    )
    return DOT.join(map(one_line, parts))


def _told(found: Inferred | None, say: Say) -> str | None:
    if found is None:
        return None
    return say("sources.inferred", value=found.value, because=found.because)


def _path(citation: Citation | None, by_span: dict[Span, Citation]) -> Iterator[str]:
    """Yield the names along the chain from a citation to its origin, with type and standing."""
    seen: set[Span] = set()
    while citation and citation.span not in seen:
        seen.add(citation.span)
        yield f"{citation.known or citation.source.lower()} {citation.type} {citation.standing}"
        citation = by_span.get(citation.taken_from) if citation.taken_from else None


def _grow(
    tree: Tree, same: list[Citation], by_span: dict[Span, Citation], text: str, say: Say
) -> None:
    """Add a branch for one source and, below it, for the one that it has the story from."""
    branch = tree.add(_label(same, text, say))
    origins = [by_span[c.taken_from] for c in same if c.taken_from in by_span]
    if origins:
        _grow(branch, origins, by_span, text, say)


def _tie(citation: Citation, say: Say) -> str:
    """Return what ties a known source to a state, with the reference that says so."""
    tie = AFFILIATIONS.get(citation.known or "")
    if tie is None:
        return ""
    kind = say(f"affiliation.{tie.kind}")
    return "\n" + say("sources.affiliation", kind=kind, reference=tie.reference)


def _label(same: list[Citation], text: str, say: Say) -> Text:
    first = same[0]
    covered = {statement for citation in same for statement in citation.statements}
    standing = say(f"standing.{first.standing}") if first.standing else say("standing.open")
    cues = dict.fromkeys(filter(None, (words(text, c.cue) for c in same)))
    parts = [
        say(f"citation.{first.type}"),
        standing,
        ", ".join(f"“{cue}”" for cue in cues),
        f"×{len(same)}" if len(same) > 1 else "",
        say("sources.statements", n=len(covered)) if covered else "",
    ]
    line = DOT + DOT.join(filter(None, parts))
    return Text.assemble((one_line(first.source), "bold"), line, (_tie(first, say), "dim"))

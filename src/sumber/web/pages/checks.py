"""A pasted text, and what the corpus has of every quotation and claim in it."""

from __future__ import annotations

from typing import Any, Final

from sumber.checking import Change, Checked, Finding, Match, check
from sumber.messages import Say
from sumber.references import FORMS, Form, Reference, written
from sumber.web.answers import Page, Table
from sumber.web.marking import Block, numbered
from sumber.web.pages.wordings import Piece
from sumber.web.visits import Visit

LONGEST: Final = 100_000
"""Characters of a text."""
LINKED: Final = 4_000
"""Characters of a text that has a permanent link: longer ones do not fit into an address."""
_SHOWN: Final[tuple[Form, ...]] = tuple(form for form in FORMS if form != "link")


def checking(visit: Visit) -> Page:
    """Show for each claim of the text whether it was said so, by whom, and how to cite it."""
    text = visit.params.text("text", LONGEST) or ""
    day = visit.params.day("published")
    found = check(visit.desk.index, text, published=day) if text else None
    findings = found.findings if found else ()
    short = text if len(text) <= LINKED else ""
    return Page(
        name="check",
        title=visit.say("web.nav.check"),
        path="/check",
        query={"text": short, "published": day or ""},
        facts={"text": text, "searched": found.searched if found else None},
        tables={"findings": _table(text, day, findings)},
        shown={
            "text": text,
            "published": day,
            "findings": [_shown(n, one, text, visit.say) for n, one in enumerate(findings, 1)],
            "blocks": _marked(found) if found else [],
            "linked": bool(short),
        },
        main="findings",
    )


def references_of(reference: Reference, say: Say) -> list[tuple[str, str]]:
    """Return a reference in every form in which one pastes it, with the form's name."""
    return [(form, written(reference, form, say.language)) for form in _SHOWN]


def _marked(found: Checked) -> list[Block]:
    """Return the pasted text with its claims marked and numbered."""
    spans = [
        (span.start, span.end, finding.verdict, n)
        for n, finding in enumerate(found.findings, 1)
        for span in finding.claim.contents
    ]
    return numbered(found.text, spans)


def _shown(number: int, finding: Finding, text: str, say: Say) -> dict[str, Any]:
    claim, first = finding.claim, finding.first
    near = finding.others[0] if finding.verdict == "not-found" and finding.others else None
    closest = first or near
    return {
        "number": number,
        "verdict": finding.verdict,
        "claim": claim,
        "words": " … ".join(span.of(text) for span in claim.contents),
        "first": first,
        "near": near,
        "others": [other for other in finding.others if other is not near],
        "articles": finding.articles,
        "chain": [link for link in finding.chain if link.standing != "first-hand"],
        "pieces": pieces_of(closest, text) if closest and not closest.same else [],
        "references": references_of(first.reference(), say) if first else [],
    }


def pieces_of(match: Match, text: str) -> list[Piece]:
    """Return the difference between the claim and the article, in the order of the words."""
    return [piece for change in match.changes for piece in _pieces(change, text, match)]


def _pieces(change: Change, text: str, match: Match) -> list[Piece]:
    claimed = change.claim.of(text) if change.claim else ""
    said = change.article.of(match.article.text) if change.article else ""
    if change.kind == "same":
        return [Piece("same", claimed)]
    kind = "cut" if change.kind == "cut" else "left"
    return [Piece(k, words) for k, words in ((kind, said), ("added", claimed)) if words]


def _table(text: str, day: str | None, findings: tuple[Finding, ...]) -> Table:
    rows = [_row(n, finding, text) for n, finding in enumerate(findings, 1)]
    columns = list(_row_names())
    return Table(
        name="findings",
        query="sumber.checking.check(corpus, text, published=published)",
        values={"text": f"{len(text)} characters" if text else "", "published": day},
        columns=columns,
        rows=rows,
        total=len(rows),
        engine="check",
    )


def _row_names() -> tuple[str, ...]:
    return (
        "nth", "verdict", "kind", "words", "claimed_who", "claimed_day", "articles", "article",
        "outlet", "published", "title", "who", "said", "day", "likeness", "link",
    )  # fmt: skip


def _row(number: int, finding: Finding, text: str) -> dict[str, Any]:
    claim, match = finding.claim, finding.first
    row: dict[str, Any] = dict.fromkeys(_row_names())
    row |= {
        "nth": number,
        "verdict": finding.verdict,
        "kind": claim.kind,
        "words": " … ".join(span.of(text) for span in claim.contents),
        "claimed_who": claim.who,
        "claimed_day": claim.said_on,
        "articles": finding.articles,
    }
    if match is not None:
        article = match.article
        row |= {
            "article": article.id,
            "outlet": article.outlet,
            "published": article.published,
            "title": article.title,
            "who": match.who,
            "said": " … ".join(span.of(article.text) for span in match.spans),
            "day": match.day,
            "likeness": match.likeness,
            "link": match.reference().link,
        }
    return row

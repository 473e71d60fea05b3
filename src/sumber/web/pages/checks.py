"""A pasted text, and what the corpus has of every quotation and claim in it."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote_plus

from sumber.checking import Change, Checked, Finding, Match, check
from sumber.checking.rows import FLAT_COLUMNS, as_object, as_row
from sumber.messages import Say
from sumber.references import FORMS, Form, Reference, written
from sumber.web.answers import Page, Table
from sumber.web.marking import Block, numbered
from sumber.web.pages.wordings import Piece
from sumber.web.visits import Visit

LONGEST: Final = 100_000
"""Characters of a text."""
LINKED: Final = 12_000
"""Characters that a text may take in an address; a longer one has no permanent link."""
_SHOWN: Final[tuple[Form, ...]] = tuple(form for form in FORMS if form != "link")


def checking(visit: Visit) -> Page:
    """Show for each claim of the text whether it was said so, by whom, and how to cite it."""
    text = visit.params.text("text", LONGEST) or ""
    day = visit.params.day("published")
    forms = visit.params.text("forms") is not None
    found = check(visit.desk.index, text, published=day, affixes=forms) if text else None
    findings = found.findings if found else ()
    short = text if len(quote_plus(text, errors="replace")) <= LINKED else ""
    return Page(
        name="check",
        title=visit.say("web.nav.check"),
        path="/check",
        query={"text": short, "published": day or "", "forms": "1" if forms else ""},
        facts={
            "text": text,
            "findings": [as_object(found, one, "text", visit.say.language) for one in findings]
            if found
            else [],
        },
        tables={"findings": _table(found, day, forms, visit.say)},
        shown={
            "text": text,
            "published": day,
            "forms": forms,
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


def _table(found: Checked | None, day: str | None, forms: bool, say: Say) -> Table:
    findings = found.findings if found else ()
    rows = [as_row(found, one, "text", say.language) for one in findings] if found else []
    return Table(
        name="findings",
        query="sumber.checking.check(corpus, text, published=published, affixes=affixes)",
        values={
            "text": f"{len(found.text)} characters" if found else "",
            "published": day,
            "affixes": forms,
        },
        columns=list(FLAT_COLUMNS),
        rows=rows,
        total=len(rows),
        engine="check",
    )

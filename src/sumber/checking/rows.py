"""Findings as rows, for JSON, CSV and Parquet: nested for JSON, flat for tables."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from sumber.checking.records import Change, Checked, Finding, Match
from sumber.messages import Language
from sumber.records import Span
from sumber.references import Form, jump_link, written

FLAT_COLUMNS: Final = (
    "verdict", "claim", "kind", "who", "said_on", "start", "end", "articles", "article", "outlet",
    "published", "title", "link", "source", "day", "exact", "likeness", "speaker", "occasion",
    "reference", "searched_articles", "searched_outlets", "searched_first", "searched_last",
)  # fmt: skip
"""``start`` and ``end`` are code points of the pasted text; ``article`` to ``occasion`` tell of
the first article that bears the verdict out."""
_WHOLE: Final = ("start", "end", "articles", "searched_articles", "searched_outlets")


def as_object(checked: Checked, finding: Finding, form: Form, language: Language) -> dict[str, Any]:
    """Return a finding as a nested object; spans come with their exact characters."""
    claim, text = finding.claim, checked.text
    first = finding.first
    return {
        "verdict": finding.verdict,
        "claim": {
            "kind": claim.kind,
            "contents": [_exact(text, span) for span in claim.contents],
            "who": claim.who,
            "said_on": claim.said_on,
        },
        "articles": finding.articles,
        "first": _match(text, first) if first else None,
        "chain": [msgspec.structs.asdict(link) for link in finding.chain],
        "others": [_match(text, match) for match in finding.others],
        "reference": written(first.reference(), form, language) if first else None,
        "searched": msgspec.structs.asdict(checked.searched),
    }


def as_row(checked: Checked, finding: Finding, form: Form, language: Language) -> dict[str, Any]:
    """Return a finding as a flat row."""
    claim, first, searched = finding.claim, finding.first, checked.searched
    row: dict[str, Any] = {
        **dict.fromkeys(FLAT_COLUMNS),
        "verdict": finding.verdict,
        "claim": " … ".join(span.of(checked.text) for span in claim.contents),
        "kind": claim.kind,
        "who": claim.who,
        "said_on": claim.said_on,
        "start": claim.contents[0].start,
        "end": claim.contents[-1].end,
        "articles": finding.articles,
        "searched_articles": searched.articles,
        "searched_outlets": searched.outlets,
        "searched_first": searched.first,
        "searched_last": searched.last,
    }
    if first is not None:
        row |= {
            "article": first.article.id,
            "outlet": first.article.outlet,
            "published": first.article.published,
            "title": first.article.title,
            "link": jump_link(first.article, _whole(first)),
            "source": first.who,
            "day": first.day,
            "exact": " … ".join(span.of(first.article.text) for span in first.spans),
            "likeness": first.likeness,
            "speaker": first.speaker,
            "occasion": first.occasion,
            "reference": written(first.reference(), form, language),
        }
    return row


def flat_schema() -> Any:
    """Return the Arrow schema of the flat rows."""
    import pyarrow as pa

    kinds = dict.fromkeys(_WHOLE, pa.int64()) | {"likeness": pa.float64()}
    return pa.schema([(name, kinds.get(name, pa.string())) for name in FLAT_COLUMNS])


def _match(text: str, match: Match) -> dict[str, Any]:
    article, statement = match.article, match.statement
    return {
        "article": article.id,
        "outlet": article.outlet,
        "published": article.published,
        "title": article.title,
        "url": article.url,
        "link": jump_link(article, _whole(match)),
        "statement": statement.id if statement else None,
        "kind": statement.kind if statement else None,
        "who": match.who,
        "day": match.day,
        "spans": [_exact(article.text, span) for span in match.spans],
        "same": match.same,
        "likeness": match.likeness,
        "changes": [_change(text, article.text, change) for change in match.changes],
        "speaker": match.speaker,
        "occasion": match.occasion,
    }


def _change(claimed: str, stored: str, change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "claim": _exact(claimed, change.claim) if change.claim else None,
        "article": _exact(stored, change.article) if change.article else None,
    }


def _whole(match: Match) -> Span:
    return Span(match.spans[0].start, match.spans[-1].end)


def _exact(text: str, span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "exact": span.of(text)}

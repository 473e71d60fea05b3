"""Articles with every kind of fact, and rows of the derived tables, all invented."""

from __future__ import annotations

from typing import Any

from sumber.records import (
    Article,
    Citation,
    Notes,
    Region,
    Span,
    Statement,
    When,
)

TEXT = (
    "SUKAMAJU - 😀 “Air sudah surut,” kata Kepala Desa Sukamaju, Rini Wardani, Selasa (11/7/2023), "
    "dikutip dari Gema Lembah. “Tanggul,” ujarnya, “harus diperbaiki.”"
)


def at(words: str, text: str = TEXT) -> Span:
    """Return where the words stand first."""
    start = text.index(words)
    return Span(start, start + len(words))


def article(number: int = 1, **known: Any) -> Article:
    """Return an article whose id needs escaping everywhere."""
    given = {
        "path": "berita/a b.txt",
        "url": f"https://gema.example/{number}",
        "outlet": "Gema <b>Lembah</b>",
        "title": "Banjir & “tanggul”",
        "published": "2023-07-12T08:00:00+07:00",
    }
    return Article(id=f"a/{number}: é#{'x' * number}", text=TEXT, **{**given, **known})


def notes() -> Notes:
    """Return facts of every kind, with and without each field."""
    first = Statement(
        id="s1",
        kind="direct",
        contents=(at("Air sudah surut"),),
        cue=at("kata"),
        speaker=at("Rini Wardani"),
        who=at("Rini Wardani"),
        who_type="person",
        role=at("Kepala Desa Sukamaju"),
        affiliation=at("Desa Sukamaju"),
        said_on="2023-07-11",
        confidence=0.9312345678901234,
        because=("cue kata behind the quotation", "source: name"),
    )
    second = Statement(
        id="s2",
        kind="direct",
        contents=(at("Tanggul"), at("harus diperbaiki")),
        cue=at("ujarnya"),
        who=at("Rini Wardani"),
        who_type="person",
        confidence=0.5,
    )
    floating = Statement(id="s3", kind="indirect", contents=(at("dikutip dari"),), who_type="group")
    return Notes(
        regions=(Region(at("SUKAMAJU -"), "dateline", "place and dash"),),
        dates=(
            When(at("Selasa (11/7/2023)"), "2023-07-11", "day", "full", "weekday"),
            When(at("2023"), "2023", "year"),
        ),
        statements=(first, second, floating),
        citations=(
            Citation(
                span=at("Gema Lembah"),
                source="Gema Lembah",
                type="outlet",
                known="gema",
                cue=at("dikutip dari"),
                statements=("s1", "s2"),
                confidence=0.8,
                because=("cue",),
                standing="second-hand",
                sentences=(at("Air sudah surut"),),
                taken_from=at("Desa"),
            ),
            Citation(span=at("Desa"), source="Desa", type="document"),
        ),
    )


RELATED: dict[str, list[dict[str, Any]]] = {
    "passages": [
        {
            "a": "gema-001", "b": "kawat-001", "a_start": 10, "a_end": 40, "b_start": 3,
            "b_end": 33, "kind": "copy", "bits": 44.5, "origin": "kawat-001", "confidence": 0.9,
            "because": "declared",
        },
        {
            "a": "gema-001", "b": "kawat-002", "a_start": 0, "a_end": 9, "b_start": 0, "b_end": 9,
            "kind": "formula", "bits": 12.25, "origin": None, "confidence": 0.5, "because": None,
        },
    ],
    "boilerplate": [
        {
            "key": -(2**62) - 1, "outlet": "Lensara", "article": "lensara-001", "start": 0,
            "end": 5, "articles": 12, "first_seen": "2024-05-14", "last_seen": None,
            "decision": "approved",
        }
    ],
    "people": [
        {
            "person": "p:1", "article": "gema-001", "start": 236, "end": 251, "type": "person",
            "articles": 3, "statements": 5, "outlets": 2, "first_seen": "2024-05-14",
            "last_seen": "2024-05-15",
        }
    ],
    "speakers": [
        {
            "article": "gema-001", "statement": "gema-001-s1", "person": "p:1", "score": 0.75,
            "because": "same name",
        }
    ],
    "variants": [
        {
            "utterance": "u1", "article": "gema-001", "statement": "gema-001-s1", "person": "p:1",
            "wording": 0, "likeness": 1.0, "first": False, "published": "2024-05-14",
            "because": "words",
        },
        {
            "utterance": "u1", "article": "kawat-001", "statement": "kawat-001-s1", "person": None,
            "wording": 1, "likeness": 0.9, "first": True, "published": "2024-05-14",
            "because": None,
        },
    ],
    "links": [
        {
            "article": "gema-001", "origin": "kawat-001", "source": "kawat nusa",
            "standing": "second-hand", "evidence": "both", "statements": ["gema-001-s1"],
            "confidence": 0.9, "because": "declared",
        },
        {
            "article": "tinta-001", "origin": None, "source": "Dinas", "standing": None,
            "evidence": "citation", "statements": [], "confidence": 0.4, "because": None,
        },
    ],
    "stories": [
        {
            "story": "gema-001", "article": "kawat-001", "published": "2024-05-14",
            "likeness": 0.5, "because": "words",
        }
    ],
}  # fmt: skip
"""Rows for a corpus of the samples, one or two a derived table."""

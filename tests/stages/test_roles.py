"""Which sentences are asked for the role of a name, and what the binding leaves alone."""

from __future__ import annotations

import pytest

from sumber.model.asking import answered
from sumber.model.store import load_models
from sumber.records import Article, Notes
from sumber.stages import PREPARING
from sumber.stages.names import find_names
from sumber.stages.roles import bind_roles, name_seats


def noted(text: str) -> Notes:
    """Return the notes with the mentions of the tagger of names, roles not yet bound."""
    models = load_models()
    assert models
    article, notes = Article(id="a", text=text), Notes()
    for stage in PREPARING:
        notes = stage(article, notes)
    return find_names(article, notes, models.taggers["names"])


SEATS = [
    # a name beside a word that begins a role
    ("Ketua Asosiasi Nelayan, Rini Wardani, mengatakan air surut.", ["Rini Wardani"]),
    ("Rini Wardani, Direktur PT Sungai Jernih, mengatakan air surut.", ["Rini Wardani"]),
    # no such word, no name
    ("Rini Wardani mengatakan air surut.", []),
    ("Presiden mengatakan air surut.", []),
    ("Air sungai surut sejak pagi.", []),
]


@pytest.mark.parametrize(("text", "expected"), SEATS)
def test_sentences_that_can_hold_roles(text: str, expected: list[str]) -> None:
    found = [
        clause.range(*seat).of(text)
        for clause, _, names in name_seats(noted(text))
        for _, seat in names
    ]
    assert found == expected


def test_binding_changes_nothing_but_role_and_body() -> None:
    text = (
        "Ketua Asosiasi Nelayan, Rini Wardani, mengatakan air surut. Presiden pulang. "
        "Kementerian Perikanan menyatakan tanggul aman. Bagas Prakoso mengatakan hujan turun."
    )
    models = load_models()
    assert models
    before = noted(text)
    after = answered(bind_roles(before, models.taggers["roles"]))
    assert [(m.span, m.kind) for m in after.mentions] == [(m.span, m.kind) for m in before.mentions]
    assert after.clauses == before.clauses


def test_a_text_without_names_passes_through() -> None:
    models = load_models()
    assert models
    notes = noted("")
    assert answered(bind_roles(notes, models.taggers["roles"])) == notes

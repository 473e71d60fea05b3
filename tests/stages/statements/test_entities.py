"""Which role and body a source is given; all people and bodies are invented."""

from __future__ import annotations

from sumber.model.store import load_models
from sumber.records import Article, Span
from sumber.stages import annotate, stages

LEARNED = stages(load_models())


def roles(text: str) -> list[tuple[str | None, str | None]]:
    """Return role and body of each statement."""
    found = annotate(Article(id="a", text=text), LEARNED).statements
    return [(_words(s.role, text), _words(s.affiliation, text)) for s in found]


def _words(span: Span | None, text: str) -> str | None:
    return span.of(text) if span else None


def test_a_description_gives_the_role_from_there_on() -> None:
    text = (
        "Ketua Asosiasi Nelayan, Rini Wardani, mengatakan air sungai sudah surut. "
        '"Warga boleh pulang," ujar pengamat politik itu.'
    )
    assert [role for role, _ in roles(text)] == ["Ketua", "pengamat politik"]


def test_a_role_without_its_body_has_the_one_last_given_with_it() -> None:
    text = (
        "Bupati Sukarame, Rini Wardani, mengatakan air sungai sudah surut. "
        '"Warga boleh pulang," kata Bupati Rini.'
    )
    assert roles(text) == [("Bupati", "Sukarame"), ("Bupati", "Sukarame")]


def test_a_name_is_no_role_of_its_bearer() -> None:
    text = (
        "Gubernur Sukamaju, Sultan Wardana Jati, mengatakan air sungai sudah surut. "
        '"Warga boleh pulang," kata Sultan.'
    )
    assert [role for role, _ in roles(text)] == ["Gubernur", "Gubernur"]

"""Names with role and body, as the models and as the rules alone tell them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sumber.model.store import load_models
from sumber.records import Article, Span
from sumber.stages import Stage, annotate, stages

BY_RULE = stages(None)
LEARNED = stages(load_models())
both_ways = pytest.mark.parametrize("steps", [LEARNED, BY_RULE], ids=["learned", "by rule"])
Seen = tuple[str, str | None, str | None]


def people(text: str, steps: tuple[Stage, ...]) -> list[Seen]:
    """Return name, role and body of every person."""
    notes = annotate(Article(id="a", text=text), steps)
    people = [m for m in notes.mentions if m.kind == "person"]
    return [(m.span.of(text), part(text, m.role), part(text, m.affiliation)) for m in people]


def part(text: str, span: Span | None) -> str | None:
    return span.of(text) if span else None


BOTH: list[tuple[str, list[Seen]]] = [
    ("Rini Wardani mengatakan air surut.", [("Rini Wardani", None, None)]),
    ("Ahmad bin Salim mengatakan air surut.", [("Ahmad bin Salim", None, None)]),
    # ranks and titles are no part of the name
    ("Prof. Dr. Rini Wardani mengatakan air surut.", [("Rini Wardani", None, None)]),
    # role in front, in lower case too
    (
        "Pengamat politik Rini Wardani mengatakan air surut.",
        [("Rini Wardani", "Pengamat politik", None)],
    ),
    # role and body in front
    (
        "Wakil Ketua DPR Rini Wardani mengatakan air surut.",
        [("Rini Wardani", "Wakil Ketua", "DPR")],
    ),
    (
        "Ketua Asosiasi Nelayan Sukarame Rini Wardani mengatakan air surut.",
        [("Rini Wardani", "Ketua", "Asosiasi Nelayan Sukarame")],
    ),
]


@both_ways
@pytest.mark.parametrize(("text", "expected"), BOTH)
def test_names_and_roles(text: str, expected: list[Seen], steps: tuple[Stage, ...]) -> None:
    assert people(text, steps) == expected


ONLY_LEARNED: list[tuple[str, list[Seen]]] = [
    # words that open a sentence
    ("Padahal Rini Wardani mengatakan air surut.", [("Rini Wardani", None, None)]),
    ("Namun Bagas mengatakan air surut.", [("Bagas", None, None)]),
    # apposition in front and behind
    (
        "Ketua Asosiasi Nelayan Sukarame, Rini Wardani, mengatakan air surut.",
        [("Rini Wardani", "Ketua", "Asosiasi Nelayan Sukarame")],
    ),
    (
        "Rini Wardani, Direktur PT Sungai Jernih, mengatakan air surut.",
        [("Rini Wardani", "Direktur", "PT Sungai Jernih")],
    ),
    (
        "Rini Wardani selaku Ketua Asosiasi Nelayan mengatakan air surut.",
        [("Rini Wardani", "Ketua", "Asosiasi Nelayan")],
    ),
    # a rank between role and name
    (
        "Direktur Utama Perumda Air Sukarame, Ir. Rini Wardani, mengatakan air surut.",
        [("Rini Wardani", "Direktur Utama", "Perumda Air Sukarame")],
    ),
    # the body is a part of the role
    (
        "Kepala Dinas Sungai Sukarame Rini Wardani mengatakan air surut.",
        [("Rini Wardani", "Kepala Dinas Sungai Sukarame", "Dinas Sungai Sukarame")],
    ),
    (
        "Wali Kota Rini Wardani mengatakan air surut.",
        [("Rini Wardani", "Wali Kota", None)],
    ),
    # two people
    (
        "Rini Wardani dan Bagas Prakoso mengatakan air surut.",
        [("Rini Wardani", None, None), ("Bagas Prakoso", None, None)],
    ),
    (
        "Kepala Dinas Sungai Sukarame Rini Wardani dan Ketua Asosiasi Nelayan Bagas Prakoso "
        "mengatakan air surut.",
        [
            ("Rini Wardani", "Kepala Dinas Sungai Sukarame", "Dinas Sungai Sukarame"),
            ("Bagas Prakoso", "Ketua", "Asosiasi Nelayan"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), ONLY_LEARNED)
def test_what_the_models_tell_besides(text: str, expected: list[Seen]) -> None:
    assert people(text, LEARNED) == expected


NOT_YET: list[tuple[str, list[Seen]]] = [
    (
        "Menteri Koordinator Bidang Politik, Hukum, dan Keamanan Rini Wardani mengatakan hujan.",
        [("Rini Wardani", "Menteri Koordinator Bidang Politik, Hukum, dan Keamanan", None)],
    ),
    (
        "Seorang nelayan, Rini Wardani (42), mengatakan air surut.",
        [("Rini Wardani", "nelayan", None)],
    ),
    (
        "Menurut pengamat politik Rini Wardani, air surut.",
        [("Rini Wardani", "pengamat politik", None)],
    ),
    (
        "Gubernur Sukarame Rini Wardani memimpin rapat.",
        [("Rini Wardani", "Gubernur", "Sukarame")],
    ),
    (
        "Kapolres Sleman AKBP Rini Wardani mengatakan air surut.",
        [("Rini Wardani", "Kapolres", "Sleman")],
    ),
]


@pytest.mark.xfail(strict=True, reason="the taggers of names and roles miss it")
@pytest.mark.parametrize(("text", "expected"), NOT_YET)
def test_what_the_models_miss(text: str, expected: list[Seen]) -> None:
    assert people(text, LEARNED) == expected


BODIES = [
    "Kementerian Perikanan menyatakan tanggul aman.",
    "Menurut Kementerian Perikanan, tanggul itu aman.",
]


@both_ways
@pytest.mark.parametrize("text", BODIES)
def test_bodies_that_speak(text: str, steps: tuple[Stage, ...]) -> None:
    notes = annotate(Article(id="a", text=text), steps)
    assert [(m.kind, m.span.of(text)) for m in notes.mentions] == [
        ("organisation", "Kementerian Perikanan")
    ]


@both_ways
def test_a_role_without_a_name(steps: tuple[Stage, ...]) -> None:
    text = "Presiden mengatakan tanggul aman."
    notes = annotate(Article(id="a", text=text), steps)
    assert [(m.kind, m.span.of(text)) for m in notes.mentions] == [("role", "Presiden")]


PIECES = st.sampled_from(
    [
        "Ketua ",
        "Rini ",
        "Wardani",
        ", ",
        ". ",
        "(",
        ")",
        "Asosiasi ",
        "dr. ",
        "R. ",
        "bin ",
        "dan ",
        "mengatakan ",
        "\n",
        '"',
        "Sleman ",
        "05 ",
        "kepala ",
        "Dinas ",
        "selaku ",
        "İ",
    ]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=30).map("".join))


@both_ways
@given(text=TEXTS)
@settings(max_examples=60)
def test_spans_lie_in_the_text(text: str, steps: tuple[Stage, ...]) -> None:
    for mention in annotate(Article(id="a", text=text), steps).mentions:
        for span in (mention.span, mention.role, mention.affiliation):
            assert span is None or 0 <= span.start < span.end <= len(text)


def test_a_place_keeps_its_second_word() -> None:
    text = (
        "Jembatan di Waringin Asri ditutup. Kepala Dinas Perhubungan Kota Waringin Asri Bagus "
        "Wiranata mengatakan jembatan itu retak."
    )
    notes = annotate(Article(id="a", text=text), LEARNED)
    assert [m.span.of(text) for m in notes.mentions if m.kind == "person"] == ["Bagus Wiranata"]

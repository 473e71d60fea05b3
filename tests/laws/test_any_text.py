"""Whatever the text, the stages end, and every span is exact and in its place."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sumber.export.interchange import as_interchange
from sumber.model.store import load_models
from sumber.records import Article, Notes, Span, Statement
from sumber.stages import annotate, stages

STAGES = {"learned": stages(load_models()), "by rule": stages(None)}
both_ways = pytest.mark.parametrize("way", STAGES)
FIELDS = ("cue", "speaker", "who", "role", "affiliation", "addressee", "occasion")

PIECES = st.sampled_from(
    [
        "Rini Wardani ", "Ketua KNS ", "kata ", "mengatakan ", "menurut ", "agar ", "bahwa ",
        "itu ", "ia ", "katanya", "dikatakan ", "air surut ", '"', "“", "”", "'", "(", ")", ", ",
        ". ", ": ", "\n", "||", "-", "Rabu (2/7/2025) ", "akrab disapa Nining ", "(KNS) ",
        "Baca juga: ", "İ", "ß", "😀", "e\u0301", "\u00a0", "\u200b", "\ud800", "data ", "dr. ",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(st.characters(), max_size=120), st.lists(PIECES, max_size=40).map("".join)
)


def noted(text: str, way: str) -> Notes:
    return annotate(Article(id="a", text=text, published="2025-07-03"), STAGES[way])


def spans(statement: Statement) -> Iterator[Span]:
    """Yield every span of a statement."""
    yield from statement.contents
    yield from (span for name in FIELDS if (span := getattr(statement, name)) is not None)


def check(text: str, notes: Notes) -> None:
    """Assert what holds of the statements of any text."""
    end = 0
    for statement in sorted(notes.statements, key=lambda s: s.contents[0]):
        assert statement.contents
        for content in statement.contents:
            assert end <= content.start
            end = content.end
    for statement in notes.statements:
        assert list(statement.contents) == sorted(statement.contents)
        assert all(0 <= span.start < span.end <= len(text) for span in spans(statement))
        assert 0 <= statement.confidence <= 1
    ids = [statement.id for statement in notes.statements]
    assert len(set(ids)) == len(ids)


@both_ways
@given(text=TEXTS)
@settings(max_examples=250)
def test_spans_are_in_bounds_apart_and_not_empty(text: str, way: str) -> None:
    check(text, noted(text, way))


@both_ways
@given(text=TEXTS)
@settings(max_examples=60)
def test_exact_is_what_the_text_has_there(text: str, way: str) -> None:
    facts = as_interchange(Article(id="a", text=text), noted(text, way))
    found = [*facts["regions"], *facts["dates"], *facts["citations"]]
    for statement in facts["statements"]:
        found += statement["contents"]
        found += [statement[name] for name in FIELDS if isinstance(statement.get(name), dict)]
    assert all(text[one["start"] : one["end"]] == one["exact"] != "" for one in found)


@both_ways
@given(text=TEXTS)
@settings(max_examples=60)
def test_the_same_text_gives_the_same_facts(text: str, way: str) -> None:
    assert noted(text, way) == noted(text, way)


# ---------------------------------------------------------------- sizes that hang what is quadratic

SENTENCE = 'Rini Wardani mengatakan air surut. "Warga pulang," kata Bagas Prakoso. '
HOSTILE = {
    "letters": "a",
    "capitals": "A ",
    "marks": '"',
    "curly marks": "“a ",
    "single marks": "' a ",
    "brackets": "(",
    "cues": "kata ",
    "verbs": "mengatakan ",
    "clitics": '"a b" ujarnya ',
    "according": "menurut ",
    "that": "bahwa ",
    "names": "Rini Wardani ",
    "new names": "Rini Wardani bin ",
    "roles": "Ketua ",
    "roles and bodies": "Ketua Asosiasi Nelayan, ",
    "commas": ",",
    "stops": ". ",
    "initials": "R. ",
    "line ends": "\n",
    "blanks": " ",
    "bars": "||",
    "dates": "Rabu (2/7/2025) ",
    "nicknames": "Rini Wardani akrab disapa Nining ",
    "short forms": "Badan Urusan Sungai (BUS) ",
    "related": "Baca juga: ",
    "reports": SENTENCE,
    "reports without stops": SENTENCE.replace(".", ","),
    "glued reports": SENTENCE.replace(". ", "."),
}


LONG = 100_000
SHORT = 1_200
CASES = [
    pytest.param(piece, way, id=f"{name}-{way}")
    for way in STAGES
    for name, piece in HOSTILE.items()
]


@both_ways
@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_repeated_pieces(piece: str, way: str) -> None:
    text = piece * (SHORT // len(piece))
    check(text, noted(text, way))


@pytest.mark.parametrize(("piece", "way"), CASES)
def test_long_texts_end(piece: str, way: str) -> None:
    text = piece * (LONG // len(piece))
    check(text, noted(text, way))

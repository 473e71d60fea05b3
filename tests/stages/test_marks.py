"""How quote marks are paired; the tables are the specification."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumber.records import Quotation
from sumber.stages.marks import find_quotations


def quotations(text: str) -> list[str]:
    """Return the exact characters between the marks of every quotation."""
    return [quotation.content.of(text) for quotation in find_quotations(text)]


PAIRS = [
    ('"', '"'),
    ("“", "”"),
    ("”", "”"),
    ("“", "“"),
    ("„", "“"),
    ("„", "”"),
    ("«", "»"),
    ("''", "''"),
    ("``", "''"),
    ("＂", "＂"),
    # mixed kinds
    ('"', "”"),
    ("“", '"'),
]


@pytest.mark.parametrize(("opening", "closing"), PAIRS)
def test_every_kind_of_mark(opening: str, closing: str) -> None:
    text = (
        f"{opening}Air surut,{closing} kata Rini. "
        f"Bagas menjawab, {opening}Warga boleh pulang.{closing}"
    )
    found = find_quotations(text)
    assert [q.content.of(text) for q in found] == ["Air surut", "Warga boleh pulang."]
    assert [q.span.of(text) for q in found] == [
        f"{opening}Air surut,{closing}",
        f"{opening}Warga boleh pulang.{closing}",
    ]


CONTENTS = [
    # the marks, outer blanks and a comma before the closing mark are left out
    ('"Air surut," kata Rini.', ["Air surut"]),
    ('" Air surut , " kata Rini.', ["Air surut"]),
    ('"Air surut", kata Rini.', ["Air surut"]),
    ('"Air surut." Warga pulang.', ["Air surut."]),
    ('"Kapan surut?" tanya Rini.', ["Kapan surut?"]),
    ('Rini berkata, "Air surut".', ["Air surut"]),
    ('("Air surut")', ["Air surut"]),
    ('"A," kata Rini, "B."', ["A", "B."]),
    ('Kata "satu", "dua", dan "tiga".', ["satu", "dua", "tiga"]),
    # nothing between the marks
    ('""', []),
    ('" "', []),
    ('","', []),
]


@pytest.mark.parametrize(("text", "expected"), CONTENTS)
def test_what_stands_between_marks(text: str, expected: list[str]) -> None:
    assert quotations(text) == expected


GLUED = [
    ('Air surut itu."Saya pulang," kata Rini.', ["Saya pulang"]),
    ('"Air surut,"kata Rini."Saya pulang,"ujarnya.', ["Air surut", "Saya pulang"]),
    ('Rini:"Air surut."Lalu ia pulang.', ["Air surut."]),
    ("Air surut itu.”Saya pulang,”kata Rini.", ["Saya pulang"]),
    ("Ia berkata,“Air surut.”Warga pulang.", ["Air surut."]),
]


@pytest.mark.parametrize(("text", "expected"), GLUED)
def test_lost_blanks(text: str, expected: list[str]) -> None:
    assert quotations(text) == expected


MISSING = [
    # the closing mark: the quotation ends with its line, or where the next one opens
    (
        'Rini berkata, "Air surut. Warga pulang.\nHari itu hujan.',
        ["Air surut. Warga pulang."],
    ),
    (
        '"Air surut. "Warga pulang," kata Rini.',
        ["Air surut.", "Warga pulang"],
    ),
    # the opening mark: nothing is taken
    ('Air surut," kata Rini.\nWarga pulang.', []),
]


@pytest.mark.parametrize(("text", "expected"), MISSING)
def test_missing_marks(text: str, expected: list[str]) -> None:
    assert quotations(text) == expected


@pytest.mark.xfail(strict=True, reason="the line behind reads as a paragraph that goes on")
def test_a_missing_opening_mark_leaves_the_next_pair_alone() -> None:
    assert quotations('Air surut," kata Rini.\n"Warga pulang," ujarnya.') == ["Warga pulang"]


PARAGRAPHS = [
    # a new opening mark at each paragraph, one closing mark at the end
    ("“Air surut.\n\n“Warga pulang,” kata Rini.", ["Air surut.", "Warga pulang"]),
    ("“A surut.\n“B surut.\n“C surut.”", ["A surut.", "B surut.", "C surut."]),
    ("“Air surut.||“Warga pulang,” kata Rini.", ["Air surut.", "Warga pulang"]),
    # one pair around two lines
    ("“Air surut.\nWarga pulang,” kata Rini.", ["Air surut.\nWarga pulang"]),
    # pairs of their own
    ('"Air surut."\n"Warga pulang."', ["Air surut.", "Warga pulang."]),
]


@pytest.mark.parametrize(("text", "expected"), PARAGRAPHS)
def test_quotations_over_paragraphs(text: str, expected: list[str]) -> None:
    assert quotations(text) == expected


SINGLES = [
    ("Ia menulis 'air sudah surut sekali' di papan.", ["air sudah surut sekali"]),
    ("Ia menulis ‘air sudah surut sekali’ di papan.", ["air sudah surut sekali"]),
    # inside double marks they belong to the quotation
    ("\"Kata dia 'air surut' tadi,\" ujar Rini.", ["Kata dia 'air surut' tadi"]),
    # one word, or an apostrophe
    ("Ia menulis 'surut' di papan.", []),
    ("Jum'at itu Ma'ruf membaca Qur'an.", []),
]


@pytest.mark.parametrize(("text", "expected"), SINGLES)
def test_single_marks(text: str, expected: list[str]) -> None:
    assert quotations(text) == expected


@pytest.mark.xfail(strict=True, reason="the comma is cut before double marks only")
def test_a_comma_before_a_single_closing_mark_is_left_out() -> None:
    assert quotations("‘Air sudah surut,’ kata Rini.") == ["Air sudah surut"]


@pytest.mark.parametrize("text", ['Layar 6,7" itu besar.', 'Layar 14" itu. "Terang," kata Rini.'])
def test_inches_are_no_marks(text: str) -> None:
    assert "itu" not in " ".join(quotations(text))


# ---------------------------------------------------------------- laws

PIECES = st.sampled_from(
    [*'"“”„«»', "''", "'", "‘", "’", "``", "\n", "||", " ", ", ", ". ", "Air ", "surut", '6"', "("]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=40).map("".join))


@given(TEXTS)
def test_quotations_are_apart_in_order_and_hold_their_content(text: str) -> None:
    end = 0
    for quotation in find_quotations(text):
        assert end <= quotation.span.start
        assert quotation.span.end <= len(text)
        assert quotation.span.holds(quotation.content)
        content = quotation.content.of(text)
        assert content
        assert not content[0].isspace()
        end = quotation.span.end


SENTENCES = st.sampled_from(["Air surut", "Warga pulang", "Hujan turun lagi di desa", "Ia tiba"])


@given(st.lists(SENTENCES, min_size=1, max_size=6), st.sampled_from([" ", "\n", ""]))
def test_well_formed_quotations_all_come_back(said: list[str], between: str) -> None:
    text = between.join(f"“{words},” kata Rini." for words in said)
    found: list[Quotation] = find_quotations(text)
    assert [q.content.of(text) for q in found] == said

"""Where sentences begin and end; the tables are the specification."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumber.records import Article, Notes, Region, Span
from sumber.stages.sentences import find_sentences


def sentences(text: str, *regions: Region) -> list[str]:
    found = find_sentences(Article(id="a", text=text), Notes(regions=regions))
    return [span.of(text) for span in found.sentences]


# Sentences are parted by ``|`` here.
SEVERAL = [
    "Air surut.| Warga pulang.",
    "Apakah air surut?| Belum!| Warga menunggu…| Hujan turun.",
    "Air surut (sejak pagi).| Warga pulang.",
    "Panen naik 1.500 ton.| Harga 2.5 juta.",
    "Ia lahir tahun 1980.| Ayahnya petani.",
    # line ends
    "Air surut\n| Warga pulang",
    # lost blanks
    "Air surut.|Warga pulang.",
    "Ia lahir tahun 1980.|Ayahnya petani.",
    # quotations
    '"Air surut."|Hujan turun.',
    '"Air surut," kata Rini.|"Warga pulang," ujarnya.',
    '"Air surut. Warga pulang," kata Rini.| Hujan turun.',
    '"Air surut. Warga pulang."| Hujan turun.',
    'Rini berkata, "Air surut."| Bagas diam.',
]


@pytest.mark.parametrize("marked", SEVERAL)
def test_sentences_end(marked: str) -> None:
    parts = marked.split("|")
    assert sentences("".join(parts)) == [part.strip() for part in parts]


ONE = [
    # abbreviations, ranks and degrees
    "Menurut dr. Rini Wardani, air surut.",
    "H. Bagas Prakoso pulang.",
    "Prof. Dr. Rini Wardani, S.H., M.H. berbicara.",
    "Jl. Melati No. 5 RT. 03 banjir.",
    "PT Sungai Tbk. Sukarame menang.",
    # initials
    "R. A. Sekarwati tiba.",
    # numbers, sites
    "Harga naik menjadi Rp 2.500 sekilo.",
    "Situs kabarsungai.com diretas.",
    "Air surut.warga pulang.",
    # a quotation that goes on
    'Ia dijuluki "ratu." lalu pulang.',
    '"Air surut. Warga pulang," kata Rini.',
]


@pytest.mark.parametrize("text", ONE)
def test_sentences_go_on(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize("opening", ['"', "“", "”", "'", "‘"])
def test_a_sentence_may_begin_with_a_mark(opening: str) -> None:
    text = f"Air surut. {opening}Warga desa pulang{opening} kata Rini."
    assert len(sentences(text)) == 2


@pytest.mark.parametrize("opening", ["„", "«", "＂", "''", "``"])
def test_a_sentence_may_begin_with_a_rarer_mark(opening: str) -> None:
    closing = {"„": "“", "«": "»", "``": "''"}.get(opening, opening)
    text = f"Air surut. {opening}Warga desa pulang,{closing} kata Rini."
    assert len(sentences(text)) == 2


@pytest.mark.xfail(strict=True, reason="an abbreviation never ends a sentence")
def test_an_abbreviation_may_end_a_sentence() -> None:
    assert len(sentences("Warga membawa beras, sayur, dll. Hujan turun lagi.")) == 2


def test_regions_begin_and_end_sentences() -> None:
    text = "SUKARAME - Air surut di desa"
    assert sentences(text, Region(Span(0, 10), "dateline")) == ["SUKARAME -", "Air surut di desa"]


def test_double_bars_end_a_line() -> None:
    assert sentences("Air surut||Warga pulang") == ["Air surut", "Warga pulang"]


PIECES = st.sampled_from(
    [
        "Air ",
        "surut",
        ".",
        "? ",
        "\n",
        "||",
        '"',
        "“",
        "”",
        "dr. ",
        "R. A. ",
        "(",
        ")",
        "Warga",
        "1.5",
    ]
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=30).map("".join))


@given(TEXTS)
def test_sentences_are_apart_in_order_and_leave_out_only_blanks(text: str) -> None:
    end = 0
    for span in find_sentences(Article(id="a", text=text), Notes()).sentences:
        assert end <= span.start < span.end <= len(text)
        assert text[end : span.start].replace("|", "").strip() == ""
        assert not span.of(text)[0].isspace()
        assert not span.of(text)[-1].isspace()
        end = span.end
    assert text[end:].replace("|", "").strip() == ""

"""Role, body, addressee, occasion and day of a statement."""

from __future__ import annotations

import pytest

from sumber.model.store import load_models
from sumber.stages import Stage, stages
from tests.stages.marked import compared, run

BY_RULE = stages(None)
LEARNED = stages(load_models())
both_ways = pytest.mark.parametrize("steps", [LEARNED, BY_RULE], ids=["learned", "by rule"])


def kind_of(marked: str) -> str:
    return "direct" if marked.startswith('"') else "indirect"


ROLES = [
    "{r|Ketua} {f|Asosiasi Nelayan}, {s|Rini Wardani}, {q|mengatakan} {c|air sungai surut}.",
    "{r|Sekretaris Jenderal} {f|Partai Sawah} {s|Rini Wardani} {q|mengatakan} {c|air surut}.",
    "{r|Gubernur} {f|Sukarame} {s|Rini Wardani} {q|mengatakan} {c|air sungai sudah surut}.",
    "{r|Anggota} {f|Komisi V DPR} {s|Rini Wardani} {q|mengatakan} {c|air sungai sudah surut}.",
    "{r|Ekonom} {f|Universitas Sukarame} {s|Rini Wardani} {q|mengatakan} {c|air surut}.",
    "{r|Pengamat politik} dari {f|Universitas Sukarame} {s|Rini Wardani} {q|menilai} {c|air naik}.",
    # the body is a part of the role
    "{r|Kepala {f|Dinas Sungai Sukarame}} {s|Rini Wardani} {q|mengatakan} {c|air surut}.",
]


@pytest.mark.parametrize("marked", ROLES)
def test_role_and_body(marked: str) -> None:
    found, expected = compared(marked, [f"{kind_of(marked)} by Rini Wardani"], LEARNED)
    assert found == expected


def test_role_and_body_hold_for_all_that_a_source_says() -> None:
    marked = (
        "{r1,r2|Ketua} {f1,f2|Asosiasi Nelayan Sukarame} {s1|Rini Wardani} "
        "{q1|mengatakan} {c1|air sungai sudah surut}. "
        '"{c2|Warga boleh pulang}," {q2|kata} {s2|Rini}.'
    )
    found, expected = compared(
        marked, ["indirect by Rini Wardani", "direct by Rini Wardani"], LEARNED
    )
    assert found == expected


ADDRESSEES = [
    '"{c|Air sungai sudah surut}," {q|kata} {s|Rini Wardani} kepada {a|wartawan}.',
    '"{c|Air sungai sudah surut}," {q|kata} {s|Rini Wardani} kepada {a|Kabar Sukarame}, Rabu.',
    '"{c|Air sungai sudah surut}," {q|ujar} {s|Rini Wardani} kepada {a|awak media}.',
    "Kepada {a|wartawan}, {s|Rini Wardani} {q|mengatakan} {c|air sungai sudah surut}.",
    "{s|Rini Wardani} {q|mengatakan} kepada {a|wartawan} bahwa {c|air sungai sudah surut}.",
    # who is asked is addressed
    "{s|Rini Wardani} {q|mengimbau} {a|warga} untuk {c|tidak membuang sampah ke sungai}.",
    "{s|Rini Wardani} {q|meminta} {a|pemerintah} untuk {c|segera memperbaiki tanggul}.",
]


@pytest.mark.parametrize("marked", ADDRESSEES)
def test_addressees(marked: str) -> None:
    found, expected = compared(marked, [f"{kind_of(marked)} by Rini Wardani"], LEARNED)
    assert found == expected


OCCASIONS = [
    "{o|di Balai Desa Sukarame}, Rabu (2/7/2025)",
    "{o|dalam konferensi pers}, Rabu (2/7/2025)",
    "{o|dalam keterangan tertulis}, Rabu (2/7/2025)",
    "{o|dalam keterangannya}, Rabu (2/7/2025)",
    "{o|usai rapat desa}, Rabu (2/7/2025)",
    "{o|saat ditemui di balai desa}",
    "kepada wartawan {o|di Balai Desa Sukarame}, Rabu (2/7/2025)",
]


@pytest.mark.parametrize("words", OCCASIONS)
def test_occasions_begin_with_their_preposition_and_end_before_the_date(words: str) -> None:
    marked = f'"{{c|Air sungai sudah surut}}," {{q|kata}} {{s|Rini Wardani}} {words}.'
    found, expected = compared(marked, ["direct by Rini Wardani"], LEARNED)
    assert found == expected


def test_an_occasion_in_front() -> None:
    marked = (
        "{o|Dalam konferensi pers di Balai Desa Sukarame}, {s|Rini Wardani} "
        "{q|mengatakan} {c|air sungai sudah surut}."
    )
    found, expected = compared(marked, ["indirect by Rini Wardani"], LEARNED)
    assert found == expected


@pytest.mark.xfail(strict=True, reason="parts of a content are not told yet")
def test_who_is_asked_without_untuk_stands_inside_the_content() -> None:
    marked = "{s|Rini Wardani} {q|mendesak} {c|{a|pemerintah} segera memperbaiki tanggul}."
    found, expected = compared(marked, ["indirect by Rini Wardani"], LEARNED)
    assert found == expected


# ---------------------------------------------------------------- the day on which it was said

# Published on Thursday, 3 July 2025.
SAID = "Rini Wardani mengatakan air sungai sudah surut."
DAYS = {
    "beside the attribution": (
        ['"Air sungai sudah surut," kata Rini Wardani, Rabu (2/7/2025).'],
        ["2025-07-02"],
    ),
    "in front": (["Rabu (2/7/2025), Rini Wardani mengatakan air sungai surut."], ["2025-07-02"]),
    "by the day of publication": (
        ['"Air sungai sudah surut," kata Rini Wardani, Rabu.'],
        ["2025-07-02"],
    ),
    "carried over to what the same source goes on to say": (
        [
            '"Air sungai sudah surut," kata Rini Wardani, Rabu (2/7/2025).',
            '"Warga boleh pulang," kata Rini.',
            "Menurut dia, tanggul itu aman.",
        ],
        ["2025-07-02"] * 3,
    ),
    "carried back to what it said before": (
        [SAID, '"Warga boleh pulang," kata Rini, Rabu (2/7/2025).'],
        ["2025-07-02"] * 2,
    ),
    "not carried to another source": (
        [
            '"Air sungai sudah surut," kata Rini Wardani, Rabu (2/7/2025).',
            "Bagas Prakoso mengatakan tanggul itu masih rendah.",
        ],
        ["2025-07-02", None],
    ),
    "a new day holds from there on": (
        [
            '"Air sungai sudah surut," kata Rini Wardani, Selasa (1/7/2025).',
            '"Warga boleh pulang," kata Rini, Rabu (2/7/2025).',
            '"Tanggul itu sudah aman," ujarnya.',
        ],
        ["2025-07-01", "2025-07-02", "2025-07-02"],
    ),
    "a day of quoting tells none": (
        ['"Air sungai sudah surut," kata Rini Wardani, dikutip dari Kabar, Rabu (2/7/2025).'],
        [None],
    ),
    "a day inside the content tells none": (
        ['"Air sungai sudah surut sejak Selasa (1/7/2025)," kata Rini Wardani.'],
        [None],
    ),
    "no day, none told": ([SAID], [None]),
    "a day of quoting glued to the cue tells none": (
        ['"Air sungai sudah surut," kata Rini Wardani dilansirKabar, Rabu (2/7/2025).'],
        [None],
    ),
    "carried to the body for which somebody speaks": (
        [
            "Badan Sungai Tirta menyebut air sungai sudah surut.",
            '"Warga boleh pulang," kata Kepala Badan Sungai Tirta Rini Wardani, Rabu (2/7/2025).',
        ],
        ["2025-07-02"] * 2,
    ),
    "told by a sentence that points back": (
        [
            '"Air sungai sudah surut," ujar Rini Wardani.',
            "Hal itu disampaikan Rini dalam rapat di balai desa, Rabu (2/7/2025).",
            "Rini menambahkan tanggul itu masih kuat.",
        ],
        ["2025-07-02"] * 2,
    ),
}


@both_ways
@pytest.mark.parametrize(("sentences", "expected"), DAYS.values(), ids=DAYS)
def test_the_day_on_which_it_was_said(
    sentences: list[str], expected: list[str | None], steps: tuple[Stage, ...]
) -> None:
    notes = run(" ".join(sentences), steps, "2025-07-03")
    assert [s.said_on for s in notes.statements] == expected

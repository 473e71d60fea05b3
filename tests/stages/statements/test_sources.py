"""Who is meant by the words of an attribution; all people and bodies are invented."""

from __future__ import annotations

import pytest

from sumber.model.store import load_models
from sumber.stages import Stage, stages
from tests.stages.marked import compared, run, unmark

BY_RULE = stages(None)
LEARNED = stages(load_models())
both_ways = pytest.mark.parametrize("steps", [LEARNED, BY_RULE], ids=["learned", "by rule"])

FIRST = "{s1|Rini Wardani} {q1|mengatakan} {c1|air sungai sudah surut}. "
LATER_FORMS = [
    '"{c2|Warga boleh pulang}," {q2|kata} {s2|Rini}.',
    '"{c2|Warga boleh pulang}," {q2|kata} {s2|Wardani}.',
    '"{c2|Warga boleh pulang}," {q2|kata} {s2|dia}.',
    '"{c2|Warga boleh pulang}," {q2|pungkasnya}.',
    '"{c2|Warga boleh pulang}," {q2|kata} {s2|perempuan 42 tahun itu}.',
    '"{c2|Warga boleh pulang ke rumah masing-masing hari ini.}"',
    "{s2|Ia} {q2|menambahkan}, {c2|warga boleh pulang}.",
    "{q2|Menurutnya}, {c2|warga boleh pulang}.",
    "{q2|Menurut} {s2|dia}, {c2|warga boleh pulang}.",
    "{s2|Pihaknya} {q2|berharap} {c2|warga segera pulang}.",
]


@both_ways
@pytest.mark.parametrize("later", LATER_FORMS)
def test_later_forms_mean_the_fullest_name(later: str, steps: tuple[Stage, ...]) -> None:
    kind = "direct" if later.startswith('"') else "indirect"
    sources = ["indirect by Rini Wardani", f"{kind} by Rini Wardani"]
    found, expected = compared(FIRST + later, sources, steps)
    assert found == expected


def test_the_fullest_name_may_come_later() -> None:
    marked = (
        '"{c1|Warga boleh pulang}," {q1|kata} {s1|Rini}. '
        "{s2|Rini Wardani} {q2|mengatakan} {c2|air sungai sudah surut}."
    )
    found, expected = compared(
        marked, ["direct by Rini Wardani", "indirect by Rini Wardani"], LEARNED
    )
    assert found == expected


@both_ways
def test_two_people_are_told_apart_by_their_short_names(steps: tuple[Stage, ...]) -> None:
    marked = (
        "{s1|Rini Wardani} {q1|mengatakan} {c1|air sungai sudah surut}. "
        "{s2|Bagas Prakoso} {q2|mengatakan} {c2|tanggul itu masih rendah}. "
        '"{c3|Warga boleh pulang}," {q3|kata} {s3|Rini}. '
        '"{c4|Tanggul itu harus ditinggikan}," {q4|kata} {s4|Bagas}.'
    )
    sources = ["indirect by Rini Wardani", "indirect by Bagas Prakoso"]
    sources += ["direct by Rini Wardani", "direct by Bagas Prakoso"]
    found, expected = compared(marked, sources, steps)
    assert found == expected


@both_ways
def test_the_clitic_means_who_spoke_last(steps: tuple[Stage, ...]) -> None:
    marked = (
        "{s1|Rini Wardani} {q1|mengatakan} {c1|air sungai sudah surut}. "
        "{s2|Bagas Prakoso} {q2|mengatakan} {c2|tanggul itu masih rendah}. "
        '"{c3|Tanggul itu harus ditinggikan}," {q3|ujarnya}.'
    )
    sources = ["indirect by Rini Wardani", "indirect by Bagas Prakoso"]
    found, expected = compared(marked, [*sources, "direct by Bagas Prakoso"], steps)
    assert found == expected


OFFICE = [
    (
        "Ketua Asosiasi Nelayan {s1|Rini Wardani} {q1|mengatakan} {c1|air sungai sudah surut}. "
        "{s2|Ketua asosiasi itu} {q2|berharap} {c2|warga segera pulang}."
    ),
    (
        "Wakil Presiden {s1|Rini Wardani} {q1|mengatakan} {c1|panen raya tahun ini berhasil}. "
        "{s2|Wapres} {q2|berharap} {c2|petani tetap menanam}."
    ),
]


@pytest.mark.parametrize("marked", OFFICE)
def test_an_office_means_its_holder(marked: str) -> None:
    found, expected = compared(marked, ["indirect by Rini Wardani"] * 2, LEARNED)
    assert found == expected


APPOSITIONS = [
    "Kepala Desa Sukarame, {s|Rini Wardani}, {q|mengatakan} {c|air sungai sudah surut}.",
    "{s|Rini Wardani}, Kepala Desa Sukarame, {q|mengatakan} {c|air sungai sudah surut}.",
    "Kapolres Sukarame AKBP {s|Rini Wardani} {q|mengatakan} {c|air sungai sudah surut}.",
    "Ketua Asosiasi Nelayan Sukarame {s|Rini Wardani} {q|mengatakan} {c|air sungai sudah surut}.",
    '"{c|Air sungai sudah surut}," {q|kata} dr. {s|Rini Wardani}.',
    '"{c|Air sungai sudah surut}," {q|kata} Kepala Desa Sukarame, {s|Rini Wardani}, di balai desa.',
    '"{c|Air sungai sudah surut}," {q|kata} {s|Rini Wardani}, Kepala Desa Sukarame, di balai desa.',
]


@pytest.mark.parametrize("marked", APPOSITIONS)
def test_roles_ranks_and_titles_stay_outside_the_speaker(marked: str) -> None:
    kind = "direct" if marked.startswith('"') else "indirect"
    found, expected = compared(marked, [f"{kind} by Rini Wardani"], LEARNED)
    assert found == expected


@both_ways
def test_a_nickname_means_its_bearer(steps: tuple[Stage, ...]) -> None:
    marked = (
        "Rini Wardani yang akrab disapa Nining memimpin perbaikan tanggul. "
        '"{c|Air sungai sudah surut}," {q|kata} {s|Nining}.'
    )
    found, expected = compared(marked, ["direct by Rini Wardani"], steps)
    assert found == expected


OTHER_SOURCES = [
    # bodies, by their names and short forms
    (
        "{q|Menurut} {s|Kementerian Perikanan}, {c|tanggul itu aman}.",
        "indirect by Kementerian Perikanan",
    ),
    (
        "Badan Urusan Sungai Nasional (BUSN) meninggikan tanggul. "
        "{s|BUSN} {q|memperkirakan} {c|air sungai surut pekan depan}.",
        "indirect by Badan Urusan Sungai Nasional",
    ),
    # groups, people without a name
    ("{q|Menurut} {s|warga}, {c|air sungai sudah surut sejak pagi}.", "indirect by warga"),
    (
        "{s|Para nelayan} {q|mengatakan} {c|air sungai sudah surut sejak pagi}.",
        "indirect by Para nelayan",
    ),
    ('"{c|Air sungai sudah surut}," {q|kata} {s|seorang nelayan}.', "direct by seorang nelayan"),
    # an outlet that reports
    (
        "{q|Menurut} {s|laporan Kabar Sukarame}, {c|tanggul sungai itu aman}.",
        "indirect by Kabar Sukarame",
    ),
]


@both_ways
@pytest.mark.parametrize(("marked", "source"), OTHER_SOURCES)
def test_bodies_groups_and_outlets(marked: str, source: str, steps: tuple[Stage, ...]) -> None:
    found, expected = compared(marked, [source], steps)
    assert found == expected


def test_data_lead_to_the_body_that_has_them() -> None:
    marked = "{q|Berdasarkan} {s|data Dinas Sungai}, {c|dua belas tanggul rusak tahun ini}."
    found, expected = compared(marked, ["indirect by Dinas Sungai"], LEARNED)
    assert found == expected


TYPES = [
    ("Rini Wardani mengatakan air sungai sudah surut.", "person"),
    ("Menurut Kementerian Perikanan, tanggul itu aman.", "organisation"),
    ("Para nelayan mengatakan air sungai sudah surut sejak pagi.", "group"),
    ("Menurut laporan itu, air sungai tercemar logam berat.", "document"),
]


@both_ways
@pytest.mark.parametrize(("text", "kind"), TYPES)
def test_the_kind_of_the_source(text: str, kind: str, steps: tuple[Stage, ...]) -> None:
    (statement,) = run(text, steps).statements
    assert statement.who_type == kind


def test_nobody_is_named_where_the_article_names_nobody() -> None:
    found, expected = compared(
        '"{c|Air sungai sudah surut sejak pagi}," {q|ujarnya}.', ["direct by nobody"], LEARNED
    )
    assert found == expected


def test_every_statement_says_what_decided() -> None:
    text, _ = unmark(FIRST + LATER_FORMS[0])
    for statement in run(text, LEARNED).statements:
        assert statement.because
        assert all(statement.because)
        assert 0 <= statement.confidence <= 1


def test_a_name_in_use_that_an_attribution_tells_is_the_last_sources() -> None:
    marked = (
        "{s1|Bagas Prakoso} {q1|mengatakan} {c1|Rini Wardani belum datang}. "
        '"{c2|Kami tunggu}," {q2|kata} {s2|pria yang akrab disapa Wiro ini}. '
        '"{c3|Sampai sore}," {q3|ujar} {s3|Wiro}.'
    )
    sources = ["indirect by Bagas Prakoso", "direct by Bagas Prakoso", "direct by Bagas Prakoso"]
    found, expected = compared(marked, sources, LEARNED)
    assert found == expected


@pytest.mark.parametrize("short", ["Nugro", "Hary Wiro", "Wirosoewita"])
def test_a_name_may_be_shortened_or_slip(short: str) -> None:
    marked = (
        "{s1|Hary Wirosoewito Nugroho} {q1|mengatakan} {c1|air sungai sudah surut}. "
        f'"{{c2|Warga boleh pulang}}," {{q2|kata}} {{s2|{short}}}.'
    )
    sources = ["indirect by Hary Wirosoewito Nugroho", "direct by Hary Wirosoewito Nugroho"]
    found, expected = compared(marked, sources, LEARNED)
    assert found == expected

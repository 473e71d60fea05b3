"""Names as words that can be compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumber.relations.alike import compare, compare_bodies, edits
from sumber.relations.names import read_name, sound


@pytest.mark.parametrize(
    ("exact", "key"),
    [
        ("Dr. H. Rini Wardani, S.H., M.Si", "rini wardani"),
        ("Restu Arini S.Pd.", "restu arini"),
        ("Danang Mahardika SE", "danang mahardika"),
        ("Kombes Pol. Wira Sadeli", "wira sadeli"),
        ("Menteri Perhubungan Tono Bratasena", "perhubungan tono bratasena"),
        ("Mochamad Sadeli", "muhammad sadeli"),
        ("Recep Tayfun Ersoğlu", "recep tayfun ersoglu"),
        ("Sri Rahmawati (Bunda Sri", "sri rahmawati"),
        ("T.B. Sadeli", "t b sadeli"),
    ],
)
def test_titles_degrees_and_brackets_are_no_part_of_a_name(exact: str, key: str) -> None:
    name = read_name(exact, "person")
    assert (name.named, name.key) == (True, key)


@pytest.mark.parametrize(
    ("exact", "kind"),
    [
        ("seorang saksi", "person"),
        ("Mereka", "person"),
        ("Prof", "person"),
        ("Alih-alih", "person"),
        ("Rini Wardani-Tono Sadeli", "person"),
        ("salah satu pedagang di Pasar Baru", "person"),
        ("Polisi", "organisation"),
        ("Seorang pejabat militer Ostravia", "organisation"),
        ("warga", "group"),
        ("laporan", "document"),
        ("", "person"),
        ("…", "person"),
    ],
)
def test_descriptions_name_nobody_in_particular(exact: str, kind: str) -> None:
    assert not read_name(exact, kind).named


@pytest.mark.parametrize(
    "names",
    [
        ("zelensky", "zelenskyy", "zelenskiy"),
        ("setyanto", "setianto"),
        ("soepomo", "supomo"),
        ("djoko", "joko"),
        ("luthfi", "lutfi"),
    ],
)
def test_spellings_of_one_name_sound_alike(names: tuple[str, ...]) -> None:
    assert len({sound(name) for name in names}) == 1


@pytest.mark.parametrize(
    ("a", "b", "ways"),
    [
        ("rini wardani", "rini wardhani", {"same", "sound"}),
        ("rini wardani", "rini ayu wardani", {"same", "part"}),
        ("rini wardani", "rini wardanidan", {"same", "glued"}),
        ("tono bratasena", "tono bratesena", {"same", "slip"}),
        ("m sadeli", "mirna sadeli", {"initial", "same"}),
        ("rini wira atmadja", "rini wiraatmadja", {"sound"}),
        ("rini wardani", "rini kusumastuti", None),
        ("ari wardani", "ali wardani", None),
        ("wardani rini", "rini wardani", None),
    ],
)
def test_the_ways_in_which_names_fit(a: str, b: str, ways: set[str] | None) -> None:
    for one, other in ((a, b), (b, a)):
        fit = compare(tuple(one.split()), tuple(other.split()))
        assert (set(fit.ways) if fit else None) == ways


@pytest.mark.parametrize(
    ("a", "b", "fits"),
    [
        ("badan urusan air", "badan urusan air bua", True),
        ("badan urusan air", "badan urusan air kota melati", False),
        ("bank lembah", "pihak bank lembah", True),
        ("dinas air melati", "dinas air kenanga", False),
    ],
)
def test_more_words_make_another_body(a: str, b: str, fits: bool) -> None:
    assert (compare_bodies(tuple(a.split()), tuple(b.split())) is not None) == fits


WORDS = st.text("abcdey", min_size=1, max_size=9)


@given(WORDS, WORDS)
def test_edits_are_symmetric_and_bounded(a: str, b: str) -> None:
    assert min(3, edits(a, b, 2)) == min(3, edits(b, a, 2))
    assert (edits(a, b, 2) == 0) == (a == b)


@given(st.text(max_size=60), st.sampled_from(["person", "organisation", "group", "unknown"]))
def test_any_text_can_be_read_as_a_name(text: str, kind: str) -> None:
    assert all(word for word in read_name(text, kind).words)

"""Invented articles, built of sentences about invented people, for laws to hold on.

The grammar keeps to clear cases: a source is introduced by name before it is meant by less.
"""

from __future__ import annotations

from hypothesis import strategies as st

PEOPLE = (
    ("Rini", "Wardani"),
    ("Slamet", "Wibawanto"),
    ("Ratna", "Kesumadewi"),
    ("Gatot", "Mahendrata"),
    ("Yuni", "Larasmita"),
    ("Fajar", "Nugrahadi"),
)
CLAUSES = (
    "air sungai sudah surut sejak pagi",
    "tanggul itu masih terlalu rendah",
    "warga boleh pulang ke rumah masing-masing",
    "bantuan beras akan tiba pekan depan",
    "jembatan lama harus segera diperbaiki",
    "para nelayan belum bisa melaut",
)
PLAIN = (
    "Hujan turun sejak malam di desa itu.",
    "Warga bergotong royong memperbaiki jalan.",
    "Jembatan itu menghubungkan dua desa.",
)
INTRODUCTIONS = (
    "{full} mengatakan {clause}.",
    "{full} mengatakan bahwa {clause}.",
    "Menurut {full}, {clause}.",
    "“{Clause},” kata {full}.",
    "“{Clause},” ujar {full}.",
)
LATER = (
    "“{Clause},” kata {short}.",
    "“{Clause}. {Clause2},” ujar {short}.",
    "“{Clause},” katanya.",
    "“{Clause},” ujarnya.",
    "Ia menambahkan, {clause}.",
    "Menurut dia, {clause}.",
    "{Clause}, kata {short}.",
    "{short} menegaskan bahwa {clause}.",
)
Person = tuple[str, str]
Told = tuple[str, Person | None]


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


@st.composite
def reports(draw: st.DrawFn, person: Person) -> list[Told]:
    """Return what one person is reported to say: an introduction, and up to three more."""
    forms = [draw(st.sampled_from(INTRODUCTIONS))]
    forms += draw(st.lists(st.sampled_from(LATER), max_size=3))
    found: list[Told] = []
    for form in forms:
        clause, other = draw(st.permutations(CLAUSES))[:2]
        words = {"clause": clause, "Clause": _capital(clause), "Clause2": _capital(other)}
        found.append((form.format(full=" ".join(person), short=person[0], **words), person))
    return found


@st.composite
def articles(draw: st.DrawFn) -> list[Told]:
    """Return the sentences of an article, each with the person whose words it reports."""
    people = draw(st.permutations(PEOPLE))[: draw(st.integers(1, 3))]
    told: list[Told] = []
    for person in people:
        told += [(plain, None) for plain in draw(st.lists(st.sampled_from(PLAIN), max_size=1))]
        told += draw(reports(person))
    return told

"""How tags become mentions: N name, R role, A body, X body inside the role, G body that speaks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumber.language.tokens import shape
from sumber.records import Clause, Span
from sumber.stages.introductions import groups, read_mentions

Seen = tuple[str, str, str | None, str | None]
NO = "-"


def tagged(line: str) -> tuple[str, Clause, list[str]]:
    """Return text, clause and tags of words that carry their tag behind a slash."""
    pairs = [word.rsplit("/", 1) if "/" in word else (word, "O") for word in line.split()]
    words = [word for word, _ in pairs]
    starts = [sum(len(word) + 1 for word in words[:at]) for at in range(len(words))]
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    text = " ".join(words)
    lows = [word.lower() for word in words]
    shapes = [shape(word) for word in words]
    clause = Clause(Span(0, len(text)), starts, ends, lows, shapes, [-1] * len(words))
    return text, clause, [tag for _, tag in pairs]


CASES: list[tuple[str, list[Seen]]] = [
    ("Rini/B-N Wardani/I-N pulang .", [("person", "Rini Wardani", NO, NO)]),
    # role and body in front
    (
        "Ketua/B-R Asosiasi/B-A Nelayan/I-A Rini/B-N Wardani/I-N pulang .",
        [("person", "Rini Wardani", "Ketua", "Asosiasi Nelayan")],
    ),
    ("Ketua/B-R KNS/B-A , Rini/B-N , pulang .", [("person", "Rini", "Ketua", "KNS")]),
    # a rank, a bracket or a small word between
    ("Kapolres/B-R Sleman/B-A AKBP Rini/B-N pulang .", [("person", "Rini", "Kapolres", "Sleman")]),
    ("Ketua/B-R KNS/B-A ( Nelayan ) Rini/B-N pulang .", [("person", "Rini", "Ketua", "KNS")]),
    ("warga/B-R bernama Rini/B-N pulang .", [("person", "Rini", "warga", NO)]),
    # behind the name
    ("Rini/B-N , Ketua/B-R KNS/B-A , pulang .", [("person", "Rini", "Ketua", "KNS")]),
    ("Rini/B-N selaku Ketua/B-R KNS/B-A pulang .", [("person", "Rini", "Ketua", "KNS")]),
    # the body is a part of the role
    (
        "Kepala/B-R Dinas/B-X Perikanan/I-X Rini/B-N pulang .",
        [("person", "Rini", "Kepala Dinas Perikanan", "Dinas Perikanan")],
    ),
    # each name takes its own role
    (
        "Ketua/B-R KNS/B-A Rini/B-N dan Direktur/B-R SJ/B-A Bagas/B-N pulang .",
        [("person", "Rini", "Ketua", "KNS"), ("person", "Bagas", "Direktur", "SJ")],
    ),
    # other words part a role from a name
    (
        "Ketua/B-R KNS/B-A bertemu Rini/B-N kemarin .",
        [("person", "Rini", NO, NO), ("role", "Ketua KNS", "Ketua", "KNS")],
    ),
    # a role without a name, a body that speaks
    ("Presiden/B-R pulang .", [("role", "Presiden", "Presiden", NO)]),
    ("Kementerian/B-G Sungai/I-G menolak .", [("organisation", "Kementerian Sungai", NO, NO)]),
    # words that name nobody
    ("Dia/B-N pulang .", []),
    ("Senin/B-N itu hujan .", []),
    ("Desa Bagas/B-N banjir .", []),
    ("Namun/B-N Rini/I-N pulang .", [("person", "Rini", NO, NO)]),
    ("Ia pulang .", []),
]


@pytest.mark.parametrize(("line", "expected"), CASES)
def test_mentions_from_tags(line: str, expected: list[Seen]) -> None:
    text, clause, tags = tagged(line)
    found = [
        (
            m.kind,
            m.span.of(text),
            m.role.of(text) if m.role else NO,
            m.affiliation.of(text) if m.affiliation else NO,
        )
        for m in read_mentions(clause, tags)
    ]
    assert found == expected


GROUPS = [
    (["B-N", "I-N", "O", "B-N"], [(0, 2), (3, 4)]),
    (["B-N", "B-N"], [(0, 1), (1, 2)]),
    # what goes on without a beginning begins
    (["O", "I-N", "I-N"], [(1, 3)]),
    (["I-R", "I-N"], [(1, 2)]),
    (["O"], []),
    ([], []),
]


@pytest.mark.parametrize(("tags", "expected"), GROUPS)
def test_groups(tags: list[str], expected: list[tuple[int, int]]) -> None:
    assert groups(tags, "N") == expected


TAGS = st.sampled_from(["O", *(f"{p}-{kind}" for p in "BI" for kind in "NRAXG")])
WORDS = st.sampled_from(["Rini", "ketua", "(", ")", ",", ".", "dan", "AKBP", "05", "Dia"])


@given(st.lists(st.tuples(WORDS, TAGS), min_size=1, max_size=15))
def test_any_tags_give_spans_in_the_text(pairs: list[tuple[str, str]]) -> None:
    text, clause, tags = tagged(" ".join(f"{word}/{tag}" for word, tag in pairs))
    for mention in read_mentions(clause, tags):
        for span in (mention.span, mention.role, mention.affiliation):
            assert span is None or 0 <= span.start < span.end <= len(text)

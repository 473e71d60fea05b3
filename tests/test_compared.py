from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from sumber.compared import Compared, Shared, compared
from sumber.messages import speak
from sumber.records import Article, Span
from sumber.render.compared import print_compared, verdict

A = Article(id="a1", text="Pagi itu hujan. Air sungai naik sampai ke jalan desa. Warga pindah.")
B = Article(id="b1", text="Kabar lain. Air kali naik cepat sampai ke jalan desa! Selesai 😀.")


def shared(a: Article, b: Article, first: str, second: str, kind: str = "rewrite") -> Shared:
    starts = a.text.index(first), b.text.index(second)
    return Shared(
        a=Span(starts[0], starts[0] + len(first)),
        b=Span(starts[1], starts[1] + len(second)),
        kind=kind,
        origin="a1",
        because="credit",
    )


RIVER = shared(
    A, B, "Air sungai naik sampai ke jalan desa", "Air kali naik cepat sampai ke jalan desa"
)


def told(found: Compared, side: str) -> list[tuple[str, str]]:
    text, parts = (found.a.text, found.a_parts) if side == "a" else (found.b.text, found.b_parts)
    return [(part.mark, part.span.of(text).strip()) for part in parts]


def test_words_are_copied_changed_or_own() -> None:
    found = compared(A, B, [RIVER])
    assert told(found, "a") == [
        ("own", "Pagi itu hujan."),
        ("copied", "Air"),
        ("changed", "sungai"),
        ("copied", "naik sampai ke jalan desa"),
        ("own", ". Warga pindah."),
    ]
    assert [words for mark, words in told(found, "b") if mark == "changed"] == ["kali", "cepat"]
    assert found.share("a") == pytest.approx(6 / 12)


def test_nothing_shared_is_all_own() -> None:
    found = compared(A, B, [])
    assert told(found, "a") == [("own", A.text)]
    assert found.share("b") == 0
    assert verdict(found, speak("en")) == "Verdict: a1 and b1 share no passage."


def test_an_empty_text_has_no_part() -> None:
    assert compared(Article(id="x", text=""), B, []).a_parts == ()
    assert compared(Article(id="x", text=""), B, []).share("a") == 0


spans = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda p: Span(p[0], p[0] + p[1]))


@given(
    st.text("ab .\n", min_size=80, max_size=90),
    st.text("ab .\n", min_size=80, max_size=90),
    st.lists(st.tuples(spans, spans), max_size=5),
)
def test_the_parts_cover_both_texts_whatever_the_passages(
    a: str, b: str, pairs: list[tuple[Span, Span]]
) -> None:
    found = compared(
        Article(id="a", text=a),
        Article(id="b", text=b),
        [Shared(a=one, b=two, kind="copy") for one, two in pairs],
    )
    assert "".join(part.span.of(a) for part in found.a_parts) == a
    assert "".join(part.span.of(b) for part in found.b_parts) == b
    console = Console(width=80, file=io.StringIO())
    print_compared(console, found, speak("id"))


def test_long_changed_passages_end_soon() -> None:
    one = " ".join(f"kata{n % 7}" for n in range(20_000))
    two = " ".join(f"kata{n % 5}" for n in range(20_000))
    a, b = Article(id="a", text=one), Article(id="b", text=two)
    found = compared(a, b, [shared(a, b, one, two)])
    assert {part.mark for part in found.a_parts} == {"copied", "changed"}


def page(found: Compared, width: int = 80) -> str:
    out = io.StringIO()
    print_compared(Console(width=width, file=out, no_color=True), found, speak("en"))
    return out.getvalue()


def test_two_columns_can_be_read_without_colour() -> None:
    text = page(compared(A, B, [RIVER]))
    assert max(map(len, text.splitlines()[:-1])) <= 80
    assert "⟦1 Air ~sungai~ naik" in text
    assert "⟦1 Air ~kali~ naik ~cepat~" in text
    row = next(line for line in text.splitlines() if "⟦1" in line)
    assert row.count("⟦1") == 2
    assert text.rstrip().endswith("of b1 stand in both. First: a1 (credit).")
    assert "own words" in text


def test_what_changed_its_place_is_marked_all_the_same() -> None:
    other = Article(id="c1", text="Warga pindah. Air sungai naik sampai ke jalan desa.")
    found = compared(
        A,
        other,
        [
            shared(
                A,
                other,
                "Air sungai naik sampai ke jalan desa",
                "Air sungai naik sampai ke jalan desa",
            ),
            shared(A, other, "Warga pindah", "Warga pindah"),
        ],
    )
    text = page(found)
    assert text.count("⟦1 ") == 2 + 1  # the legend has one
    assert text.count("⟦2 ") == 2


@pytest.mark.parametrize("width", [20, 40, 200])
def test_any_width_does(width: int) -> None:
    lines = page(compared(A, B, [RIVER]), width).splitlines()
    assert max(map(len, lines[:-1])) <= width


def test_the_verdict_names_the_weightiest_kind() -> None:
    small = shared(A, B, "desa", "desa", "boilerplate")
    told = verdict(compared(A, B, [small, RIVER]), speak("en"))
    assert told.startswith("Verdict: rewrite; 50 % of the words of a1")

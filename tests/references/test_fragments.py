"""Links that jump to words."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumber.records import Article, Span
from sumber.references import jump_link, safe_url, text_fragment

TEXT = (
    "Air sudah surut. Kata lurah, “Air sudah surut di semua dusun kami, jadi dapur umum ditutup "
    "malam ini”.\nBaris baru di-tutup & selesai."
)


def fragment(words: str, nth: int = 0) -> str | None:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return text_fragment(TEXT, Span(start, start + len(words)))


@pytest.mark.parametrize(
    ("words", "nth", "link"),
    [
        ("Air sudah surut", 0, ":~:text=Air%20sudah%20surut"),
        ("Air sudah surut", 1, ":~:text=surut.%20Kata%20lurah-,Air%20sudah%20surut"),
        ("di-tutup & selesai", 0, ":~:text=di%2Dtutup%20%26%20selesai"),
        (
            "semua dusun kami, jadi dapur umum ditutup malam ini”.\nBaris baru",
            0,
            ":~:text=semua%20dusun%20kami%2C%20jadi%20dapur,Baris%20baru",
        ),
        ("ir sudah sur", 0, ":~:text=Air%20sudah%20surut"),
    ],
)
def test_fragments(words: str, nth: int, link: str) -> None:
    assert fragment(words, nth) == link


def test_marks_alone_are_no_fragment() -> None:
    assert text_fragment("“ ”", Span(0, 3)) is None


@given(st.text(alphabet="ab -,&“”\n.", min_size=1, max_size=120), st.data())
def test_what_is_named_stands_in_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    link = text_fragment(text, Span(start, end))
    if link is None:
        return
    flat = " ".join(text.split())
    for part in link.removeprefix(":~:text=").split(","):
        assert unquote(part.removesuffix("-")) in flat
        assert not set(part.removesuffix("-")) & set(" -&,#")


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        (
            "https://gema.example/a b?x=1&y=“2”",
            "https://gema.example/a%20b?x=1&y=%E2%80%9C2%E2%80%9D",
        ),
        ("http://gema.example", "http://gema.example"),
        ("javascript:alert(1)", None),
        ("data:text/html,<b>", None),
        ("//gema.example/x", None),
        ("https://", None),
        ("http://[::1", None),
        ("https://a.example/" + "x" * 3000, None),
        ("", None),
        (None, None),
    ],
)
def test_addresses(url: str | None, safe: str | None) -> None:
    assert safe_url(url) == safe


def test_a_link_keeps_the_fragment_that_is_there() -> None:
    article = Article(id="a", text=TEXT, url="https://gema.example/x#bagian")
    assert jump_link(article, Span(0, 3)) == "https://gema.example/x#bagian:~:text=Air"
    assert jump_link(article) == "https://gema.example/x#bagian"

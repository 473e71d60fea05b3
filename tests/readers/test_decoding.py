from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sumber.readers.decoding import decode, is_binary, wide_encoding
from sumber.readers.failures import Unreadable

QUOTED = "“Sudah surut,” kata Wahyu Lestaluhu – di kafé itu…"
JAPANESE = "これは日本語の文章です。今日は天気がいいですね。"
CHINESE = "这是中文文本，用于检测编码"
RUSSIAN = "Это русский текст для проверки кодировки"

READ = [
    (QUOTED.encode(), QUOTED),
    (QUOTED.encode("utf-8-sig"), QUOTED),
    (QUOTED.encode("cp1252"), QUOTED),
    (b"1,\x93ya\x94", "1,“ya”"),
    (QUOTED.encode("utf-16"), QUOTED),
    (QUOTED.encode("utf-16-le"), QUOTED),
    (QUOTED.encode("utf-16-be"), QUOTED),
    (QUOTED.encode("utf-32"), QUOTED),
    (JAPANESE.encode(), JAPANESE),
    (b"a\r\nb\rc\n", "a\r\nb\rc\n"),
    (b"a\xef\xbb\xbfb", "a\ufeffb"),
]
REFUSED = [
    (QUOTED.encode() + QUOTED.encode("cp1252"), "mixed-encoding"),
    ("Sudah “surut”".encode()[:-1], "mixed-encoding"),
    (CHINESE.encode("gbk"), "bad-encoding"),
    (RUSSIAN.encode("cp1251"), "bad-encoding"),
    (b"halo \x81 dunia", "bad-encoding"),
    (QUOTED.encode("utf-16") + b"\x00", "bad-encoding"),
    (bytes(range(256)) * 4, "binary"),
]


@pytest.mark.parametrize(("data", "text"), READ)
def test_bytes_that_are_text(data: bytes, text: str) -> None:
    assert decode(data) == text


@pytest.mark.parametrize(("data", "reason"), REFUSED)
def test_bytes_that_are_not(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as told:
        decode(data)
    assert told.value.reason == reason


@pytest.mark.parametrize(
    ("declared", "text"),
    [
        ("koi8-r", RUSSIAN),
        ("no-such-encoding", None),
        ("base64", None),
    ],
)
def test_a_declared_encoding_is_tried_before_windows(declared: str, text: str | None) -> None:
    data = RUSSIAN.encode("koi8-r")
    if text is None:
        with pytest.raises(Unreadable):
            decode(data, declared)
    else:
        assert decode(data, declared) == text


def test_what_calls_itself_latin_is_read_as_windows() -> None:
    assert decode("“ya”".encode("cp1252"), "iso-8859-1") == "“ya”"


@given(st.text().filter(lambda text: "\0" not in text and not text.startswith("\ufeff")))
def test_utf8_comes_back_unchanged(text: str) -> None:
    assert decode(text.encode()) == text


@given(st.binary())
def test_any_bytes_give_text_or_a_reason(data: bytes) -> None:
    wide_encoding(data)
    is_binary(data)
    with suppress(Unreadable):
        assert isinstance(decode(data), str)

"""The table of statements, narrow and wide."""

from __future__ import annotations

import io
from typing import Any

import pytest
from rich.console import Console

from sumber.messages import speak
from sumber.render.statements import print_findings, print_statements
from sumber.render.tables import print_table

LONG = "air di kampung itu sudah surut dan warga mulai membersihkan rumah masing-masing " * 3
ROW: dict[str, Any] = {
    "who": "Rini Wardani",
    "role": "Camat Tanjungsari",
    "affiliation": "Tanjungsari",
    "kind": "direct",
    "quote": LONG.strip(),
    "cue": "kata",
    "said_on": "2023-07-11",
    "cited": ["Warta Pesisir"],
    "article": "a1",
    "outlet": "gema.example",
}


def _console(width: int) -> Console:
    return Console(file=io.StringIO(), width=width, highlight=False, markup=False, emoji=False)


def _shown(width: int, *rows: dict[str, Any], with_article: bool = True) -> str:
    console = _console(width)
    assert print_statements(console, rows, speak("en"), with_article=with_article) == len(rows)
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


@pytest.mark.parametrize("width", [40, 80, 119, 120, 200])
def test_nothing_is_cut_off_and_no_line_is_too_wide(width: int) -> None:
    text = _shown(width, ROW)
    assert max(map(len, text.splitlines())) <= width
    letters = "".join(text.split())
    for word in LONG.split():
        assert word in letters
    assert text.count("masing-masing") + text.count("masing-\n") >= 1


@pytest.mark.parametrize("width", [80, 200])
def test_every_field_is_there(width: int) -> None:
    text = _shown(width, ROW)
    for word in ("Rini", "Camat", "direct", "kata", "2023-07-11", "Warta", "a1", "gema.example"):
        assert word in text


def test_missing_fields_are_left_blank_and_an_open_source_is_told() -> None:
    bare = dict.fromkeys(ROW, None) | {"kind": "indirect", "quote": "x"}
    text = _shown(80, bare)
    assert "None" not in text
    assert "(speaker unclear)" in text


def test_hostile_values_are_shown_and_not_obeyed() -> None:
    text = _shown(80, {**ROW, "who": "[red]\x1b[2J", "quote": ":smile:\x9b1m"})
    assert "\x1b" not in text
    assert "[red]␛[2J" in text
    assert ":smile:\ufffd1m" in text


def test_the_header_comes_once() -> None:
    assert _shown(80, ROW, ROW, ROW).count("statement") == 1


def test_no_row_no_header() -> None:
    assert _shown(80) == ""


def test_an_article_without_statements_says_so() -> None:
    from sumber.records import Article, Notes

    console = _console(80)
    print_findings(console, Article(id="a1", text="x"), Notes(), speak("id"))
    assert "Tidak ada pernyataan" in console.file.getvalue()  # type: ignore[attr-defined]


def test_a_table_of_any_rows() -> None:
    console = _console(80)
    rows = [{"source": "Warta\x07", "type": ["media", "dokumen"], "articles": 1200}]
    assert print_table(console, ("source", "type", "articles"), rows, speak("id")) == 1
    head, line = console.file.getvalue().splitlines()  # type: ignore[attr-defined]
    assert head.split() == ["sumber", "jenis", "artikel"]
    assert line.split() == ["Warta␇", "media,", "dokumen", "1.200"]

from __future__ import annotations

import pytest

from sumber.readers.columns import NAMES, choose_columns, show_columns

CHOSEN = [
    ("id,title,text,date", {"id": "id", "title": "title", "text": "text", "published": "date"}),
    ("No,Judul Berita,ISI", {"title": "Judul Berita", "text": "ISI"}),
    ("content,body", {"text": "body"}),
    ("isi-berita,tgl_terbit,Nama Media", {
        "text": "isi-berita", "published": "tgl_terbit", "outlet": "Nama Media"}),
    ("_id,articleBody,datePublished,source_url", {
        "id": "_id", "text": "articleBody", "published": "datePublished", "url": "source_url"}),
    ("nama,umur", {}),
]  # fmt: skip


@pytest.mark.parametrize(("columns", "chosen"), CHOSEN)
def test_columns_are_guessed(columns: str, chosen: dict[str, str]) -> None:
    assert choose_columns(columns.split(","), {}) == chosen


def test_a_named_column_is_not_guessed_for_another_field() -> None:
    chosen = choose_columns(["text", "content"], {"title": "text"})
    assert chosen == {"title": "text", "text": "content"}


def test_a_named_column_that_is_missing_is_not_replaced_by_a_guess() -> None:
    assert choose_columns(["text"], {"text": "k1"}) == {}


def test_no_name_stands_for_two_fields() -> None:
    names = [name for usual in NAMES.values() for name in usual]
    assert len(names) == len(set(names))
    assert all(choose_columns([name], {}) for name in names)


def test_many_columns_are_shown_in_short() -> None:
    assert show_columns([]) == "none"
    assert show_columns(map(str, range(30))).endswith("19 …")

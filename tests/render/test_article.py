"""An article on a terminal: marks, notes, hostile text, widths."""

from __future__ import annotations

import io
import re

import pytest
from rich.console import Console

from sumber.messages import speak
from sumber.records import Article, Citation, Notes, Region, Span, Statement, When
from sumber.render.article import marked_text, print_article

TEXT = (
    "TANJUNGSARI - “Air sudah surut,” kata Camat Tanjungsari Rini Wardani, Selasa (11/7/2023), "
    "dikutip dari Warta Pesisir.\nIa menilai tanggul itu harus diperbaiki pada 2024.\n"
)


def at(words: str, start: int = 0) -> Span:
    """Return where words stand in the text."""
    found = TEXT.index(words, start)
    return Span(found, found + len(words))


ARTICLE = Article(id="a1", text=TEXT, title="Banjir [bold]surut[/bold]", outlet="gema.example")
NOTES = Notes(
    regions=(Region(at("TANJUNGSARI -"), "dateline"),),
    dates=(When(at("Selasa (11/7/2023)"), "2023-07-11"), When(at("2024"), "2024", "year")),
    statements=(
        Statement(
            id="s1",
            kind="direct",
            contents=(at("Air sudah surut"),),
            cue=at("kata"),
            speaker=at("Rini Wardani"),
            who=at("Rini Wardani"),
            role=at("Camat Tanjungsari"),
            affiliation=at("Tanjungsari", 30),
            said_on="2023-07-11",
            because=("marks",),
        ),
        Statement(
            id="s2",
            kind="indirect",
            contents=(at("tanggul itu harus diperbaiki pada 2024"),),
            cue=at("menilai"),
            speaker=at("Ia"),
            who=at("Rini Wardani"),
        ),
    ),
    citations=(
        Citation(
            span=at("Warta Pesisir"), source="Warta Pesisir", type="outlet", statements=("s1",)
        ),
    ),
)


def shown(width: int, article: Article = ARTICLE, notes: Notes = NOTES, **options: object) -> str:
    console = Console(file=io.StringIO(), width=width, **options)  # type: ignore[arg-type]
    print_article(console, article, notes, speak("en"))
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def test_marks_tell_the_kinds_apart_without_any_style() -> None:
    text = marked_text(ARTICLE, NOTES, speak("en"), plain=True).plain
    assert text == (
        "¦dateline: TANJUNGSARI -¦ “⟦1 Air sudah surut⟧,” _kata_ ^Camat ^Tanjungsari^^ "
        "*Rini Wardani*, |Selasa (11/7/2023)|, dikutip dari {Warta Pesisir}.\n"
        "*Ia* _menilai_ ⟨2 tanggul itu harus diperbaiki pada |2024|⟩.\n"
    )


def test_a_terminal_gets_fewer_marks_and_styles_that_do_not_need_colour() -> None:
    text = shown(80, force_terminal=True, no_color=True)
    assert "“⟦1 \x1b" not in text
    assert re.search(r"\x1b\[1mRini Wardani\x1b\[0m", text)
    assert "\x1b[3mkata\x1b[0m" in text
    assert "\x1b[4mSelasa (11/7/2023)\x1b[0m" in text
    assert "*Ia*" not in text


def test_the_notes_say_who_when_and_why() -> None:
    text = shown(80)
    assert "1 Rini Wardani, Camat Tanjungsari · direct" in text
    assert "kata · 2023-07-11 · from Warta Pesisir" in text
    assert "confidence 0.50 · marks" in text
    assert "menilai · undated" in text
    assert re.search(r"Selasa \(11/7/2023\) +2023-07-11", text)


def test_wide_the_notes_stand_beside_their_paragraph() -> None:
    line = next(line for line in shown(160).splitlines() if "⟨2" in line)
    assert "2 Rini Wardani" in line


@pytest.mark.parametrize("width", [20, 80, 129, 130, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert max(map(len, shown(width).splitlines())) <= width


def test_no_markup_and_no_command_of_the_text_is_obeyed() -> None:
    hostile = Article(id="\x1b[2J", text="[red]a[/red]\x1b[31m :smile: \x07b", title="\x1b]0;x\x07")
    text = shown(80, hostile, Notes())
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "[red]a[/red]␛[31m :smile: ␇b" in text


def test_an_article_without_text_is_shown() -> None:
    assert "kosong" in shown(80, Article(id="kosong", text=""), Notes())

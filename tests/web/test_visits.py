"""In which language and light a visitor is answered, and what may be asked."""

from __future__ import annotations

import pytest

from sumber.errors import UsageError
from sumber.messages import speak
from sumber.web.params import Params
from sumber.web.visits import choose_language, choose_theme


@pytest.mark.parametrize(
    ("query", "cookie", "accepted", "language"),
    [
        ("", "", "id-ID,id;q=0.9,en;q=0.8", "id"),
        ("", "", "en-US,en;q=0.9", "en"),
        ("", "", "de-DE,de;q=0.9,en;q=0.5", "en"),
        ("", "", "en;q=0.4,id;q=0.7", "id"),
        ("", "", "jv,en;q=0.5", "id"),
        ("", "", "id;q=0,en", "en"),
        ("", "", "fr", "id"),
        ("", "", "", "id"),
        ("", "", "en;q=x, ;;, id;q=0.1", "id"),
        ("en", "", "id", "en"),
        ("", "en", "id", "en"),
        ("id", "en", "en", "id"),
        ("xx", "yy", "en", "en"),
    ],
)
def test_the_language_is_the_visitors(
    query: str, cookie: str, accepted: str, language: str
) -> None:
    assert choose_language({"lang": query}, {"lang": cookie}, accepted, "id") == language


@pytest.mark.parametrize(
    ("query", "cookie", "theme"),
    [("dark", "", "dark"), ("", "light", "light"), ("", "", "auto"), ("neon", "<b>", "auto")],
)
def test_the_light_is_the_visitors(query: str, cookie: str, theme: str) -> None:
    assert choose_theme({"theme": query}, {"theme": cookie}) == theme


@pytest.mark.parametrize(
    "value",
    ["2024-02-30", "2024-13", "24", "2024-1-1", "0000", "today", "\u0662\u0660\u0662\u0664"],
)
def test_what_is_no_day_is_refused(value: str) -> None:
    with pytest.raises(UsageError):
        Params({"since": value}, speak("en")).day("since")


@pytest.mark.parametrize("value", ["2024", "2024-02", "2024-02-29"])
def test_days_months_and_years_are_days(value: str) -> None:
    assert Params({"since": value}, speak("en")).day("since") == value

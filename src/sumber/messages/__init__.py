"""The words that sumber says to people, in Indonesian and in English, as data beside this module.

``id.toml`` and ``en.toml`` hold the same keys. A value is a text with ``{names}`` to fill in, or
a pair of texts of which the first is for one and the second for any other ``n``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

Language: TypeAlias = Literal["id", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


class Say:
    """The texts of one language. ``say("key", name=value)`` returns one of them, filled in."""

    def __init__(self, language: Language, texts: Mapping[str, str | list[str]]) -> None:
        self.language = language
        self.texts = texts

    def __call__(self, key: str, /, **values: Any) -> str:
        """Return the text of ``key``; integers are written the way the language writes them."""
        text = self.texts[key]
        if isinstance(text, list):
            text = text[0 if values["n"] == 1 else 1]
        shown = {k: self.number(v) if isinstance(v, int) else v for k, v in values.items()}
        return text.format(**shown) if shown else text

    def __contains__(self, key: object) -> bool:
        return key in self.texts

    def number(self, value: float, decimals: int = 0) -> str:
        """Write a number with the language's marks: ``23.599`` and ``0,93`` in Indonesian."""
        written = f"{value:,.{decimals}f}"
        if self.language == "id":
            return written.translate({ord(","): ".", ord("."): ","})
        return written


@cache
def speak(language: Language) -> Say:
    """Return the texts of a language, read once in a process."""
    path = Path(__file__).with_name(f"{language}.toml")
    return Say(language, dict(_flat(tomllib.loads(path.read_text(encoding="utf-8")))))


def language_of(environ: Mapping[str, str]) -> Language:
    """Choose the language: ``SUMBER_LANG``, else the locale's; Indonesian where that says so."""
    for name in ("SUMBER_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(name):
            return "id" if value.lower().startswith(("id", "in_id")) else "en"
    return "en"


def _flat(table: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str | list[str]]]:
    pairs: list[tuple[str, str | list[str]]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            pairs += _flat(value, f"{prefix}{key}.")
        else:
            pairs.append((prefix + key, value))
    return pairs

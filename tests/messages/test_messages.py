"""Both languages say everything, and the code asks only for what they say."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

import sumber
from sumber import records
from sumber.messages import LANGUAGES, Language, language_of, speak
from sumber.readers.failures import REASONS
from sumber.render.facts import FACT_KINDS

SOURCES = sorted(Path(sumber.__file__).parent.rglob("*.py"))


def _keys(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("say") and node.args:
            for part in ast.walk(node.args[0]):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.value


def _fields(text: str | list[str]) -> set[str]:
    texts = text if isinstance(text, list) else [text]
    return {name for t in texts for _, name, _, _ in string.Formatter().parse(t) if name}


def test_the_languages_have_the_same_keys_and_fields() -> None:
    indonesian, english = (speak(language).texts for language in LANGUAGES)
    assert list(indonesian) == list(english)
    for key, text in english.items():
        assert _fields(indonesian[key]) <= _fields(text) | {"n"}, key


def test_every_key_in_the_code_is_there() -> None:
    texts = speak("en").texts
    asked = {key for path in SOURCES for key in _keys(path) if "." in key and " " not in key}
    assert len(asked) > 50
    assert [key for key in sorted(asked) if key not in texts and not key.endswith(".")] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("table", "names"),
    [
        ("kind", FACT_KINDS),
        ("region", get_args(records.RegionKind)),
        ("citation", get_args(records.CitationKind)),
        ("reason", (*REASONS, "annotate-error", "not-unicode")),
        ("next", (*REASONS, "annotate-error", "not-unicode")),
    ],
)
def test_every_kind_and_reason_has_its_word(
    language: Language, table: str, names: tuple[str, ...]
) -> None:
    say = speak(language)
    for name in names:
        assert say(f"{table}.{name}")


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "id_ID.UTF-8"}, "id"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "id_ID.UTF-8"}, "en"),
        ({"SUMBER_LANG": "id", "LC_ALL": "en_US.UTF-8"}, "id"),
        ({"SUMBER_LANG": "", "LANG": "id"}, "id"),
    ],
)
def test_the_language_comes_from_the_environment(
    environ: dict[str, str], language: Language
) -> None:
    assert language_of(environ) == language


def test_numbers_are_written_as_the_language_writes_them() -> None:
    assert speak("id").number(23599.25, 2) == "23.599,25"
    assert speak("en").number(23599.25, 2) == "23,599.25"
    assert speak("en")("progress.done", n=1) == "1 article"
    assert speak("en")("progress.done", n=2000) == "2,000 articles"

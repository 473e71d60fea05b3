"""Words that are off, help, version, languages: what everybody meets first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sumber import __version__
from sumber.cli.app import COMMANDS
from sumber.cli.streams import take_language
from sumber.errors import UsageError

Run = Callable[..., Any]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["kutip"], 'There is no command "kutip". See: sumber --help'),
        (["annotate"], "PATHS is missing. See: sumber annotate --help"),
        (["annotate", "x", "--warna"], "Unknown option --warna."),
        (["quotes", "--format", "xls"], '"xls" is no value for --format.'),
        (["quotes", "--kind", "x"], '"x" is no value for --kind.'),
        (["quotes", "--limit", "x"], '"x" is no value for --limit.'),
        (["quotes", "--since", "kemarin"], '--since takes YYYY-MM-DD, YYYY-MM or YYYY; not "kem'),
        (["quotes", "--limit", "0"], "--limit must be at least 1; not 0."),
        (["add", "x", "--workers", "-1"], "--workers must be at least 1; not -1."),
        (["annotate", "no-such-file"], "no-such-file"),
        (["annotate", "-", "--column", "isi"], 'not "isi"'),
        (
            ["show", "no-such-article"],
            'no-such-article" is no file, and there is no corpus in corp',
        ),
        (["--lang", "jv", "doctor"], '--lang takes id or en, not "jv".'),
        (["--lang"], "--lang takes id or en"),
    ],
)
def test_a_mistake_is_told_in_one_line_and_exits_with_2(
    run: Run, words: list[str], told: str
) -> None:
    ran = run(*words)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith("sumber: ")
    assert told in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("command", ["quotes", "sources", "verify", "remove"])
def test_no_corpus_is_told_with_the_next_step(run: Run, command: str) -> None:
    ran = run(command, *(["a1"] if command == "remove" else []))
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    assert "sumber add PATH... --corpus corpus" in ran.err


def test_the_corpus_comes_from_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMBER_CORPUS", "kliping")
    assert "kliping" in run("quotes").err
    assert "arsip" in run("quotes", "--corpus", "arsip").err


def test_version(run: Run) -> None:
    assert run("--version").out.strip() == f"sumber {__version__}"


@pytest.mark.parametrize("words", [[], ["--help"], ["-h"]])
def test_help_names_every_command(run: Run, words: list[str]) -> None:
    ran = run(*words)
    assert ran.code == 0
    for command in COMMANDS:
        assert command in ran.out


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(("language", "word"), [("id", "Pemakaian:"), ("en", "Usage:")])
def test_every_command_has_help_in_both_languages(
    run: Run, command: str, language: str, word: str
) -> None:
    ran = run(command, "--help", "--lang", language)
    assert ran.code == 0
    assert ran.out.startswith(f"{word} sumber {command}")


def test_mistakes_are_told_in_indonesian(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUMBER_LANG", "id")
    assert 'Tidak ada perintah "kutip"' in run("kutip").err
    assert "Tidak ada korpus di folder itu" in run("quotes").err


@pytest.mark.parametrize(
    ("words", "language", "rest"),
    [
        (["doctor"], "en", ["doctor"]),
        (["--lang", "id", "doctor"], "id", ["doctor"]),
        (["doctor", "--lang=id"], "id", ["doctor"]),
        (["show", "--", "--lang", "id"], "en", ["show", "--", "--lang", "id"]),
    ],
)
def test_the_language_may_stand_anywhere(words: list[str], language: str, rest: list[str]) -> None:
    assert take_language(words, {}) == (language, rest)


def test_an_unknown_language_is_a_mistake() -> None:
    with pytest.raises(UsageError):
        take_language(["--lang=xx"], {})

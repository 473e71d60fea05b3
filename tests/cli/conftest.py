"""Calling the command line in this process."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from sumber.cli import main

TEXT = (
    "“Air sudah surut,” kata Camat Tanjungsari, Rini Wardani, Selasa (11/7/2023).\n"
    "Rini menilai tanggul itu harus segera diperbaiki.\n"
)


class Ran(NamedTuple):
    """What a call of the program left."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[Any]:
        """The JSON lines of the output."""
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def run(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., Ran]:
    """Run ``sumber`` with these words in an empty folder, in English."""
    for name in ("SUMBER_CORPUS", "LC_ALL", "LC_MESSAGES", "LANG", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SUMBER_LANG", "en")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)

    def run(*words: str | Path) -> Ran:
        capfd.readouterr()
        code = main([str(word) for word in words])
        return Ran(code, *capfd.readouterr())

    return run


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """One article in a text file."""
    path = tmp_path / "berita.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    """Three articles in a file of JSON lines, with what is known of them."""
    path = tmp_path / "berita.jsonl"
    known = {"outlet": "Gema Lembah", "published": "2023-07-12"}
    rows = [{"id": f"a{n}", "text": f"{TEXT}Bagian {n}.", **known} for n in range(3)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path

"""Profiles of capitalised words, counted over unlabelled articles (``train.profiles``)."""

from __future__ import annotations

from pathlib import Path
from typing import Final

FILE: Final = Path(__file__).parent / "profiles.txt"


def _read() -> dict[str, str]:
    """Return for each known word the four digits of its profile."""
    if not FILE.is_file():
        return {}
    lines = FILE.read_text("utf-8").splitlines()
    return dict(line.rsplit(" ", 1) for line in lines if line and not line.startswith("# "))


PROFILES: Final = _read()

"""The word lists of ``words.toml`` as sets."""

from __future__ import annotations

import tomllib
from pathlib import Path

_words = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))

SAID = frozenset(_words["said"])
HE = frozenset(_words["he"])
PAUSES = frozenset(_words["pauses"])
RANKS = frozenset(_words["ranks"])
JOINTS = frozenset(_words["joints"])
LINKS = frozenset(_words["links"])
AGENTS = frozenset(_words["agents"])
DATELINE = frozenset(_words["dateline"])
DASHES = frozenset(_words["dashes"])

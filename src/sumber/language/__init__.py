"""Language knowledge as reviewed data: commented TOML files beside this module and their loader."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any


def load(name: str) -> dict[str, Any]:
    """Return the table of the data file ``name`` (without its suffix)."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))

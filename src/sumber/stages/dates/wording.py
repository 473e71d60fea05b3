"""The words of this stage, read once."""

from __future__ import annotations

from typing import Any

from sumber.language import load

DATES: dict[str, Any] = load("dates")

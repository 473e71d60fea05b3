"""What a request asks for, read strictly: a value that cannot be meant is a ``UsageError``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from sumber.errors import UsageError
from sumber.messages import Say

LONGEST: Final = 300
"""Characters of a value in the address."""
LAST_PAGE: Final = 1_000_000
_DAY: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


class Params:
    """The parameters of one request, and the words in which to refuse them."""

    def __init__(self, given: Mapping[str, str], say: Say) -> None:
        self.given = given
        self.say = say

    def text(self, name: str, longest: int = LONGEST) -> str | None:
        """Return a text without blanks at its ends, or ``None`` where none is given."""
        value = self.given.get(name, "").strip()
        if len(value) > longest:
            raise UsageError(self.say("web.error.long", name=name, longest=longest))
        if "\x00" in value:
            raise UsageError(self.say("web.error.value", name=name, value=value))
        return value or None

    def choice(self, name: str, choices: tuple[str, ...]) -> str | None:
        """Return one of the choices, or ``None`` where none is given."""
        value = self.text(name)
        if value is not None and value not in choices:
            raise UsageError(self.say("web.error.value", name=name, value=value))
        return value

    def day(self, name: str) -> str | None:
        """Return a day, a month or a year in ISO 8601, or ``None``."""
        value = self.text(name)
        if value is not None and not _is_day(value):
            raise UsageError(self.say("web.error.day", name=name, value=value))
        return value

    def page(self) -> int:
        """Return the number of the page asked for, from 1."""
        value = self.text("page") or "1"
        if not re.fullmatch(r"[0-9]{1,7}", value) or not 0 < int(value) <= LAST_PAGE:
            raise UsageError(self.say("web.error.value", name="page", value=value))
        return int(value)


def _is_day(value: str) -> bool:
    if not _DAY.fullmatch(value):
        return False
    try:
        date.fromisoformat((value + "-01-01")[:10])
    except ValueError:
        return False
    return True

"""Numbers for signs: the class or mark that speaks loudest of a word (``atoms.Word.sign``)."""

from __future__ import annotations

from typing import Final

MOST = 1 << 16
BITS: Final = 16
"""A number takes so many bits."""


class Signs:
    """Numbers in the order in which the signs are met; number 0 is for all too many."""

    def __init__(self) -> None:
        """Begin with none."""
        self.written = ["\0"]
        self._numbers = {"\0": 0}

    def number(self, sign: str) -> int:
        """Return the number of a sign."""
        number = self._numbers.get(sign)
        if number is None:
            if len(self.written) == MOST:
                return 0
            number = self._numbers[sign] = len(self.written)
            self.written.append(sign)
        return number


SIGNS: Final = Signs()

"""Word lists of ``language/names.toml`` as sets, loaded once."""

from __future__ import annotations

from collections.abc import Iterable

from sumber.language import load

_names = load("names")

TITLES = frozenset(_names["titles"])
ROLES = frozenset(_names["roles"])
ROLE_PARTS = frozenset(_names["role_parts"])
WHOLE_ROLES = frozenset(_names["whole_roles"])
BODIES = frozenset(_names["bodies"])
DOCUMENTS = frozenset(_names["documents"])
GROUPS = frozenset(_names["groups"])
PRONOUNS = frozenset(_names["pronouns"])
PARTICLES = frozenset(_names["particles"])
OPENERS = frozenset(_names["openers"])
PLACES = frozenset(_names["places"])
FIRST_NAMES = frozenset(_names["first_names"])
DAYS = frozenset(_names["days"])
MONTHS = frozenset(_names["months"])
BEFORE_PLACES = frozenset(_names["before_places"])
TITLES_ALONE = frozenset(_names["titles_alone"])
SHORT_ROLES: dict[str, list[str]] = {s: full.split() for s, full in _names["short_roles"].items()}


def spelt_out(words: Iterable[str]) -> frozenset[str]:
    """Return the words that the short titles among ``words`` stand for (*wapres*)."""
    return frozenset(full for word in words for full in SHORT_ROLES.get(word, ()))

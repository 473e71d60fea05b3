"""Names of persons and bodies as words that can be compared.

1. A name loses ranks, degrees and forms of address (*Dr. H. Rini Wardani, S.H.*).
2. Its words are lower-cased and lose accents; forms of one first name become one (:func:`key`).
3. Spellings that sound alike become one (*Wardhany*, *Wardani*): :func:`sound`.

The words, endings and sounds stand in ``language/people.toml``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

from sumber.language import lexicon as lex
from sumber.language import load

_DATA = load("people")
_WORD = re.compile(r"[^\W\d_]+(?:['’`´-][^\W\d_]+)*\.?")
_BRACKETS = re.compile(r"\([^()]*\)")
_LAST_BRACKET = re.compile(r"\s*\([^()]*\)?\s*$")
_DOTTED = re.compile(r"\b(?:[A-Za-z]{1,4}\.){2,}")
_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rule["from"]), rule["to"]) for rule in _DATA["sounds"]
)
_SAME: dict[str, str] = {form: one for one, forms in _DATA["same"].items() for form in forms}
DEGREES: Final = frozenset(_DATA["degrees"])
INITIALS: Final[dict[str, str]] = _DATA["initials"]
FREQUENT: Final = frozenset(_DATA["frequent"]["words"].split())
GENERIC: Final = frozenset(_DATA["generic"]["words"].split()) | lex.PRONOUNS | lex.GROUPS
ANY_BODY: Final = lex.BODIES | lex.ROLES | lex.ROLE_PARTS
"""Words that do not tell one body from another."""
GLUED: Final[tuple[str, ...]] = tuple(_DATA["glued"]["words"])
DESCRIBED: Final = frozenset(_DATA["described"]["words"])
EVERYWHERE: Final = frozenset(_DATA["everywhere"]["words"])
"""Words of roles that every body has."""
BEFORE: Final = frozenset(_DATA["before"]["words"])
BESIDE: Final = frozenset(_DATA["beside"]["words"])
_PARTICLES = lex.PARTICLES - {"al", "el"}
_FORMS = lex.TITLES | {"st"}
NO_HEAD: Final = lex.OPENERS | lex.DAYS | lex.MONTHS
UNNAMED: Final = lex.ROLES | lex.ROLE_PARTS | lex.PLACES | lex.BODIES | lex.DOCUMENTS
"""Words that belong to roles, bodies and places, not to persons."""
NAMES_TOO: Final = frozenset(_DATA["names_too"]["words"])
LONGEST = 8
"""A name of a person has at most so many words; more are a description."""


class Name(NamedTuple):
    """A name: its words for comparing, joined by blanks, and whether it names anybody."""

    words: tuple[str, ...]
    named: bool

    @property
    def key(self) -> str:
        """The words as one text."""
        return " ".join(self.words)


def read_name(exact: str, kind: str) -> Name:
    """Return the name that ``exact`` writes; ``kind`` is the source's (person, organisation …).

    A description (*seorang saksi*, *warga*), a pronoun, a title alone or a body that every place
    has (*polisi*) names nobody in particular.
    """
    own = _BRACKETS.sub(" ", exact[: own_length(exact, kind)])
    raw = [word for word in _WORD.findall(_DOTTED.sub(_close, own)) if word.strip(".")]
    kept = tuple(_same(plain(w)) for w in _bare(raw, kind))
    if kind == "person":
        return Name(kept, _is_person(raw, kept))
    if kind == "organisation":
        capital = any(word[0].isupper() for word in raw)
        described = set(kept) <= GENERIC or kept[0] in DESCRIBED
        return Name(kept, capital and not described)
    return Name(kept, False)


def own_length(exact: str, kind: str) -> int:
    """Return how many characters of a name come before a last bracket, or a person's degrees."""
    comma = exact.find(",") if kind == "person" else -1
    end = comma if comma > 0 else len(exact)
    bracket = _LAST_BRACKET.search(exact, 0, end)
    return bracket.start() if bracket and bracket.start() else end


def _close(match: re.Match[str]) -> str:
    """Write a degree in one word (*S.H.*); initials of a name stay apart (*B.J.*)."""
    joined = re.sub(r"[.\s]", "", match[0])
    return joined if joined.lower() in DEGREES else match[0].replace(".", ". ")


def _bare(raw: list[str], kind: str) -> list[str]:
    """Return the words without titles at the head and degrees at the end."""
    words = [word.rstrip(".") for word in raw]
    if kind != "person":
        return words
    kept = [w for at, w in enumerate(words) if not _is_title(words, at)]
    while len(kept) > 1 and kept[-1].lower() in DEGREES and _is_degree(kept[-1]):
        kept.pop()
    while len(kept) > 2 and kept[-1].lower() in lex.ROLES:
        kept.pop()
    return _without_role(kept)


def _without_role(words: list[str]) -> list[str]:
    """Return the words behind a role or a place before a name (*Perdana Menteri X Y*, *RI X Y*)."""
    first = words[0].lower() if words else ""
    if len(words) > 2 and first in lex.PLACES:
        return words[1:]
    if first not in lex.ROLES - NAMES_TOO:
        return words
    at = next((i for i, w in enumerate(words) if w.lower() not in UNNAMED), len(words))
    return words[at:] if at < len(words) else words


def _is_title(words: list[str], at: int) -> bool:
    """Tell a rank or form of address; a single letter behind a name is an initial."""
    if words[at].lower() not in _FORMS:
        return False
    return len(words[at]) > 1 or all(word.lower() in _FORMS for word in words[:at])


def _is_degree(word: str) -> bool:
    """Tell a degree (*SH*, *MSi*) from a name that has its letters (*Ma*, *Si*)."""
    return sum(letter.isupper() for letter in word) >= 2 or len(word) > 3


def _is_person(raw: list[str], kept: tuple[str, ...]) -> bool:
    if not kept or len(kept) > LONGEST or not any(len(word) > 1 for word in kept):
        return False
    written = [word for word in raw if word.lower().rstrip(".") not in _PARTICLES]
    if not all(word[0].isupper() for word in written) or _is_pair(raw):
        return False
    if kept[0] in NO_HEAD or _is_doubled(raw[0]):
        return False
    return not all(word in UNNAMED or word in GENERIC for word in kept)


def _is_pair(raw: list[str]) -> bool:
    """Tell two names joined by a hyphen (*Rini Wardani-Tono Sadeli*), which are two persons."""
    inner = (word.split("-") for word in raw[1:-1])
    return any(
        len(parts) == 2 and all(p[:1].isupper() and len(p) > 3 for p in parts) for parts in inner
    )


def _is_doubled(word: str) -> bool:
    """Tell a doubled word (*Alih-alih*), which begins a sentence."""
    one, _, other = word.lower().partition("-")
    return one == other


def _same(word: str) -> str:
    return _SAME.get(word, word)


@lru_cache(maxsize=65536)
def plain(word: str) -> str:
    """Return a word in lower case without accents and apostrophes, for comparing only."""
    parts = unicodedata.normalize("NFKD", word.lower())
    return "".join(sign for sign in parts if sign.isalnum())


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Return how a word of a name sounds, the same for all spellings of it."""
    heard: str = word
    for pattern, written in _SOUNDS:
        heard = pattern.sub(written, heard)
    return heard


def slug(words: tuple[str, ...]) -> str:
    """Return a name as part of an id: its words joined by hyphens."""
    return "-".join(words)

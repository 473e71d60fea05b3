"""The other forms of an Indonesian word: *penyerangan* to *menyerang*, *diserang*, *serangan*.

1. Strip prefixes and suffixes in every way that the rules of ``language/affixes.toml`` allow.
2. Form all words of each root so found, and keep those that the corpus has.
3. The root with the most words in the corpus is the right one; of equals the longest.

The corpus is the dictionary, so that no list of roots is needed and new words are folded too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from sumber.language import load

_affixes: Final = load("affixes")
_PLAIN: Final[list[str]] = _affixes["plain"]
_NASAL: Final[list[str]] = _affixes["nasal"]
_SUFFIXES: Final[list[str]] = ["", *_affixes["suffixes"]]
_RULES: Final[list[tuple[str, tuple[str, ...], bool]]] = [
    (rule["form"], tuple(rule["before"]), rule.get("lost", False)) for rule in _affixes["rules"]
]
_ONE_SYLLABLE: Final[list[str]] = _affixes["of_one_syllable"]
_VOWELS: Final = frozenset(_affixes["vowels"])
_SHORTEST_ROOT: Final[int] = _affixes["shortest_root"]
_SHORTEST_WORD: Final[int] = _affixes["shortest_word"]


def forms_of(word: str, known: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the forms of a folded word that are ``known``, the word itself left out.

    Words that are short or hold a digit have no other forms.
    """
    if len(word) < _SHORTEST_WORD or not word.isalpha():
        return ()
    best: tuple[str, ...] = ()
    for root in sorted(set(roots_of(word)), key=lambda root: (-len(root), root)):
        if _is_short(root) and not any(known(prefix + root) for prefix in _ONE_SYLLABLE):
            continue
        forms = tuple(form for form in dict.fromkeys(words_from(root)) if known(form))
        if len(forms) > len(best):
            best = forms
    return tuple(form for form in best if form != word)


def roots_of(word: str) -> Iterator[str]:
    """Yield what may be the root of a word, the word itself first; some may come twice."""
    for suffix in _SUFFIXES:
        if word.endswith(suffix):
            stem = word[: len(word) - len(suffix)]
            for root in (stem, *_without_prefix(stem)):
                if len(root) >= _SHORTEST_ROOT:
                    yield root


def words_from(root: str) -> Iterator[str]:
    """Yield the words that the affixes form from a root."""
    for stem in (root, *_with_prefix(root)):
        for suffix in _SUFFIXES:
            yield stem + suffix


def _is_short(root: str) -> bool:
    """Tell whether a root has one syllable."""
    return sum(letter in _VOWELS for letter in root) <= 1


def _with_prefix(root: str) -> Iterator[str]:
    for prefix in (*_PLAIN, *(_ONE_SYLLABLE if _is_short(root) else ())):
        yield prefix + root
    for form, before, lost in _RULES:
        if root.startswith(before):
            for prefix in _NASAL:
                yield prefix + form + (root[1:] if lost else root)


def _without_prefix(stem: str) -> Iterator[str]:
    for prefix in (*_PLAIN, *_ONE_SYLLABLE):
        if stem.startswith(prefix):
            yield stem[len(prefix) :]
    for form, before, lost in _RULES:
        for prefix in _NASAL:
            if stem.startswith(prefix + form):
                rest = stem[len(prefix + form) :]
                if lost:
                    yield from (letter + rest for letter in before)
                elif rest.startswith(before):
                    yield rest

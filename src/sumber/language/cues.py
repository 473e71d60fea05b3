"""The reporting expressions of ``language/cues.toml`` as one table from word to what it is."""

from __future__ import annotations

from typing import Final

from sumber.language import load

_cues = load("cues")

AFTER: Final = "after"  # stands behind the content: S, kata X
BEFORE: Final = "before"  # stands before it: X mengatakan S
ASKING: Final = "asking"  # X meminta Y agar S
PASSIVE: Final = "passive"  # S dikatakan X
ACCORDING: Final = "according"  # menurut X, S


def _frames() -> dict[str, tuple[str, bool]]:
    """Map each word to its frame and whether it counts on its own."""
    table: dict[str, tuple[str, bool]] = {}
    for frame in (AFTER, PASSIVE, ASKING, BEFORE, ACCORDING):
        weak = set(_cues.get(f"{frame}_weak", []))
        for word in _cues[frame]:
            table.setdefault(word, (frame, word not in weak))
    return table


def _with_clitic() -> dict[str, tuple[str, bool]]:
    table: dict[str, tuple[str, bool]] = {}
    for stem in _cues[AFTER]:
        table[stem + "nya"] = (AFTER, True)
    for stem in _cues[PASSIVE]:
        table[stem + "nya"] = (PASSIVE, True)
    for stem in _cues[ACCORDING]:
        table[stem + "nya"] = (ACCORDING, stem == "menurut")
    return table


FRAMES: Final = _frames() | _with_clitic()
CLITIC: Final = frozenset(_with_clitic())
OPENERS: Final = frozenset(_cues["openers"])
PURPOSE: Final = frozenset(_cues["purpose"])
ADVERBS: Final = frozenset(_cues["adverbs"])
ENDS_SOURCE: Final = frozenset(_cues["ends_source"])
CONNECTIVES: Final = frozenset(tuple(phrase.split()) for phrase in _cues["connectives"])
BACK: Final = frozenset(["itu", "ini", "tersebut"])
POINTING: Final = frozenset(_cues["pointing"])
LINKS: Final = frozenset(_cues["links"])
INSIDE_SOURCE: Final = frozenset(_cues["inside_source"])
QUOTING: Final = frozenset([*_cues["quoting"], "seperti", "sebagaimana"])
COMMENTS: Final = frozenset(_cues["comments"])
GATHERED: Final = frozenset(_cues["gathered"])
COMPANIONS: Final = frozenset(_cues["companions"])
NEGATIONS: Final = frozenset(_cues["negations"])
SUBORDINATING: Final = frozenset(_cues["subordinating"])
AUXILIARIES: Final = frozenset(_cues["auxiliaries"])
PARTICIPLES: Final = [[word] for word in _cues["participles"]]

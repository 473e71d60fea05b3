"""From the articles that have a claim's words, or words like them, to a verdict.

- ``verbatim``: the words stand there as claimed, and neither source nor day speaks against it.
- ``altered``: most of the words stand there, some do not.
- ``other-speaker``: the words stand there, but everywhere somebody else says them.
- ``other-occasion``: the words stand there and the source fits, but the day does not.
- ``not-found``: nothing stands there that these words could come from.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sumber.checking.records import Agreement, Claim, Finding, Match, Verdict

LIKE: Final[dict[Agreement, float]] = {"same": 0.5, "unknown": 0.62, "other": 0.75}
"""Words with at least this likeness can come from each other; by whether the source is the same."""
SHARED: Final[dict[Agreement, int]] = {"same": 18, "unknown": 45, "other": 80}
"""Bits of shared words that it takes besides; a common word has about 10."""
TELLING: Final = 45
"""Bits from which on the same words in another mouth are more than a turn of phrase."""
COVERED: Final = 0.8
"""Share of a statement from which on a short claim is that statement."""
_ORDER: Final = {"same": 0, "unknown": 1, "other": 2}


def judge(
    claim: Claim, matches: Sequence[Match], bits: dict[str, int]
) -> tuple[Verdict, list[Match]]:
    """Return the verdict and the matches that bear it out, the first of them first.

    ``bits`` tells for each article how much the words tell that it shares with the claim.
    """
    same = [match for match in matches if match.same]
    fitting = [m for m in same if m.speaker != "other" and m.occasion != "other"]
    if fitting:
        return "verbatim", _by_fit(fitting)
    late = [match for match in same if match.speaker != "other"]
    if late:
        return "other-occasion", _by_fit(late)
    telling = [m for m in same if bits[m.article.id] >= TELLING or _covers(m)]
    if telling:
        return "other-speaker", _by_fit(telling)
    like = [match for match in matches if _is_like(match, bits[match.article.id])]
    if like:
        return "altered", sorted(like, key=lambda m: (_fit(m), -round(m.likeness, 2), _when(m)))
    return "not-found", []


def is_sound(finding: Finding) -> bool:
    """Tell whether a quotation may stand: its very words, of the source that it names."""
    first = finding.first
    return finding.verdict == "verbatim" and first is not None and first.speaker == "same"


def _is_like(match: Match, shared: int) -> bool:
    is_like = match.likeness >= LIKE[match.speaker] and shared >= SHARED[match.speaker]
    return is_like and not match.same


def _covers(match: Match) -> bool:
    if match.statement is None:
        return False
    said = sum(span.end - span.start for span in match.statement.contents)
    return sum(span.end - span.start for span in match.spans) >= COVERED * said


def _by_fit(matches: Sequence[Match]) -> list[Match]:
    return sorted(matches, key=lambda match: (_fit(match), _when(match)))


def _fit(match: Match) -> tuple[int, int]:
    return _ORDER[match.speaker], _ORDER[match.occasion]


def _when(match: Match) -> tuple[bool, str, str]:
    published = match.article.published
    return published is None, published or "", match.article.id

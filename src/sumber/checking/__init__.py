"""Checking a pasted text: what of it was said, by whom, where first, and where else.

>>> from sumber import Corpus
>>> from sumber.checking import check
>>> checked = check(Corpus("corpus"), "“Air sudah surut,” kata Rini Wardani.")  # doctest: +SKIP
>>> [(finding.verdict, finding.first) for finding in checked.findings]  # doctest: +SKIP

In the order in which data flows: ``records``, ``claims`` (what is to be looked up), ``candidates``
(which articles may have it), ``aligning`` (their words side by side), ``speakers`` and ``days``
(whether source and day fit), ``verdicts`` (the decision), ``checked`` (the whole).
"""

from __future__ import annotations

from sumber.checking.checked import check
from sumber.checking.claims import claims_of
from sumber.checking.records import (
    VERDICTS,
    Change,
    Checked,
    Claim,
    Finding,
    Link,
    Match,
    Verdict,
)
from sumber.checking.verdicts import is_sound
from sumber.search.results import Searched

__all__ = [
    "VERDICTS",
    "Change",
    "Checked",
    "Claim",
    "Finding",
    "Link",
    "Match",
    "Searched",
    "Verdict",
    "check",
    "claims_of",
    "is_sound",
]

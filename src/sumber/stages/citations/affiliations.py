"""Ties of known sources to a state, each with the reference that says so."""

from __future__ import annotations

from typing import NamedTuple

from sumber.language import load


class Affiliation(NamedTuple):
    """What kind of tie it is (``state-owned``, ``public-service`` …), and what says so."""

    kind: str
    reference: str


AFFILIATIONS: dict[str, Affiliation] = {
    known: Affiliation(told["kind"], told["reference"])
    for known, told in load("affiliations").items()
}
"""By the id of the source (``Citation.known``)."""

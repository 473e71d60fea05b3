"""How likely a statement is right in content and source, told from what decided it.

A logistic function of a few facts. Its weights are fitted on articles that the models did not see
(``train.confidence``), so that of all statements given 0.9, nine in ten are right; without models
they are set by hand in ``language/sources.toml``.
"""

from __future__ import annotations

import math

from sumber.stages.statements.frames import Attribution

MOST_LEAD = 12.0
MOST_MARGIN = 6.0


def evidence(attribution: Attribution, margin: float, form: str) -> dict[str, float]:
    """Return the facts that speak for or against a statement.

    ``margin`` is how far its source stands above the next candidate, ``form`` what its words are.
    """
    return {
        "always": 1.0,
        "quotation": float(attribution.quotation),
        "no-cue": float(attribution.cue is None),
        "points-back": float(bool(attribution.pointed)),
        "lead": 0.0 if attribution.quotation else min(max(attribution.lead, 0.0), MOST_LEAD),
        "margin": min(max(margin, 0.0), MOST_MARGIN),
        f"form-{form}": 1.0,
    }


def confidence(facts: dict[str, float], weights: dict[str, float]) -> float:
    """Return a number in 0..1."""
    total = sum(weights.get(name, 0.0) * value for name, value in facts.items())
    return 1.0 / (1.0 + math.exp(-total))

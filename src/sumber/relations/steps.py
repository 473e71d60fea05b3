"""The steps of the plan that fill people, speakers, variants, links and stories."""

from __future__ import annotations

from typing import Final

from sumber.relations import chains, people, stories, variants

STEPS: Final = (*people.STEPS, *variants.STEPS, *chains.STEPS, *stories.STEPS)
"""All steps; `sumber relate` puts them in order."""

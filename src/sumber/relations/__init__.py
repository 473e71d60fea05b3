"""Who is who, who said the same, who has it from whom, and what belongs to one story."""

from __future__ import annotations

from typing import Final

from sumber.relations import chains, people, stories, variants

STEPS: Final = (*people.STEPS, *variants.STEPS, *chains.STEPS, *stories.STEPS)
"""The steps of the plan that fill people, speakers, variants, links and stories."""

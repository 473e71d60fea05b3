"""Join what belongs to one statement across sentences.

1. A quotation that runs over paragraphs (an opening mark at each, one closing mark at the end) is
   read with the paragraph that ends it.
2. A sentence that points back (*Hal itu disampaikan X*) names the source of the sentence before it,
   where that has no attribution of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from sumber.language import cues
from sumber.records import Clause, Notes, Quotation
from sumber.stages.statements.borders import skip_connectives, source_after, trim
from sumber.stages.statements.frames import Attribution

FEWEST_WORDS = 4
HEAD = 3  # words in which a sentence points back


def in_order(
    notes: Notes, attributions: list[list[Attribution]]
) -> Iterator[tuple[Clause, Attribution]]:
    """Yield every attribution with its clause, those of pointing sentences among them."""
    before: Clause | None = None
    for clause, reported in zip(notes.clauses, attributions, strict=True):
        pointing = _pointing(clause) if before is not None and not reported else None
        if pointing is not None and before is not None:
            content = trim(before, skip_connectives(before), len(before))
            if content is not None and content[1] - content[0] >= FEWEST_WORDS:
                pointed = [before.range(*content)]
                yield clause, msgspec.structs.replace(pointing, pointed=pointed)
        for attribution in reported:
            yield clause, attribution
        before = None if reported or pointing is not None else clause


def _pointing(clause: Clause) -> Attribution | None:
    """Read *Hal itu disampaikan (oleh) X*."""
    lows = clause.lows
    start = skip_connectives(clause)
    head = lows[start : start + HEAD]
    if not head or head[0] not in cues.POINTING or cues.BACK.isdisjoint(head):
        return None
    for at in range(start + 1, min(start + HEAD + 3, len(lows))):
        if cues.FRAMES.get(lows[at], ("",))[0] == cues.PASSIVE:
            begin = at + 1 + (lows[at + 1 : at + 2] == ["oleh"])
            source = source_after(clause, begin)
            if source is None:
                return None
            because = f"{lows[at]} points back to the sentence before"
            return Attribution(cues.PASSIVE, (at, at + 1), source, [], because=because)
    return None


def runs_on(clause: Clause, attribution: Attribution, quotations: tuple[Quotation, ...]) -> bool:
    """Tell whether the content is a quotation without cue that goes on in the next paragraph."""
    if not attribution.quotation or attribution.cue is not None:
        return False
    last = clause.quoted[attribution.contents[-1][0]]
    return last >= 0 and quotations[last].because == "runs on" and last + 1 < len(quotations)

"""Label an article's items in one pass, told what the earlier steps found.

The sentences that hold an attribution or introduce somebody are read as one row; all others stay
without labels. Besides the words, each item shows the tag of the introductions' tagger, how likely
its quotation or person is labelled, and the same for its sentence.
"""

from __future__ import annotations

from bisect import bisect_left

import msgspec

from bench.pfsa.introductions import View
from bench.pfsa.items import Items, labels_of, spans_of
from bench.pfsa.rows import SpanOfTokens
from bench.pfsa.spoken import Spoken
from sumber.model.sums import Place
from sumber.model.tagger import Tagger
from train.crf import Sequences, train_tagger

NAMES = {
    "STATEMENT": "S",
    "CUE": "U",
    "CUECOREF": "V",
    "PERSONCOREF": "C",
    "PERSON": "N",
    "ROLE": "R",
    "AFFILIATION": "A",
    "EVENT": "E",
    "DATETIME": "D",
    "LOCATION": "L",
}
OFFSETS = [-2, -1, 0, 1, 2]
EDGES = [0.05, 0.2, 0.4, 0.6, 0.8, 0.95]


class Draft(msgspec.Struct):
    """What is known of an article on the way to its labels.

    ``tags`` are those of introductions, ``parted`` tells roles and bodies by whole titles.
    """

    items: Items
    seen: View
    tags: list[str]
    parted: list[str]
    spoken: Spoken


class Evidence(msgspec.Struct):
    """What the earlier steps say of each item, and of each sentence."""

    own: list[str]
    quoted: dict[int, int]
    introduced: dict[int, int]


def _bucket(likely: float) -> int:
    return bisect_left(EDGES, likely)


def gather_evidence(items: Items, spoken: Spoken) -> Evidence:
    """Return what is known of the items from the persons and attributions."""
    found = Evidence([""] * len(items), {}, {})
    for number, speaker in enumerate(spoken.speakers):
        said = 1.0
        for masses in spoken.shares:
            said *= 1 - masses[number]
        bucket = _bucket((1 - said) * speaker.likely)
        introduced = speaker.introduced
        for mention in speaker.mentions:
            first = mention is introduced
            sign = f"{'F' if first else 'M'}{bucket}"
            for at in range(*mention.name):
                found.own[at] = f"N{sign}"
            for kind, part in mention.parts:
                for at in range(*part):
                    found.own[at] = f"{kind}{sign}"
            if (first and mention.tagged) or mention.parts:
                _raise(found.introduced, items.sentence[mention.name[0]], bucket)
    for said_by, likely in zip(spoken.attributions, spoken.likely, strict=True):
        bucket = _bucket(likely)
        found.own[said_by.quotation] = f"Q{bucket}{said_by.form}"
        found.own[said_by.cue] = f"U{bucket}{said_by.form}"
        for at in range(*said_by.speaker):
            found.own[at] = f"C{bucket}{said_by.form}{found.own[at]}"
        _raise(found.quoted, items.sentence[said_by.cue], bucket)
    return found


def _raise(buckets: dict[int, int], sentence: int, bucket: int) -> None:
    buckets[sentence] = max(buckets.get(sentence, -1), bucket)


def relevant(items: Items, evidence: Evidence) -> list[int]:
    """Return the items of the sentences that may hold labels."""
    return [
        at
        for at, sentence in enumerate(items.sentence)
        if sentence in evidence.quoted or sentence in evidence.introduced
    ]


def view_labelling(
    draft: Draft, evidence: Evidence, chosen: list[int]
) -> tuple[list[Place], list[Place]]:
    """Return the atoms and local features of the chosen items."""
    items, seen, tags = draft.items, draft.seen, draft.tags
    atoms: list[Place] = []
    local: list[Place] = []
    for at in chosen:
        sentence = items.sentence[at]
        own, tag, low = evidence.own[at], tags[at], items.row.lows[at]
        quoted = evidence.quoted.get(sentence, -1)
        introduced = evidence.introduced.get(sentence, -1)
        first = at == 0 or items.sentence[at - 1] != sentence
        extra = [f"t={tag}", f"o={own[:3]}"] if own else [f"t={tag}"]
        if first:
            extra.append("begins")
        if draft.parted[at]:
            extra += [f"parted{draft.parted[at][:3]}", f"parted{draft.parted[at]}"]
        atoms.append((*seen.atoms[at], tuple(extra)))
        state = f"{quoted}/{introduced}"
        best = max(quoted, introduced)
        told = (
            f"state{state}",
            f"own{own}",
            f"own{own}|{tag}",
            f"best{best}|{tag}",
            f"best{best}|{low}",
            f"quoted{quoted}|{low}",
            f"quoted{quoted}",
            f"introduced{introduced}",
            f"best{best}|{items.row.shapes[at]}{first:d}",
        )
        local.append((*seen.local[at], told))
    return atoms, local


def train_labelling(
    drafts: list[Draft], spans: list[list[SpanOfTokens]], rounds: int = 100
) -> Tagger:
    """Return the tagger of all labels but the issue."""
    data = Sequences()
    for number, (draft, own) in enumerate(zip(drafts, spans, strict=True)):
        evidence = gather_evidence(draft.items, draft.spoken)
        chosen = relevant(draft.items, evidence)
        if chosen:
            labels = labels_of(draft.items, own, NAMES)
            atoms, local = view_labelling(draft, evidence, chosen)
            data.add(atoms, local, [labels[at] for at in chosen], number)
    return train_tagger(data, OFFSETS, c1=0.1, c2=0.3, least=2, rounds=rounds)


def label(draft: Draft, tagger: Tagger) -> list[SpanOfTokens]:
    """Return the labelled spans of an article, without its issue."""
    evidence = gather_evidence(draft.items, draft.spoken)
    chosen = relevant(draft.items, evidence)
    if not chosen:
        return []
    atoms, local = view_labelling(draft, evidence, chosen)
    scores = tagger.atom_scores([atoms])[0] + tagger.local_scores([local])[0]
    labels = ["O"] * len(draft.items)
    for at, number in zip(chosen, tagger.best([scores])[0], strict=True):
        labels[at] = tagger.labels[number]
    return spans_of(draft.items, labels, NAMES)

"""Who speaks each quotation, and which persons the benchmark labels.

1. Resolve: the persons of the article are ranked for each quotation (``candidates``).
2. Decide: for each person who is quoted, is this a public figure or a citizen (``figures``)?
"""

from __future__ import annotations

from collections import Counter

import msgspec

from bench.pfsa.attributions import Attribution, attributions_of
from bench.pfsa.candidates import Walk, begin_walk, candidate_features
from bench.pfsa.choice import Choices, Weights, fit, shares
from bench.pfsa.figures import probability, quoted_features
from bench.pfsa.introductions import people_of
from bench.pfsa.items import Items
from bench.pfsa.letters import count_letters, letter_features
from bench.pfsa.rows import SpanOfTokens
from bench.pfsa.speakers import Speaker, alike, gather
from sumber.language.tokens import TITLE, UPPER


class Spoken(msgspec.Struct):
    """Who is quoted in an article: ``chosen[i]`` speaks ``attributions[i]``, -1 for nobody known.

    ``shares[i]`` are the probabilities of all persons and, last, of nobody; ``likely[i]`` is the
    probability that the benchmark labels the quotation.
    """

    speakers: list[Speaker]
    attributions: list[Attribution]
    chosen: list[int] = []
    shares: list[list[float]] = []
    likely: list[float] = []


def prepare(items: Items, tags: list[str]) -> Spoken:
    """Return the persons and attributions of an article, nothing chosen."""
    return Spoken(gather(items, people_of(items, tags)), attributions_of(items))


def resolve(items: Items, spoken: Spoken, weights: Weights) -> None:
    """Choose the speaker of every attribution."""
    walk = begin_walk(items, spoken.speakers)
    for attribution in spoken.attributions:
        masses = shares(candidate_features(walk, attribution), weights)
        best = max(range(len(masses)), key=masses.__getitem__)
        who = -1 if best == len(spoken.speakers) else best
        spoken.chosen.append(who)
        spoken.shares.append(masses)
        _remember(walk, attribution, who)


def _remember(walk: Walk, attribution: Attribution, number: int) -> None:
    walk.last, walk.last_at = number, attribution.cue
    if number >= 0:
        walk.speakers[number].quoted.append(attribution.quotation)


def decide(items: Items, spoken: Spoken, weights: Weights, letters: Weights) -> None:
    """Set for every quoted person how likely the benchmark labels them."""
    for number, speaker in enumerate(spoken.speakers):
        features = _quoted(items, spoken, number)
        features += letter_features(speaker.words, letters, {})
        speaker.likely = probability(features, weights)
    spoken.likely = [
        sum(mass * s.likely for mass, s in zip(masses[:-1], spoken.speakers, strict=True))
        for masses in spoken.shares
    ]


def _quoted(items: Items, spoken: Spoken, number: int) -> list[str]:
    forms = [
        a.form for a, who in zip(spoken.attributions, spoken.chosen, strict=True) if who == number
    ]
    return quoted_features(items, spoken.speakers[number], forms)


# --- learning


def right_speakers(
    items: Items, spoken: Spoken, spans: list[SpanOfTokens]
) -> tuple[list[bool], list[bool]]:
    """Return whether each person, and each attribution's quotation, is labelled."""
    persons = [(f, t) for name, f, t in spans if name == "PERSON"]
    quotes = {(f, t) for name, f, t in spans if name == "STATEMENT"}
    labelled = [
        any(_meets(items, m.name, person) for m in speaker.mentions for person in persons)
        for speaker in spoken.speakers
    ]
    stated = [
        (items.first[a.quotation], items.last[a.quotation]) in quotes for a in spoken.attributions
    ]
    votes = [0] * len(labelled)
    for attribution, is_stated in zip(spoken.attributions, stated, strict=True):
        named = fitting(items, spoken.speakers, attribution)
        if sum(named) == 1:
            votes[named.index(True)] += 1 if is_stated else -1
    return [v > 0 if v else known for v, known in zip(votes, labelled, strict=True)], stated


def fitting(items: Items, speakers: list[Speaker], said: Attribution) -> list[bool]:
    """Return whether the words of the attribution name each person."""
    if said.form in ("he", "clitic", "none", "role"):
        return [False] * len(speakers)
    start, end = said.speaker
    words = {
        low
        for low, shape in zip(items.row.lows[start:end], items.row.shapes[start:end], strict=True)
        if shape in (TITLE, UPPER)
    }
    here = [any(start <= m.name[0] < end for m in s.mentions) for s in speakers]
    if sum(here) == 1:
        return here
    return [any(alike(low, s.words) for low in words) for s in speakers]


def _meets(items: Items, name: tuple[int, int], tokens: tuple[int, int]) -> bool:
    return items.first[name[0]] <= tokens[1] and tokens[0] <= items.last[name[1] - 1]


def learn_ranking(
    articles: list[tuple[Items, Spoken, list[SpanOfTokens]]],
) -> Weights:
    """Return the weights of candidates.

    A labelled quotation was said by a labelled person, one without label by anybody else; where
    the attribution names a person, by one of that name.
    """
    data = Choices()
    for number, (items, spoken, spans) in enumerate(articles):
        labelled, stated = right_speakers(items, spoken, spans)
        walk = begin_walk(items, spoken.speakers)
        for attribution, is_stated in zip(spoken.attributions, stated, strict=True):
            features = candidate_features(walk, attribution)
            right = _right(items, spoken.speakers, attribution, labelled, is_stated)
            data.add(features, right, number)
            _remember(walk, attribution, _most_recent(spoken.speakers, attribution, right))
        for speaker in spoken.speakers:
            speaker.quoted.clear()
    return fit(data, penalty=1.0, least=3)


def _right(
    items: Items, speakers: list[Speaker], said: Attribution, labelled: list[bool], stated: bool
) -> list[bool]:
    right = [known == stated for known in labelled]
    named = fitting(items, speakers, said)
    fits = [good and fit for good, fit in zip(right, named, strict=True)]
    if any(fits):
        return [*fits, False]
    until = max(said.cue, said.speaker[1])
    right = [good and s.places[0] < until for good, s in zip(right, speakers, strict=True)]
    return [*right, not any(right)]


def _most_recent(speakers: list[Speaker], said: Attribution, right: list[bool]) -> int:
    """Return the right person who was mentioned last before the quotation."""
    best, place = -1, -1
    for number, speaker in enumerate(speakers):
        before = [at for at in speaker.places if at <= max(said.cue, said.speaker[1])]
        if right[number] and before and before[-1] > place:
            best, place = number, before[-1]
    return best


def learn_letters(articles: list[tuple[Items, Spoken, list[SpanOfTokens]]]) -> Weights:
    """Return the counts of letters in the names of labelled persons."""
    counts: Counter[str] = Counter()
    for items, _, spans in articles:
        counts.update(_own_letters(items, spans))
    return {letters: float(count) for letters, count in counts.items()}


def _own_letters(items: Items, spans: list[SpanOfTokens]) -> Counter[str]:
    persons = [(first, last) for name, first, last in spans if name == "PERSON"]
    return count_letters(
        low
        for low, token in zip(items.row.lows, items.first, strict=True)
        if any(first <= token <= last for first, last in persons)
    )


def learn_decision(
    articles: list[tuple[Items, Spoken, list[SpanOfTokens]]], letters: Weights
) -> Weights:
    """Return the weights that tell who is labelled, from resolved articles."""
    data = Choices()
    for number, (items, spoken, spans) in enumerate(articles):
        labelled, _ = right_speakers(items, spoken, spans)
        own = _own_letters(items, spans)
        for who in sorted(set(spoken.chosen) - {-1}):
            features = _quoted(items, spoken, who)
            features += letter_features(spoken.speakers[who].words, letters, own)
            data.add([features, []], [labelled[who], not labelled[who]], number)
    return fit(data, penalty=2.0, least=2)

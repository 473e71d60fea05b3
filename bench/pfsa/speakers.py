"""Resolve who speaks each quotation, and decide per speaker whether the benchmark labels them.

1. Everybody the article names, one entry a person: forms that share words are one.
2. For each quotation the persons are ranked by how the words of the attribution fit, by who spoke
   last, how long ago each was mentioned and as what.
3. For each person who is quoted: is this a public figure (office, body, rank), or a citizen?
"""

from __future__ import annotations

import math
from bisect import bisect_left

import msgspec

from sumber.language import cues
from sumber.language import lexicon as lex
from sumber.language.tokens import LOWER, NUMBER, TITLE, UPPER
from sumber.stages.clauses import QUOTATION

from bench.pfsa.attributions import Attribution
from bench.pfsa.choice import Weights
from bench.pfsa.introductions import Person
from bench.pfsa.items import Items

LEAST_SHORT = 4
NO_NAME = lex.OPENERS | lex.PRONOUNS
FURTHEST = 40
SAYING = frozenset(
    low for low, (frame, _) in cues.FRAMES.items() if frame in (cues.AFTER, cues.ACCORDING)
)


class Speaker(msgspec.Struct):
    """One person of the article: the words of the name, and where it is mentioned (items)."""

    words: set[str]
    mentions: list[Person]
    places: list[int] = []
    told: set[str] = set()
    quoted: list[int] = []
    likely: float = 0.0

    @property
    def introduced(self) -> Person:
        """The mention that introduces the person: the first with a role, else the first."""
        with_parts = [m for m in self.mentions if m.parts]
        return with_parts[0] if with_parts else self.mentions[0]


def gather(items: Items, people: list[Person]) -> list[Speaker]:
    """Return the persons of an article in the order of their first mentions."""
    found: list[Speaker] = []
    for person in people:
        words = _name_words(items, person)
        if not words:
            continue
        same = next((s for s in found if _same(words, s.words)), None)
        if same is None:
            same = Speaker(words, [])
            found.append(same)
        same.words |= words
        same.mentions.append(person)
        for _, (start, end) in person.parts:
            same.told.update(items.row.lows[start:end])
    _place(items, found)
    return found


def _same(words: set[str], names: set[str]) -> bool:
    if words <= names or names <= words:
        return True
    return all(alike(word, names) for word in words) or all(alike(n, words) for n in names)


def _name_words(items: Items, person: Person) -> set[str]:
    start, end = person.name
    words = [low for low in items.row.lows[start:end] if low[0].isalpha()]
    bare = {low for low in words if low not in lex.TITLES and len(low) > 1}
    ranks = {"komisaris", "besar", "ajun", "inspektur", "brigadir", "satu", "dua", "jenderal"}
    return (bare - ranks - lex.ROLES - NO_NAME) or bare - NO_NAME


def alike(word: str, names: set[str]) -> bool:
    """Tell whether a word is a name's word, its beginning, or two beginnings run together."""
    if word in names:
        return True
    if len(word) < LEAST_SHORT:
        return False
    if any(name.startswith(word) or name.endswith(word) for name in names):
        return True
    return any(
        word.startswith(first) and other.startswith(word[len(first) :])
        for first in names
        for other in names
        if other != first and 2 <= len(word) - len(first) <= len(other) and len(first) > 2
    )


def _place(items: Items, speakers: list[Speaker]) -> None:
    capital = {
        low
        for low, shape in zip(items.row.lows, items.row.shapes, strict=True)
        if shape in (TITLE, UPPER)
    }
    by_word = {low: [s for s in speakers if alike(low, s.words)] for low in capital}
    for at, (low, shape) in enumerate(zip(items.row.lows, items.row.shapes, strict=True)):
        if shape not in (TITLE, UPPER):
            continue
        for speaker in by_word[low] or _holders(items, speakers, at):
            speaker.places.append(at)


def _holders(items: Items, speakers: list[Speaker], at: int) -> list[Speaker]:
    """Return who was last mentioned of those whose role a lone word repeats (*Presiden*)."""
    low = items.row.lows[at]
    if low not in lex.ROLES or items.row.shapes[at + 1 : at + 2] in ([TITLE], [UPPER]):
        return []
    known = [s for s in speakers if low in s.told and s.places]
    return [max(known, key=lambda s: s.places[-1])] if known else []


class Walk(msgspec.Struct):
    """Where the walk through an article's attributions stands.

    ``all_places`` are the mentions of all persons in order.
    """

    items: Items
    speakers: list[Speaker]
    all_places: list[int]
    spoke: frozenset[int]
    last: int = -1
    last_at: int = 0

    def spoke_by_others(self, speaker: Speaker) -> set[int]:
        """Return where others than the speaker are mentioned as saying something."""
        return self.spoke - set(speaker.places)


def begin_walk(items: Items, speakers: list[Speaker]) -> Walk:
    """Return the walk before the first attribution."""
    places = sorted({at for s in speakers for at in s.places})
    return Walk(items, speakers, places, frozenset(at for at in places if _spoke(items, at)))


def candidate_features(walk: Walk, attribution: Attribution) -> list[list[str]]:
    """Return the features of every person as the speaker, and last those of nobody."""
    spoken = _spoken(walk.items, attribution)
    until = max(attribution.cue, attribution.speaker[1])
    recent = sorted(
        ((_last_place(s, until), n) for n, s in enumerate(walk.speakers)), reverse=True
    )
    rank = {n: at for at, (_, n) in enumerate(recent)}
    found = [
        _features(walk, attribution, number, spoken, rank[number])
        for number in range(len(walk.speakers))
    ]
    anyone = any(alike(low, s.words) for s in walk.speakers for low in spoken)
    told = any(spoken & s.told for s in walk.speakers)
    form = attribution.form
    found.append([f"{form}|nobody", f"{form}|nobody{anyone:d}{told:d}"])
    return found


def _spoken(items: Items, attribution: Attribution) -> set[str]:
    start, end = attribution.speaker
    return {low for low in items.row.lows[start:end] if low[0].isalnum()}


def _last_place(speaker: Speaker, until: int) -> int:
    at = bisect_left(speaker.places, until)
    return speaker.places[at - 1] if at else -1


def _features(
    walk: Walk, attribution: Attribution, number: int, spoken: set[str], rank: int
) -> list[str]:
    items, speaker, form = walk.items, walk.speakers[number], attribution.form
    own = []
    start, end = attribution.speaker
    if any(start <= m.name[0] < end for m in speaker.mentions):
        own.append("here")
    shared = sum(alike(low, speaker.words) for low in spoken)
    told = len(spoken & speaker.told)
    names = sum(items.row.shapes[at] in (TITLE, UPPER) for at in range(start, end))
    if spoken:
        own.append(f"shares{min(shared, 2)}{'all' if shared and shared == names else ''}")
        own.append(f"told{min(told, 2)}{shared > 0:d}")
        own.append(f"told{min(told, 2)}rank{min(rank, 2)}")
    was = "last" if number == walk.last else ""
    own.append(f"was{was}")
    own.append(f"rank{min(rank, 3)}")
    introduced = speaker.introduced
    own.append(f"kind{_kind(items, introduced)}")
    own.append(f"spoken{min(len(speaker.quoted), 2)}")
    own += _recency(walk, attribution, speaker, min(rank, 3), was)
    return [f"{form}|{name}" for name in own] + [f"*{name}" for name in own]


def _kind(items: Items, person: Person) -> str:
    start, end = person.name
    after = items.row.shapes[end + 1 : end + 2]
    if person.tagged or (items.row.lows[end : end + 1] == ["("] and after == [NUMBER]):
        return "person"
    first, shape = items.row.lows[start], items.row.shapes[start]
    if first in lex.BODIES or first in lex.DOCUMENTS or first in lex.PLACES:
        return "body"
    return "upper" if shape == UPPER else "word"


def _recency(
    walk: Walk, attribution: Attribution, speaker: Speaker, rank: int, was: str
) -> list[str]:
    """Return how long ago the person was mentioned, and as what."""
    place = _last_place(speaker, attribution.quotation)
    if place < 0:
        return ["later"]
    items, now = walk.items, walk.items.sentence[attribution.quotation]
    gap = now - items.sentence[place]
    spoke, leads = place in walk.spoke, _leads(walk, place)
    near, since = min(gap, 3), place > walk.last_at
    said = [at for at in speaker.places if at in walk.spoke and at < attribution.quotation]
    last_said = said[-1] if said else -1
    after = sum(last_said < at < attribution.quotation for at in walk.spoke_by_others(speaker))
    ago = now - items.sentence[last_said] if said else -1
    met = speaker.introduced.name[0]
    new = walk.last_at < met < attribution.quotation
    newer = sum(walk.last_at < s.introduced.name[0] < attribution.quotation for s in walk.speakers)
    role = bool(speaker.introduced.parts)
    came = f"new{new:d}{role:d}{any(at in walk.spoke for at in range(*speaker.introduced.name)):d}"
    return [
        f"gap{gap if gap < 4 else 4 if gap < 7 else 7}",
        f"rank{rank}{was}gap{near}",
        f"since{since:d}{was}",
        f"spoke{spoke:d}leads{leads:d}gap{near}",
        f"spoke{spoke:d}leads{leads:d}rank{rank}",
        f"leads{leads:d}since{since:d}{was}",
        f"after{min(after, 2) if said else 'never'}{was}",
        f"after{min(after, 2)}ago{min(ago, 4)}",
        came,
        f"{came}{min(newer, 3)}{was}",
        f"{came}leads{_leads(walk, met):d}",
        f"{came}after{min(after, 2)}",
        f"after{min(after, 2)}since{last_said > walk.last_at:d}{was}",
    ]


def _spoke(items: Items, place: int) -> bool:
    """Tell whether the person is mentioned as somebody who says something."""
    if place and items.row.lows[place - 1] in SAYING:
        return True
    for at in range(place + 1, min(len(items), place + FURTHEST)):
        if items.sentence[at] != items.sentence[place]:
            break
        frame = cues.FRAMES.get(items.row.lows[at])
        if frame is not None:
            return frame[0] in (cues.BEFORE, cues.ASKING) and frame[1]
    return False


def _leads(walk: Walk, place: int) -> bool:
    """Tell whether no other person is mentioned before in the sentence, up to the name itself."""
    at = bisect_left(walk.all_places, place)
    sentence = walk.items.sentence
    while at and sentence[walk.all_places[at - 1]] == sentence[place]:
        at -= 1
        if place - walk.all_places[at] > 1 and not _joined(walk, walk.all_places[at], place):
            return False
    return True


def _joined(walk: Walk, start: int, end: int) -> bool:
    return all(walk.items.row.shapes[at] in (TITLE, UPPER) for at in range(start, end))


def quoted_features(items: Items, speaker: Speaker, forms: list[str]) -> list[str]:
    """Return what tells whether this quoted person is a public figure."""
    introduced = speaker.introduced
    found = ["bias", f"tagged{introduced.tagged:d}", f"quotes{min(len(speaker.quoted), 4)}"]
    kinds = [kind for kind, _ in introduced.parts]
    found.append(f"kinds{'R' in kinds:d}{'A' in kinds:d}")
    for kind, (start, end) in introduced.parts:
        lows = items.row.lows[start:end]
        found += [f"{kind}={low}" for low in lows]
        found.append(f"{kind}first={lows[0]}")
        found.append(f"{kind}last={lows[-1]}")
        found.append(f"{kind}shape{items.row.shapes[start]}")
        found.append(f"{kind}side{start < introduced.name[0]:d}")
    found += [f"form={form}" for form in set(forms)]
    found += _around(items, introduced)
    found += [f"t={low}" for low in items.row.lows[slice(*introduced.name)] if low in lex.TITLES]
    found.append(f"size{min(introduced.name[1] - introduced.name[0], 4)}")
    return found


def _around(items: Items, person: Person) -> list[str]:
    start, end = person.name
    lows, sentence = items.row.lows, items.sentence[start]
    found = []
    for at in range(max(0, start - 6), min(len(lows), end + 8)):
        if items.sentence[at] != sentence or start <= at < end or lows[at] == QUOTATION:
            continue
        side = "left" if at < start else "right"
        shape = items.row.shapes[at]
        if shape == NUMBER:
            found.append(f"{side}number")
        else:
            found.append(f"{side}={lows[at]}")
        if shape == LOWER:
            found.append(f"near={lows[at]}")
    after = lows[end : end + 3]
    if after[:1] == ["("] and after[2:] == [")"] and items.row.shapes[end + 1] == NUMBER:
        found.append("aged")
    return found


def probability(features: list[str], weights: Weights) -> float:
    """Return the probability that the weights give to the features."""
    score = sum(weights.get(name, 0.0) for name in features)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))

"""What speaks for each person as the speaker of a quotation.

How the words of the attribution fit, who spoke last, how long ago each person was mentioned and as
what: after Grosz, Joshi and Weinstein (1995) on centers of attention.
"""

from __future__ import annotations

from bisect import bisect_left

import msgspec

from bench.pfsa.attributions import Attribution
from bench.pfsa.introductions import Person
from bench.pfsa.items import Items
from bench.pfsa.speakers import Speaker, alike
from sumber.language import cues
from sumber.language import lexicon as lex
from sumber.language.tokens import NUMBER, TITLE, UPPER

FURTHEST = 40
SAYING = frozenset(
    low for low, (frame, _) in cues.FRAMES.items() if frame in (cues.AFTER, cues.ACCORDING)
)


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

    def spoke_by_others(self, speaker: Speaker) -> frozenset[int]:
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
    recent = sorted(((_last_place(s, until), n) for n, s in enumerate(walk.speakers)), reverse=True)
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
    now, sentence = walk.items.sentence[attribution.quotation], walk.items.sentence
    gap = now - sentence[place]
    spoke, leads = place in walk.spoke, _leads(walk, place)
    near, since = min(gap, 3), place > walk.last_at
    return [
        f"gap{gap if gap < 4 else 4 if gap < 7 else 7}",
        f"rank{rank}{was}gap{near}",
        f"since{since:d}{was}",
        f"spoke{spoke:d}leads{leads:d}gap{near}",
        f"spoke{spoke:d}leads{leads:d}rank{rank}",
        f"leads{leads:d}since{since:d}{was}",
        *_as_source(walk, attribution, speaker, was),
    ]


def _as_source(walk: Walk, attribution: Attribution, speaker: Speaker, was: str) -> list[str]:
    """Return when the person last said something, and whether they came in since then."""
    quotation, sentence = attribution.quotation, walk.items.sentence
    said = [at for at in speaker.places if at in walk.spoke and at < quotation]
    last_said = said[-1] if said else -1
    after = min(2, sum(last_said < at < quotation for at in walk.spoke_by_others(speaker)))
    ago = sentence[quotation] - sentence[last_said] if said else -1
    came = _newcomer(walk, quotation, speaker)
    newer = sum(walk.last_at < s.introduced.name[0] < quotation for s in walk.speakers)
    return [
        f"after{after if said else 'never'}{was}",
        f"after{after}ago{min(ago, 4)}",
        f"after{after}since{last_said > walk.last_at:d}{was}",
        came,
        f"{came}{min(newer, 3)}{was}",
        f"{came}leads{_leads(walk, speaker.introduced.name[0]):d}",
        f"{came}after{after}",
    ]


def _newcomer(walk: Walk, quotation: int, speaker: Speaker) -> str:
    """Tell whether the person came in since the last attribution, with a role, as speaking."""
    start, end = speaker.introduced.name
    new = walk.last_at < start < quotation
    spoke = any(at in walk.spoke for at in range(start, end))
    return f"new{new:d}{bool(speaker.introduced.parts):d}{spoke:d}"


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

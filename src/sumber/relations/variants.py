"""Statements of several articles that are one utterance: the table ``variants``.

1. ``compared``: pairs that share runs of words (:mod:`sumber.relations.runs`) and are one
   utterance, by words and source (a kernel on a view; sources that differ must share more than one
   run to be looked at).
2. ``guessed``: wordings that may translate one foreign quotation (a kernel).
3. ``utter_labels``: what hangs together; ``variants``: inside each, statements in the order of time
   join the utterance whose first wording they resemble (a kernel).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import combinations
from typing import Any, Final, NamedTuple

import pyarrow as pa

from sumber.plan.steps import Batches, Kernel, Local, Reach, Select, Step
from sumber.plan.tables import VARIANTS
from sumber.relations import runs
from sumber.relations.components import labelled, labels_of
from sumber.relations.rows import Rows, each, unpack
from sumber.relations.weights import bits, total
from sumber.relations.wordings import Likeness, likeness

NEAR: Final = pa.schema(
    [(name, pa.string()) for name in ("one", "other", "one_voice", "other_voice")]
)
COMPARED: Final = pa.schema([("a", pa.string()), ("b", pa.string()), ("guess", pa.string())])
GUESSED: Final = pa.schema([("person", pa.string()), *COMPARED])
UTTERED: Final = pa.schema([("label", pa.string()), *VARIANTS])
_OWN_LEAST, _SAME, _SURE, _WITHIN, _RUN = 34, 0.6, 0.7, 0.85, 6
_SAME_BULLETIN = 0.95
_STRANGE_LEAST, _STRANGE_SAME, _STRANGE_PART, _STRANGE_RUN = 90, 0.9, 0.75, 8
_GROUP_MOST = 80
_GUESS_WORDS, _GUESS_BITS, _GUESS_SHARE = 3, 11, 0.4


class Voice(NamedTuple):
    """One statement as it is compared: its key, its person and the person's type, its words."""

    saying: str
    person: str
    type: str
    words: list[str]

    @property
    def day(self) -> str:
        """The day of publication, ``9999`` where it is unknown."""
        day: str = unpack(self.saying)[0]
        return day


def compare_pairs(batches: Batches) -> Batches:
    """Keep the pairs that are one utterance."""
    return each(batches, ("one_voice", "other_voice"), COMPARED, _compared)


def _compared(a: str, b: str) -> Rows:
    first, second = read_voice(a), read_voice(b)
    if same_utterance(first, second) is not None:
        yield first.saying, second.saying, None


def same_utterance(a: Voice, b: Voice) -> Likeness | None:
    """Return how alike two statements are if they are one utterance, else ``None``."""
    found = likeness(a.words, b.words)
    if found.clash or found.bits < _OWN_LEAST:
        return None
    if a.person and a.person == b.person:
        if a.type != "person" and found.score < _SAME_BULLETIN and _apart(a.day, b.day):
            return None
        told = found.run >= _RUN or found.bits >= 2 * _OWN_LEAST
        part = found.within >= _WITHIN and found.run >= _RUN
        alike = found.score >= _SURE or (found.score >= _SAME and told)
        return found if alike or part else None
    known = bool(a.person and b.person)
    least = _STRANGE_LEAST if known else (_OWN_LEAST + _STRANGE_LEAST) // 2
    part = not known and found.within >= _STRANGE_SAME and found.score >= _STRANGE_PART
    alike = found.score >= _STRANGE_SAME or part
    return found if alike and found.bits >= least and found.run >= _STRANGE_RUN else None


def _apart(one: str, other: str) -> bool:
    """Tell whether two days are known and lie apart: bodies say nearly the same day by day."""
    return one != other and "9999" not in (one, other)


def guess_translations(batches: Batches) -> Batches:
    """Guess which wordings translate one foreign quotation."""
    return each(batches, ("person", "voices"), GUESSED, guesses)


def guesses(person: str, voices: list[str]) -> Rows:
    """Return pairs of one foreign source and day that have rare words in common."""
    told = [read_voice(voice) for voice in voices[:_GROUP_MOST]]
    for a, b in combinations(told, 2):
        if unpack(a.saying)[1] == unpack(b.saying)[1] or same_utterance(a, b) is not None:
            continue
        mine, theirs = _rare(a.words), _rare(b.words)
        common = mine & theirs
        least = min(total(mine), total(theirs))
        if len(common) >= _GUESS_WORDS and total(common) >= _GUESS_SHARE * least:
            yield person, a.saying, b.saying, " ".join(sorted(common))


def _rare(words: list[str]) -> set[str]:
    return {word for word in words if bits(word) >= _GUESS_BITS or word.isdecimal()}


def read_voice(text: str) -> Voice:
    """Return the statement that a row of ``voices`` writes."""
    saying, person, kind, words = text.split("\t")
    return Voice(saying, person, kind, words.split())


def tell_variants(batches: Batches) -> Batches:
    """Tell the utterances among statements that hang together."""
    return each(batches, ("label", "voices", "guesses"), UTTERED, variants)


class _Utterance:
    """One utterance in the making."""

    def __init__(self, first: Voice) -> None:
        self.first = first
        self.wordings: dict[str, int] = {" ".join(first.words): 0}
        self.members: list[tuple[Voice, float, str]] = [(first, 1.0, "first")]

    def fit(self, voice: Voice, guessed: dict[str, dict[str, str]]) -> tuple[float, str] | None:
        """Return how well a statement fits and why, ``None`` where it does not."""
        found = same_utterance(self.first, voice)
        if found is not None:
            source = _source(self.first, voice)
            return found.score, f"{source}; words {found.score:.2f}, run {found.run}"
        for member, _, _ in self.members:
            common = guessed.get(voice.saying, {}).get(member.saying)
            if common:
                return 0.0, f"guess: translation; same source and day; {common}"
        return None

    def add(self, voice: Voice, score: float, because: str) -> None:
        self.wordings.setdefault(" ".join(voice.words), len(self.wordings))
        self.members.append((voice, round(min(score, 1.0), 3), because))


def _source(a: Voice, b: Voice) -> str:
    if a.person and a.person == b.person:
        return "same source"
    return "other source" if a.person and b.person else "source unknown"


def variants(label: str, voices: list[str], guesses: list[str] | None) -> Rows:
    """Return the rows of the utterances among statements that hang together."""
    guessed: dict[str, dict[str, str]] = {}
    for text in guesses or []:
        a, b, common = text.split("\t")
        guessed.setdefault(a, {})[b] = common
        guessed.setdefault(b, {})[a] = common
    found: list[_Utterance] = []
    for voice in sorted(map(read_voice, voices)):
        fits = ((one.fit(voice, guessed), one) for one in found)
        home = max(
            ((fit, -at, one) for at, (fit, one) in enumerate(fits) if fit is not None),
            key=lambda item: item[:2],
            default=None,
        )
        if home is None:
            found.append(_Utterance(voice))
        else:
            home[2].add(voice, *home[0])
    for one in found:
        yield from ((label, *row) for row in _rows(one))


def _rows(one: _Utterance) -> Iterator[tuple[Any, ...]]:
    told = [(unpack(voice.saying), voice, score, why) for voice, score, why in one.members]
    if len({key[1] for key, *_ in told}) < 2:
        return
    name = hashlib.blake2b(one.first.saying.encode(), digest_size=6).hexdigest()
    for (day, article, statement), voice, score, why in told:
        wording = one.wordings[" ".join(voice.words)]
        published = None if day == "9999" else day
        is_first = voice is one.first
        person = voice.person or None
        yield name, article, statement, person, wording, score, is_first, published, why


STEPS: Final = (
    Step(
        name="voices",
        reads=("sayings", "speakers", "person_ids"),
        runs=Select(
            """
            SELECT s.saying, s.article, s.statement, s.day, s.said_on, s.abroad, s.kind,
                   k.person,
                   s.saying || '\t' || coalesce(k.person, '') || '\t' || coalesce(i.type, '')
                   || '\t' || s.content AS voice
            FROM sayings s
            LEFT JOIN speakers k ON k.article = s.article AND k.statement = s.statement
            LEFT JOIN person_ids i ON i.person = k.person
            """
        ),
        schema=pa.schema(
            [
                ("saying", pa.string()),
                ("article", pa.string()),
                ("statement", pa.string()),
                ("day", pa.string()),
                ("said_on", pa.string()),
                ("abroad", pa.bool_()),
                ("kind", pa.string()),
                ("person", pa.string()),
                ("voice", pa.string()),
            ]
        ),
        note="statements with their words and persons",
        local=Local(
            ("saying",),
            {
                "sayings": ("saying",),
                "speakers": Reach(
                    "SELECT s.saying FROM sayings__ever s JOIN {changed} c "
                    "ON c.article = s.article AND c.statement = s.statement",
                    "i.article IN (SELECT s.article FROM sayings s "
                    "JOIN {touched} t ON t.saying = s.saying)",
                ),
                "person_ids": Reach(
                    "SELECT s.saying FROM sayings__ever s JOIN speakers__ever k "
                    "ON k.article = s.article AND k.statement = s.statement "
                    "JOIN {changed} c ON c.person = k.person"
                ),
            },
        ),
    ),
    *runs.STEPS,
    Step(
        name="near_pairs",
        reads=("met_pairs", "voices"),
        runs=Select(
            """
            SELECT p.a AS one, p.b AS other, x.voice AS one_voice, y.voice AS other_voice
            FROM (SELECT a, b, count(*) AS runs FROM met_pairs GROUP BY a, b) p
            JOIN voices x ON x.saying = p.a JOIN voices y ON y.saying = p.b
            WHERE p.runs > 1 OR x.person = y.person
            """,
            stored=False,
        ),
        schema=NEAR,
        note="both sides of each pair",
        local=Local(
            ("one", "other"),
            {
                "met_pairs": ("a", "b"),
                "voices": Reach(
                    "SELECT p.a AS one, p.b AS other FROM met_pairs__ever p "
                    "JOIN {changed} c ON c.saying = p.a UNION ALL "
                    "SELECT p.a AS one, p.b AS other FROM met_pairs__ever p "
                    "JOIN {changed} c ON c.saying = p.b",
                    "i.saying IN (SELECT one FROM {touched} UNION ALL SELECT other FROM {touched})",
                ),
            },
        ),
    ),
    Step(
        name="compared",
        reads=("near_pairs",),
        runs=Kernel(compare_pairs, columns=("one_voice", "other_voice")),
        schema=COMPARED,
        note="pairs of statements that are one utterance",
        local=Local(("a", "b"), {"near_pairs": ("one", "other")}),
    ),
    Step(
        name="foreign_days",
        reads=("voices",),
        runs=Select(
            """
            SELECT person, coalesce(said_on, day) AS day, array_sort(array_agg(voice)) AS voices
            FROM voices
            WHERE abroad AND kind <> 'indirect' AND person IS NOT NULL
              AND coalesce(said_on, day) IS NOT NULL
            GROUP BY person, coalesce(said_on, day) HAVING count(DISTINCT article) > 1
            """
        ),
        schema=pa.schema(
            [("person", pa.string()), ("day", pa.string()), ("voices", pa.list_(pa.string()))]
        ),
        note="what a foreign source said on one day",
        local=Local(("person",), {"voices": ("person",)}),
    ),
    Step(
        name="guessed",
        reads=("foreign_days",),
        runs=Kernel(guess_translations, columns=("person", "voices")),
        schema=GUESSED,
        note="wordings that may translate one quotation",
        local=Local(("person",), {"foreign_days": ("person",)}),
    ),
    Step(
        name="utter_pairs",
        reads=("compared", "guessed"),
        runs=Select("SELECT a, b, guess FROM compared UNION SELECT a, b, guess FROM guessed"),
        schema=COMPARED,
        note="pairs of statements, found and guessed",
        local=Local(("a", "b"), {"compared": ("a", "b"), "guessed": ("a", "b")}),
    ),
    *labelled("utter_pairs", "utter", "utterances"),
    Step(
        name="utterances",
        reads=("voices", "guessed", labels_of("utter")),
        runs=Select(
            f"""
            SELECT l.label, array_sort(array_agg(v.voice)) AS voices, max(g.guesses) AS guesses
            FROM {labels_of("utter")} l JOIN voices v ON v.saying = l.key
            LEFT JOIN (
                SELECT m.label, array_sort(array_agg(
                    n.a || '\t' || n.b || '\t' || n.guess)) AS guesses
                FROM guessed n JOIN {labels_of("utter")} m ON m.key = n.a GROUP BY m.label
            ) g ON g.label = l.label
            GROUP BY l.label
            """
        ),
        schema=pa.schema(
            [
                ("label", pa.string()),
                ("voices", pa.list_(pa.string())),
                ("guesses", pa.list_(pa.string())),
            ]
        ),
        note="statements that hang together",
        local=Local(
            ("label",),
            {
                labels_of("utter"): ("label",),
                "voices": Reach(
                    f"SELECT m.label FROM {labels_of('utter')}__ever m "
                    "JOIN {changed} c ON c.saying = m.key",
                    f"i.saying IN (SELECT m.key FROM {labels_of('utter')} m "
                    "JOIN {touched} t ON t.label = m.label)",
                ),
                "guessed": Reach(
                    f"SELECT m.label FROM {labels_of('utter')}__ever m "
                    "JOIN {changed} c ON c.a = m.key"
                ),
            },
        ),
    ),
    Step(
        name="uttered",
        reads=("utterances",),
        runs=Kernel(tell_variants, columns=("label", "voices", "guesses")),
        schema=UTTERED,
        note="utterances with their wordings, by what hangs together",
        local=Local(("label",), {"utterances": ("label",)}),
    ),
    Step(
        name="variants",
        reads=("uttered",),
        runs=Select(f"SELECT {', '.join(VARIANTS.names)} FROM uttered"),
        schema=VARIANTS,
        note="utterances with their wordings",
        kept=True,
        local=Local(("article", "statement"), {"uttered": ("article", "statement")}),
    ),
)

"""Score predicted facts against gold facts; both in the interchange form.

What is counted, each as precision, recall and F1:

statement.overlap   contents paired one to one where they share at least 0.8 of their characters
statement.exact     of those, the same characters (blanks, marks, punctuation at the edges aside)
statement.who       of those, the right source by name: the headline figure
  .direct .indirect .mixed    overlap and who for the gold statements of that kind
kind, cue, speaker, role, affiliation, addressee, occasion, said_on
                    on the paired statements: the same kind, spans that share half, the same day
citation            the same source name, spans that meet
date                the same value, spans that meet
region              characters rightly told from the body
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import msgspec

Facts: TypeAlias = Mapping[str, Any]
Tally: TypeAlias = dict[str, "Figures"]
Pair: TypeAlias = tuple[int, int]

OVERLAP = 0.8
FIELD_OVERLAP = 0.5
EDGE = " \t\n\r\u00a0\"'“”‘’«».,;:!?–—-"
KINDS = ("direct", "indirect", "mixed")
FIELDS = ("cue", "speaker", "role", "affiliation", "addressee", "occasion")
WORD = re.compile(r"[a-z0-9\u0400-\u04ff\u0600-\u06ff\u4e00-\u9fff]+")


class Figures(msgspec.Struct, frozen=True):
    """How many were right, how many gold holds and how many were predicted; rates in percent."""

    hit: int = 0
    gold: int = 0
    pred: int = 0

    def __add__(self, other: Figures) -> Figures:
        return Figures(self.hit + other.hit, self.gold + other.gold, self.pred + other.pred)

    @property
    def precision(self) -> float:
        """The share of what was predicted that is right."""
        return 100 * self.hit / self.pred if self.pred else 0.0

    @property
    def recall(self) -> float:
        """The share of gold that was found."""
        return 100 * self.hit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.gold + self.pred
        return 200 * self.hit / both if both else 0.0


def score(gold: Mapping[str, Facts], pred: Mapping[str, Facts]) -> Tally:
    """Return every measure's figures over all gold articles; a missing prediction is empty."""
    return add_up(score_article(facts, pred.get(key, {})) for key, facts in gold.items())


def add_up(tallies: Iterable[Tally]) -> Tally:
    """Add the figures of several articles."""
    total: Tally = {}
    for tally in tallies:
        for name, figures in tally.items():
            total[name] = total.get(name, Figures()) + figures
    return total


def score_article(gold: Facts, pred: Facts) -> Tally:
    """Return every measure's figures for one article."""
    wanted, found = gold.get("statements", []), pred.get("statements", [])
    pairs = pair_statements(wanted, found)
    matched = [(wanted[i], found[j]) for i, j in pairs]
    return {
        **_statements(wanted, found, pairs),
        **_fields(matched),
        "citation": _listed(gold, pred, "citations", _same_source),
        "date": _listed(gold, pred, "dates", lambda g, p: g["value"] == p.get("value")),
        "region": _regions(gold, pred),
    }


def pair_statements(gold: Sequence[Facts], pred: Sequence[Facts]) -> list[Pair]:
    """Pair statements one to one whose contents share at least ``OVERLAP`` of their characters."""
    wanted = [_characters(one["contents"]) for one in gold]
    found = [_characters(one["contents"]) for one in pred]

    def likeness(i: int, j: int) -> float:
        share = _shared(wanted[i], found[j])
        return share if share >= OVERLAP else 0.0

    return _pair(len(gold), len(pred), likeness)


def same_source(gold: Facts, pred: Facts) -> bool:
    """Tell whether two statements name one source.

    They do where one name's words all stand within the other's; no name matches only no name.
    """
    wanted = [words(name) for name in (gold.get("who"), *gold.get("who_alt", [])) if name]
    found = words(pred.get("who"))
    if not wanted or not found:
        return not wanted and not found
    return any(name <= found or found <= name for name in wanted)


def interval(tallies: Sequence[Tally], name: str, rounds: int = 1000) -> tuple[float, float]:
    """Return the middle 95 % of a measure's F1 over articles drawn again with replacement."""
    chance = random.Random(7)
    column = [tally[name] for tally in tallies]
    draws = (chance.choices(column, k=len(column)) for _ in range(rounds))
    values = sorted(sum(draw, Figures()).f1 for draw in draws)
    return values[int(0.025 * rounds)], values[int(0.975 * rounds) - 1]


def not_verbatim(facts: Any, text: str) -> int:
    """Count the spans anywhere inside ``facts`` that do not hold the text they point at."""
    if isinstance(facts, list):
        return sum(not_verbatim(inner, text) for inner in facts)
    if not isinstance(facts, dict):
        return 0
    wrong = sum(not_verbatim(inner, text) for inner in facts.values())
    if {"start", "end", "exact"} <= facts.keys():
        wrong += text[facts["start"] : facts["end"]] != facts["exact"]
    return wrong


def _statements(gold: Sequence[Facts], pred: Sequence[Facts], pairs: list[Pair]) -> Tally:
    named = [(i, j) for i, j in pairs if same_source(gold[i], pred[j])]
    exact = [(i, j) for i, j in pairs if _trimmed(gold[i]) == _trimmed(pred[j])]
    sizes = len(gold), len(pred)
    return {
        "statement.overlap": Figures(len(pairs), *sizes),
        "statement.exact": Figures(len(exact), *sizes),
        "statement.who": Figures(len(named), *sizes),
        **_by_kind("statement.overlap", gold, pred, pairs),
        **_by_kind("statement.who", gold, pred, named),
    }


def _by_kind(name: str, gold: Sequence[Facts], pred: Sequence[Facts], pairs: list[Pair]) -> Tally:
    hits = Counter(gold[i]["kind"] for i, _ in pairs)
    wanted = Counter(one["kind"] for one in gold)
    found = Counter(one.get("kind") for one in pred)
    return {f"{name}.{kind}": Figures(hits[kind], wanted[kind], found[kind]) for kind in KINDS}


def _fields(matched: list[tuple[Facts, Facts]]) -> Tally:
    same_kind = sum(g["kind"] == p.get("kind") for g, p in matched)
    return {
        "kind": Figures(same_kind, len(matched), len(matched)),
        **{name: _field(matched, name, _share_half) for name in FIELDS},
        "said_on": _field(matched, "said_on", lambda g, p: bool(g == p)),
    }


def _field(
    matched: list[tuple[Facts, Facts]], name: str, same: Callable[[Any, Any], bool]
) -> Figures:
    values = [(g.get(name), p.get(name)) for g, p in matched]
    hits = sum(bool(g and p and same(g, p)) for g, p in values)
    return Figures(hits, sum(bool(g) for g, _ in values), sum(bool(p) for _, p in values))


def _share_half(gold: Facts, pred: Facts) -> bool:
    return _shared(_characters([gold]), _characters([pred])) >= FIELD_OVERLAP


def _listed(gold: Facts, pred: Facts, key: str, same: Callable[[Facts, Facts], bool]) -> Figures:
    """Pair the spans listed under ``key`` that meet and are the same."""
    wanted, found = gold.get(key, []), pred.get(key, [])

    def likeness(i: int, j: int) -> float:
        if not same(wanted[i], found[j]):
            return 0.0
        return _shared(_characters([wanted[i]]), _characters([found[j]]))

    return Figures(len(_pair(len(wanted), len(found), likeness)), len(wanted), len(found))


def _same_source(gold: Facts, pred: Facts) -> bool:
    return same_source({"who": gold["source"]}, {"who": pred.get("source")})


def _regions(gold: Facts, pred: Facts) -> Figures:
    wanted, found = (_characters(facts.get("regions", [])) for facts in (gold, pred))
    return Figures(len(wanted & found), len(wanted), len(found))


def _pair(rows: int, columns: int, likeness: Callable[[int, int], float]) -> list[Pair]:
    """Pair greedily, the most alike first, ties in the order of the text."""
    table = [(-likeness(i, j), i, j) for i in range(rows) for j in range(columns)]
    taken_rows: set[int] = set()
    taken_columns: set[int] = set()
    pairs: list[Pair] = []
    for value, i, j in sorted(table):
        if value < 0 and i not in taken_rows and j not in taken_columns:
            taken_rows.add(i)
            taken_columns.add(j)
            pairs.append((i, j))
    return pairs


def _characters(spans: Iterable[Facts]) -> set[int]:
    return {i for span in spans for i in range(span["start"], span["end"])}


def _shared(one: set[int], other: set[int]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def words(name: str | None) -> frozenset[str]:
    """Return the words of a name as they are compared: without case and accents."""
    return frozenset(WORD.findall(unicodedata.normalize("NFKD", name or "").casefold()))


def _trimmed(statement: Facts) -> tuple[str, ...]:
    return tuple(content["exact"].strip(EDGE) for content in statement["contents"])

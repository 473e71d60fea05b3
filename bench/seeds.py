"""What five seed articles must always give, whatever the average does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bench.data import SHARED, Facts, predict, read_articles, read_facts
from bench.score import pair_statements, same_source

SEEDS = SHARED / "gold" / "seeds"
CITED = {
    "s000": {"reuters"},
    "s001": {"telegram", "channelstv", "dw", "reuters", "tribunnews.com"},
    "s002": {"seaprwire", "bloomberg tv", "penyedia konten pihak ketiga"},
    "s003": {"sputnik", "antara"},
    "s004": {"reuters"},
}
STANDING = {
    "s002": {"seaprwire": "provider", "bloomberg tv": "second-hand"},
    "s003": {"sputnik": "second-hand", "antara": "second-hand"},
    "s001": {"telegram": "official", "tribunnews.com": "first-hand"},
}
TAKEN_FROM = {"s001": {"channelstv": "Telegram"}}


def check_seeds() -> list[str]:
    """Return what the seed articles in ``../shared`` should give and do not, a sentence each."""
    predicted = predict(list(read_articles(SEEDS / "articles.jsonl")))
    return list(find_faults(read_facts(SEEDS / "gold.jsonl"), predicted))


def find_faults(gold: Mapping[str, Facts], pred: Mapping[str, Facts]) -> Iterator[str]:
    """Yield a sentence for each quotation, citation and date that is missing or wrong."""
    for key, facts in gold.items():
        yield from _quotations(key, facts, pred[key])
    for key, names in CITED.items():
        found = {citation["source"].casefold() for citation in pred[key]["citations"]}
        yield from (f"{key}: {name} is not among the citations" for name in sorted(names - found))
    for key, standings in STANDING.items():
        told = {c["source"].casefold(): c.get("standing") for c in pred[key]["citations"]}
        yield from _differing(key, standings, told)
    for key, origin in TAKEN_FROM.items():
        chain = {c["source"].casefold(): c.get("taken_from") for c in pred[key]["citations"]}
        origins = {name: where and where["exact"] for name, where in chain.items()}
        yield from _differing(key, origin, origins)
    for key, facts in gold.items():
        values = {(date["start"], date["end"]): date["value"] for date in pred[key]["dates"]}
        for date in facts["dates"]:
            value = values.get((date["start"], date["end"]))
            if value != date["value"]:
                yield f"{key}: {date['exact']} gives {value}, not {date['value']}"


def _differing(
    key: str, wanted: Mapping[str, str], found: Mapping[str, str | None]
) -> Iterator[str]:
    """Yield a sentence for each name with another value than is wanted, where values are told.

    Gold tells neither standing nor chain; what is not cited at all has been told already.
    """
    for name, value in wanted.items():
        if any(found.values()) and found.get(name) != value:
            yield f"{key}: {name} is {found.get(name)}, not {value}"


def _quotations(key: str, gold: Facts, pred: Facts) -> Iterator[str]:
    """Yield the gold statements with quote marks that were missed or given to another source."""
    wanted, found = gold["statements"], pred["statements"]
    partner = dict(pair_statements(wanted, found))
    for i, statement in enumerate(wanted):
        if statement["kind"] == "indirect":
            continue
        where = f"{key} at {statement['contents'][0]['start']}"
        if i not in partner:
            yield f"{where}: quotation not found"
        elif not same_source(statement, found[partner[i]]):
            yield f"{where}: {found[partner[i]]['who']} instead of {statement['who']}"

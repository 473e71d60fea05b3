"""What five seed articles must always give, whatever the average does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bench.data import SHARED, Facts, predict, read_articles, read_facts
from bench.score import pair_statements, same_source

SEEDS = SHARED / "gold" / "seeds"
CITED = {"s001": {"dw", "reuters", "channelstv"}, "s003": {"sputnik", "antara"}}
DATED = {"s003": {"Rabu (10/7)": "2024-07-10"}}


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
    for key, dates in DATED.items():
        values = {date["exact"]: date["value"] for date in pred[key]["dates"]}
        for exact, value in dates.items():
            if values.get(exact) != value:
                yield f"{key}: {exact} gives {values.get(exact)}, not {value}"


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

"""How often `sumber check` is right, and how long it takes.

Quotations are drawn from a corpus by a seed; half stay as they were said, the other half are
altered: a word changed, the speaker swapped, the day moved, or the words invented. Each is pasted
as a small text, and the verdict is held against what was done to it.

    python -m bench.checking ARTICLES --corpus FOLDER --seed 2 [--gold FILE]

The corpus is made from ARTICLES where the folder holds none. With ``--gold`` the quotations are
those that people marked in these articles (the interchange form), not those that sumber found.
Nothing that is drawn is kept.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple

from bench.drawing import invented_words
from sumber.checking import Checked, check
from sumber.checking.speakers import is_one
from sumber.corpus import Corpus
from sumber.search import Index, open_index
from sumber.search.words import fold

DONE: Final = ("verbatim", "altered", "other-speaker", "other-occasion", "not-found")
FEWEST_WORDS: Final = 6
MONTHS: Final = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
    "Oktober", "November", "Desember",
)  # fmt: skip
LONG_TEXT: Final = 300
"""Words of the text whose check is timed."""


class Quote(NamedTuple):
    """A quotation of a corpus: its words, who said them, and on which day, if that is told."""

    words: str
    who: str
    day: date | None


class Case(NamedTuple):
    """A text to check and the verdict that is right."""

    text: str
    right: str


def drawn(corpus: Corpus, dice: random.Random, count: int) -> list[Quote]:
    """Return ``count`` direct quotations of named persons, each of another article."""
    return chosen(corpus.quotes(kind="direct").to_pylist(), dice, count)


def marked(gold: Path, dice: random.Random, count: int) -> list[Quote]:
    """Return as many direct quotations of named persons that people marked in articles."""
    rows = [
        {
            "article": whole["article"]["id"],
            "quote": " … ".join(one["exact"] for one in said["contents"]),
            **{name: said[name] for name in ("who", "who_type", "said_on")},
        }
        for whole in map(json.loads, gold.read_text(encoding="utf-8").splitlines())
        for said in whole["statements"]
        if said["kind"] == "direct"
    ]
    return chosen(rows, dice, count)


def chosen(rows: list[dict[str, Any]], dice: random.Random, count: int) -> list[Quote]:
    """Return ``count`` of the rows whose source is a named person, each of another article."""
    dice.shuffle(rows)
    found: dict[str, Quote] = {}
    for row in rows:
        words = " ".join(row["quote"].split())
        named = row["who"] and row["who_type"] == "person" and row["who"][:1].isupper()
        if named and "…" not in words and len(words.split()) >= FEWEST_WORDS:
            day = row["said_on"]
            exact = (
                date.fromisoformat(day) if day and re.fullmatch(r"\d{4}-\d\d-\d\d", day) else None
            )
            found.setdefault(row["article"], Quote(words, row["who"], exact))
    return list(found.values())[:count]


def cases(quotes: Sequence[Quote], dice: random.Random) -> Iterator[Case]:
    """Yield the first half of the quotations as they are, the others altered in four ways."""
    half = len(quotes) // 2
    for quote in quotes[:half]:
        yield Case(pasted(quote, dice), "verbatim")
    rest = list(quotes[half:])
    dated = [quote for quote in rest if quote.day is not None][: len(rest) // 4]
    yield from (_day_moved(quote, dice) for quote in dated)
    ways: list[Callable[[Quote], Case | None]] = [
        lambda quote: _word_changed(quote, quotes, dice),
        lambda quote: _speaker_swapped(quote, quotes, dice),
        lambda quote: Case(pasted(quote._replace(words=invented_words(dice)), dice), "not-found"),
    ]
    for nth, quote in enumerate(quote for quote in rest if quote not in dated):
        case = ways[nth % len(ways)](quote)
        yield case or ways[0](quote) or Case(pasted(quote, dice), "verbatim")


def pasted(quote: Quote, dice: random.Random) -> str:
    """Return a quotation as somebody would paste it: in one of many forms, some cut or partial."""
    written = quote.day and dice.choice((f"{quote.day:%-d/%-m/%Y}", _in_words(quote.day)))
    behind = f", pada {written}" if written else ""
    beside = f" ({written})" if written else ""
    words = _shortened(quote.words.rstrip(" .,"), dice)
    forms = (
        f"“{words},” kata {quote.who}{beside}.",
        f'{quote.who} mengatakan, "{words}"{behind}.',
        f'"{words}", ujar {quote.who}{behind}.',
        f"Menurut {quote.who}{beside}, “{words}”.",
        f"{quote.who}{beside}: “{words}”",
        f"“{words}” — {quote.who}{beside}",
        f"VIRAL!! {quote.who} mengatakan bahwa {words}{behind}.",
        f"Beredar pesan berantai. {quote.who} menegaskan, “{words}”{beside}. Benarkah?",
    )
    return dice.choice(forms)


def _shortened(words: str, dice: random.Random) -> str:
    """Return the words whole, cut in the middle (told by ``...``), or a part of them."""
    parts = words.split()
    way = dice.random()
    if len(parts) < 2 * FEWEST_WORDS or way < 0.6:
        return words
    third = len(parts) // 3
    if way < 0.8:
        return " ".join([*parts[:third], "...", *parts[-third:]])
    return " ".join(parts[: 2 * third])


def _in_words(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _word_changed(quote: Quote, quotes: Sequence[Quote], dice: random.Random) -> Case | None:
    words = quote.words.split()
    places = [at for at, word in enumerate(words) if len(word) > 3 and word.isalpha()]
    other = [w for w in dice.choice(quotes).words.split() if len(w) > 3 and w.isalpha()]
    if not places or not other:
        return None
    at, word = dice.choice(places), dice.choice(other)
    if fold(words[at]) == fold(word):
        return None
    words[at] = word
    text = pasted(quote._replace(words=" ".join(words)), dice)
    return Case(text, "altered" if word in text else "verbatim")


def _speaker_swapped(quote: Quote, quotes: Sequence[Quote], dice: random.Random) -> Case | None:
    other = dice.choice(quotes).who
    if is_one(quote.who, other):
        return None
    return Case(pasted(quote._replace(who=other), dice), "other-speaker")


def _day_moved(quote: Quote, dice: random.Random) -> Case:
    assert quote.day is not None
    moved = quote.day + timedelta(days=dice.choice((-1, 1)) * dice.randint(10, 700))
    return Case(pasted(quote._replace(day=moved), dice), "other-occasion")


def verdict_of(checked: Checked) -> str:
    """Return the verdict on the longest claim of a text."""
    findings = sorted(checked.findings, key=lambda f: f.claim.contents[0].start)
    longest = max(
        findings,
        key=lambda f: sum(span.end - span.start for span in f.claim.contents),
        default=None,
    )
    return longest.verdict if longest is not None else "no claim"


def measured(index: Index, asked: Sequence[Case], show: bool) -> list[float]:
    """Print the share of right verdicts by what was done; return the seconds of each check."""
    right: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    given: Counter[tuple[str, str]] = Counter()
    seconds = []
    for case in asked:
        started = time.perf_counter()
        checked = check(index, case.text)
        seconds.append(time.perf_counter() - started)
        verdict = verdict_of(checked)
        whole[case.right] += 1
        right[case.right] += verdict == case.right
        given[case.right, verdict] += 1
        if show and verdict != case.right:
            print(f"  {case.right} -> {verdict}: {case.text}")
    for name in DONE:
        wrong = {v: n for (r, v), n in given.items() if r == name and v != name}
        print(f"{name:<15} {right[name]:>4} of {whole[name]:<4} {wrong or ''}")
    print(
        f"{'all':<15} {right.total():>4} of {whole.total():<4} {right.total() / whole.total():.1%}"
    )
    return seconds


def long_texts(asked: Sequence[Case], count: int) -> Iterator[str]:
    """Yield texts of ``LONG_TEXT`` words made of the cases."""
    words = " ".join(case.text for case in asked).split()
    for nth in range(count):
        start = nth * LONG_TEXT % max(1, len(words) - LONG_TEXT)
        yield " ".join(words[start : start + LONG_TEXT])


def told(name: str, seconds: Sequence[float]) -> None:
    """Print the median and the 95th percentile of some seconds, in milliseconds."""
    ordered = sorted(seconds)
    median, late = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
    print(f"{name}: median {median * 1000:.0f} ms, 95 % within {late * 1000:.0f} ms")


def main() -> None:
    """Draw, alter, check and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--gold", type=Path, help="facts that people marked in the articles")
    parser.add_argument("--show", action="store_true", help="print what was judged wrongly")
    asked = parser.parse_args()
    corpus, dice = Corpus(asked.corpus), random.Random(asked.seed)
    if not (asked.corpus / "corpus.json").exists():
        corpus.add(asked.articles)
    index = open_index(corpus)
    quotes = (
        drawn(corpus, dice, asked.count)
        if asked.gold is None
        else marked(asked.gold, dice, asked.count)
    )
    made = list(cases(quotes, dice))
    check(index, made[0].text)
    told("one quotation", measured(index, made, asked.show))
    times, busy = [], []
    for text in long_texts(made, 40):
        started, worked = time.perf_counter(), time.process_time()
        check(index, text)
        times.append(time.perf_counter() - started)
        busy.append(time.process_time() - worked)
    told(f"a text of {LONG_TEXT} words", times)
    told(f"a text of {LONG_TEXT} words, time of the processor alone", busy)
    print(f"corpus: {index.kept().searched.articles} articles; seed {asked.seed}")


if __name__ == "__main__":
    main()

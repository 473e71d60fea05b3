"""How well dates are read: ``python -m bench.dates [--articles N]``; needs ``../shared``.

1. Years: from each *Hari (d/m/yyyy)* and *Hari, d Bulan yyyy* of ``real.jsonl.gz`` the year is
   taken away, one at a time; the article is read again, with its day of publication and without,
   and the year that is found is compared with the one that stood there. Dates whose weekday
   contradicts them are counted and left out.
2. Day of publication: what is inferred from the text alone, beside the metadata.
3. The annotated dates of ``gold/train``: the same spans read by sumber and by ``dateparser``.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime

import msgspec

from bench.data import SHARED, read_articles, read_facts
from sumber.language import load
from sumber.records import Article, Notes, When
from sumber.stages.dates import find_dates, given_day, infer_reference
from sumber.stages.regions import find_regions

_DATA = load("dates")
_MONTHS: dict[str, int] = _DATA["months"]
_WEEKDAYS: dict[str, int] = _DATA["weekdays"]
_DAY = "|".join(map(re.escape, sorted(_WEEKDAYS, key=len, reverse=True)))
_FULL = re.compile(
    rf"\b(?P<day>{_DAY})(?: \((?P<d>\d{{1,2}})/(?P<m>\d{{1,2}})(?P<cut>/(?P<y>(?:19|20)\d\d))\)"
    rf"|, (?P<d2>\d{{1,2}}) (?P<m2>{'|'.join(_MONTHS)})(?P<cut2> (?P<y2>(?:19|20)\d\d))\b)"
)


def without_dates(article: Article) -> Article:
    """Return the article as if nothing told its day of publication but the text."""
    return msgspec.structs.replace(article, published=None, url=None)


def read(article: Article) -> tuple[When, ...]:
    """Return the dates of an article."""
    return find_dates(article, find_regions(article, Notes())).dates


class Cut(msgspec.Struct, frozen=True):
    """A date whose year has been taken away: the text that is left, and what was the value."""

    text: str
    start: int
    value: date
    fits: bool


def cuts(text: str) -> Iterator[Cut]:
    """Yield the text with the year of one full date after the other taken away."""
    for found in _FULL.finditer(text):
        side = "" if found["d"] else "2"
        month = int(found["m"]) if found["m"] else _MONTHS[found["m2"]]
        try:
            value = date(int(found["y" + side]), month, int(found["d" + side]))
        except ValueError:
            continue
        start, end = found.span("cut" + side)
        fits = value.isoweekday() == _WEEKDAYS[found["day"]]
        yield Cut(text[:start] + text[end:], found.start(), value, fits)


def measure_years(articles: Iterable[Article]) -> Counter[str]:
    """Count how many years come back, with the day of publication and without."""
    tally: Counter[str] = Counter()
    for article in articles:
        whole = [d.span for d in read(article)]
        for cut in cuts(article.text):
            if not any(span.start <= cut.start < span.end for span in whole):
                tally["left out"] += 1
                continue
            tally["dates"] += 1
            tally["contradict"] += not cut.fits
            if cut.fits:
                less = msgspec.structs.replace(article, text=cut.text)
                if given_day(article):
                    tally.update(_came_back("with", less, cut))
                tally.update(_came_back("without", without_dates(less), cut))
    return tally


def _came_back(name: str, article: Article, cut: Cut) -> Iterator[str]:
    found = next((d for d in read(article) if d.span.start <= cut.start < d.span.end), None)
    value = found.value if found else ""
    yield name
    if value and not value.startswith("XXXX"):
        yield f"{name} answered"
    if cut.value.isoformat() in value.split("/"):
        yield f"{name} right"


def measure_publication(articles: Iterable[Article]) -> Counter[str]:
    """Count how many days of publication are inferred from the text, and how many are right."""
    tally: Counter[str] = Counter()
    for article in articles:
        given = given_day(article)
        if given is None:
            continue
        tally["dated"] += 1
        bare = without_dates(article)
        notes = find_dates(bare, find_regions(bare, Notes()))
        found = infer_reference(bare, notes)
        if found:
            apart = abs((date.fromisoformat(found.day) - given).days)
            tally["answered"] += 1
            tally["right"] += apart <= 1
    return tally


class Phrase(msgspec.Struct, frozen=True):
    """An annotated date: what is written, its value, and the day of publication if known."""

    text: str
    value: str
    published: date | None


def annotated() -> Iterator[tuple[Phrase, bool]]:
    """Yield the annotated single days, months and years of train, and whether sumber is right."""
    folder = SHARED / "gold" / "train"
    gold = read_facts(folder / "gold.jsonl")
    for article in read_articles(folder / "articles.jsonl"):
        found = read(article)
        for one in gold[article.id]["dates"]:
            if "/" in one["value"] or "X" in one["value"]:
                continue
            right = any(
                d.value == one["value"] and d.span.start < one["end"] and one["start"] < d.span.end
                for d in found
            )
            yield Phrase(one["exact"], one["value"], given_day(article)), right


def dateparser_right(phrase: Phrase) -> bool:
    """Tell whether ``dateparser`` reads the phrase as its annotated value."""
    import dateparser

    base = phrase.published or date(2025, 1, 1)
    settings = {
        "RELATIVE_BASE": datetime(base.year, base.month, base.day),
        "PREFER_DATES_FROM": "past",
        "DATE_ORDER": "DMY",
    }
    found = dateparser.parse(phrase.text, languages=["id"], settings=settings)
    return found is not None and found.date().isoformat()[: len(phrase.value)] == phrase.value


def compare() -> Iterator[str]:
    """Yield the figures of sumber and ``dateparser`` on the same annotated spans."""
    pairs = list(annotated())
    phrases = [phrase for phrase, _ in pairs]
    ours = sum(right for _, right in pairs)
    start = time.process_time()
    for phrase in phrases:
        find_dates(Article(id="a", text=phrase.text, published=str(phrase.published)), Notes())
    own_time = time.process_time() - start
    dateparser_right(phrases[0])
    start = time.process_time()
    theirs = sum(map(dateparser_right, phrases))
    their_time = time.process_time() - start
    yield f"{len(phrases)} annotated phrases of train"
    for name, right, took in (("sumber", ours, own_time), ("dateparser", theirs, their_time)):
        rate = len(phrases) / took
        yield f"  {name:10} {_share(right, len(phrases))} right, {rate:9,.0f} phrases/s"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole if whole else 0:6.2f} %"


def report_years(tally: Counter[str]) -> Iterator[str]:
    """Yield the lines about years."""
    yield (
        f"{tally['dates']} full dates with a weekday, {tally['contradict']} contradict it; "
        f"{tally['left out']} more stand in captions and links, where dates are left out"
    )
    for name in ("with", "without"):
        whole, answered, right = (tally[name + end] for end in ("", " answered", " right"))
        yield (
            f"  {name} a day of publication: {whole} dates, {_share(answered, whole)} answered, "
            f"{_share(right, answered)} of the answers right, {_share(right, whole)} of all"
        )


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description="measure how dates are read")
    parser.add_argument("--articles", type=int, help="read only so many articles of each corpus")
    limit = parser.parse_args().articles
    corpus = SHARED / "corpus"
    real = list(read_articles(corpus / "real.jsonl.gz"))[:limit]
    print(*report_years(measure_years(real)), sep="\n")
    for name in ("real", "bench"):
        articles = list(read_articles(corpus / f"{name}.jsonl.gz"))[:limit]
        told = measure_publication(articles)
        print(
            f"{told['dated']} articles of {name} with a day of publication: the text alone answers "
            f"{_share(told['answered'], told['dated'])}, within a day "
            f"{_share(told['right'], told['answered'])} of these"
        )
    print(*compare(), sep="\n")


if __name__ == "__main__":
    main()

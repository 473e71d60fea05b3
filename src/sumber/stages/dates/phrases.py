"""Read the time expressions of a text by their shape, without resolving them.

Each kind is anchored at a word or number that a fast search finds; what stands beside the anchor is
read in a short window, so that the work grows with the text and no faster.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import chain
from typing import Literal, NamedTuple, TypeAlias

from sumber.language.patterns import any_of
from sumber.stages.dates.calendar import is_day
from sumber.stages.dates.wording import DATES

Shape: TypeAlias = Literal["day", "month", "year", "weekday", "relative"]
Lean: TypeAlias = Literal["past", "future", "ahead", "present", "none"]

_DATA = DATES
_WEEKDAYS: dict[str, int] = _DATA["weekdays"]
_MONTHS: dict[str, int] = _DATA["months"]
_ALL_MONTHS: dict[str, int] = _MONTHS | _DATA["short_months"]
_SHIFTS: dict[str, int] = _DATA["relative"]


class Phrase(NamedTuple):
    """A time expression as written. Unknown parts are None; ``last`` is a range's other end."""

    start: int
    end: int
    shape: Shape
    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    shift: int = 0
    lean: Lean = "none"
    year_shift: int | None = None
    last: Phrase | None = None
    recurring: bool = False


_W = any_of(_WEEKDAYS)
_PART = any_of(_DATA["words"]["dayparts"])
_DAY_WORDS = rf"({_W})(?: (?:{_PART}|lalu|ini|depan|mendatang|kemarin|besok)){{0,3}}"
_MONTH_AT = re.compile(rf"({any_of(_ALL_MONTHS)})(?![A-Za-z])")
_MONTH_LEFT = re.compile(
    rf"(?:{_DAY_WORDS}\s?,?\s?(?:tanggal\s)?\(?)?(?<![\d/.,])(?<!\D[-–])(\d{{1,2}})(?:st|nd|rd|th)?[\s\xa0]?\(?\Z"
)
_WEEKDAY_LEFT = re.compile(rf"{_DAY_WORDS}\s?,?\s?(?:tanggal\s)?\Z")
_YEAR_RIGHT = re.compile(r"[\s\xa0]{1,2}(?:tahun\s)?(1[5-9]\d\d|20\d\d)(?!\d|/\d|[.,]\d)\)?")
_ENGLISH_RIGHT = re.compile(r"\s(\d{1,2})(?:st|nd|rd|th)?,?\s(1[5-9]\d\d|20\d\d)(?!\d)")
_MORE_DAYS = re.compile(
    r"(?<![\d/.,-])(?:\d{1,2}\s?(?:,? ?dan|,|atau|&|-|–|hingga|sampai dengan|sampai|s/d)\s?){1,4}\Z"
)

_NUMERIC = re.compile(
    r"\d{4}-\d{2}-\d{2}(?!\d)|(?<=\( )\d{1,2} / \d{1,2}(?: / \d{4})?(?= \))"
    r"|\d{1,2}(?:/\d{1,2}(?:/\d{4}|/\d{2}(?!\d)|/)?|-\d{1,2}-\d{4}|\.\d{1,2}\.\d{4})(?![\d/])"
)
_NUMERIC_MARK = re.compile(r"\d ?[-/.]")
_NUMERIC_LEFT = re.compile(
    rf"(?:(?:{any_of(_SHIFTS)})\s\()?{_DAY_WORDS}\s?,?\s?(?:tanggal\s)?(\(\s?)?\Z"
)
_TANGGAL = re.compile(r"(?:tanggal|tgl\.?|per|pada)\s\(?\Z")

_WEEKDAY_AT = re.compile(rf"({_W})(?![A-Za-z])(?: (?:{_PART}))?(?: (?:ini|besok))?")
_NOT_WEEKDAY_LEFT = re.compile(r"(?:[Ss]etiap|[Tt]iap|[Ss]etiap hari|malam|[-–/]|\d)\s?\Z")
_NOT_WEEKDAY_RIGHT = re.compile(r"\s?[-–/]\s?[A-Z]|\s(?:[A-Z][a-z]|[a-z]*nya\b)|\s?\d")
_TIMETABLE = re.compile(
    rf"\b(?:{_W})\s?[-–]\s?(?:{_W})\b|\b(?:{_W}),? (?:{_W}),? (?:dan|atau) (?:{_W})\b"
)
TIMETABLE = 90
"""Characters around a weekday in which a range of weekdays makes it one of a timetable."""
_RELATIVE_AT = re.compile(rf"({any_of(_SHIFTS)})(?![A-Za-z])")
_NOWADAYS = re.compile(rf"(?:{any_of(_DATA['relative_not']['nowadays'])})\s\Z")
_DATED = any_of(
    [*_DATA["relative_not"]["vague"], *_WEEKDAYS, *_MONTHS, *_DATA["words"]["dayparts"]]
)
_VAGUE = re.compile(rf"(?:\d\)?|\b(?:{_DATED}))\s\Z")

_COUNTED = re.compile(
    rf"hari (?:({any_of(_DATA['counted']['before'])})|"
    rf"{any_of(_DATA['counted']['after'])})(?![A-Za-z])"
)
_NUMBER_LEFT = re.compile(rf"\b({any_of(_DATA['counted']['numbers'])})\Z")
_AHEAD = re.compile(rf"\b{any_of(_DATA['ahead']['words'])}\b[^.,;:!?\n“”\"]*\Z")
_YEAR_AT = re.compile(r"(?:1[5-9]|20|2[1-9])\d\d(?![\d/%])(?![.,]\d)(?!-an\b)(?!-[A-Za-z])")
_YEAR_LEFT = re.compile(rf"\b(?:{any_of(_DATA['year']['before'])})\s{{1,2}}\Z", re.IGNORECASE)
_RANGE_LEFT = re.compile(rf"(?:\b|(?=\())(?:{any_of(_DATA['year']['before_range'])})\s{{0,2}}\Z")
_YEAR_SPOKEN = re.compile(rf" {any_of(_DATA['year']['after'])}\b")
_WORD_LEFT = re.compile(r"[\w'’-]+ \Z")
_YEAR_NAMES = frozenset(_DATA["year"]["names"])
_YEAR_STEMS = tuple(_DATA["year"]["name_stems"])
_YEAR_DASH = re.compile(r"\s?[-–]\s?(?:1[5-9]|20)\d\d(?!\d)")

_LEAN: dict[str, Lean] = {
    **dict.fromkeys(_DATA["words"]["past"], "past"),
    **dict.fromkeys(_DATA["words"]["future"], "future"),
    **dict.fromkeys(_DATA["words"]["present"], "present"),
}
_LEAN_RIGHT = re.compile(rf"\)?\s(?:pekan |bulan )?({any_of(list(_LEAN))})\b")
_YEAR_WORDS = {"lalu": -1, "ini": 0, "depan": 1}
_YEAR_WORD_RIGHT = re.compile(r"\stahun\s(lalu|ini|depan)\b")
_BEFORE_MONTH = frozenset(_DATA["before_month"]["words"])
_NAME_LEFT = re.compile(rf"\b(?:{any_of(_DATA['names']['before'])})\s\Z")
_RECURRING = re.compile(rf"\b(?:{any_of(_DATA['names']['recurring'])})\b")
_SENTENCE_START = re.compile(r"(?:^|[.!?\n|“\"”]\s?)\Z")


def find_phrases(text: str) -> list[Phrase]:
    """Return the time expressions of ``text``, in order, none overlapping."""
    found: list[Phrase] = []
    for phrase in chain(
        _with_month(text),
        _numeric(text),
        _relative(text),
        _counted_days(text),
        _weekdays(text),
        _years(text),
    ):
        at = bisect_right(found, phrase.end - 1, key=_start)
        if at == 0 or found[at - 1].end <= phrase.start:
            found.insert(at, phrase)
    return found


def _start(phrase: Phrase) -> int:
    return phrase.start


def _before(text: str, position: int, width: int = 48) -> str:
    """Return the characters just before ``position``, at most ``width``."""
    return text[max(0, position - width) : position]


def _with_month(text: str) -> Iterator[Phrase]:
    """Yield *Rabu, 2 Juli 2025*, *2 Juli*, *Juli 2025*, *Juli*, *July 2, 2025*, *2 dan 3 Juli*."""
    for at in _MONTH_AT.finditer(text):
        left = _before(text, at.start())
        if left[-1:].isalpha() and not _glued(left):
            continue
        month = _ALL_MONTHS[at[1]]
        english = _ENGLISH_RIGHT.match(text, at.end())
        if english and is_day(month, int(english[1])):
            yield _english(left, at, english, month)
            continue
        right = _YEAR_RIGHT.match(text, at.end())
        year, end = (int(right[1]), right.end()) if right else (None, at.end())
        number = _MONTH_LEFT.search(left)
        if (
            number
            and is_day(month, int(number[2]))
            and not _NAME_LEFT.search(left[: number.start()])
        ):
            yield from _days_of_month(
                text, at, number, left, month, year, _closed(text, end, number)
            )
        elif not number and _is_month(text, at, left, year):
            end = right.start(1) + 4 if right else end
            yield _leaning(text, Phrase(at.start(), end, "month", month=month, year=year))


def _glued(left: str) -> bool:
    """Tell whether the letter before a month belongs to a word glued to it."""
    return left[-1:].islower()


def _closed(text: str, end: int, number: re.Match[str]) -> int:
    """Return the end of the expression, with a closing bracket only where one was opened."""
    if number[0].endswith("(") == text[end - 1 : end].endswith(")"):
        return end
    return end - 1 if text[end - 1] == ")" else end


def _english(left: str, at: re.Match[str], right: re.Match[str], month: int) -> Phrase:
    """Return *Wednesday, July 2, 2025*."""
    before = _WEEKDAY_LEFT.search(left)
    start = at.start() - (len(left) - before.start() if before else 0)
    weekday = _WEEKDAYS[before[1]] if before else None
    return Phrase(start, right.end(), "day", weekday, int(right[1]), month, int(right[2]))


def _days_of_month(
    text: str,
    at: re.Match[str],
    number: re.Match[str],
    left: str,
    month: int,
    year: int | None,
    end: int,
) -> Iterator[Phrase]:
    """Yield the day before a month, and the days before it that share the month."""
    base = at.start() - len(left)
    start = base + number.start()
    weekday = _WEEKDAYS[number[1]] if number[1] else None
    more = None if number[1] else _MORE_DAYS.search(left[: number.start(2)])
    if more:
        yield from _earlier_days(more, base + more.start(), int(number[2]), month, year)
    phrase = Phrase(start, end, "day", weekday, int(number[2]), month, year)
    yield _leaning(
        text, phrase._replace(recurring=not (year or weekday) and _recurs(text, start, end))
    )


def _earlier_days(
    more: re.Match[str], base: int, last: int, month: int, year: int | None
) -> Iterator[Phrase]:
    """Yield the days before the last of a list; a greater one lies in the month before."""
    for one in re.finditer(r"\d{1,2}", more[0]):
        day = int(one[0])
        turn = day > last
        in_month = (month - 2) % 12 + 1 if turn else month
        in_year = year - 1 if year and turn and month == 1 else year
        if is_day(in_month, day):
            begin = base + one.start()
            yield Phrase(begin, begin + len(one[0]), "day", None, day, in_month, in_year)


def _recurs(text: str, start: int, end: int) -> bool:
    """Tell whether a day is one that comes round every year."""
    around = text[max(0, start - 40) : start] + text[end : end + 24]
    return bool(_RECURRING.search(around)) and not _LEAN_RIGHT.match(text, end)


def _is_month(text: str, at: re.Match[str], left: str, year: int | None) -> bool:
    """Tell whether a month without a day is one, and no name of a person or thing."""
    if year is not None:
        return True
    if at[1] not in _MONTHS:
        return False
    before = left.rstrip(" \xa0")
    word = re.search(r"[\w'’)%]+[,:]?\Z", before)
    after = re.match(r"\s([A-Za-z]+)", text[at.end() : at.end() + 16])
    if _SENTENCE_START.search(left):
        return bool(after and after[1] in {*_LEAN, "tahun"})
    follows_name = after is not None and after[1][0].isupper()
    if word is None or follows_name:
        return False
    return word[0][0].islower() or word[0].lower() in _BEFORE_MONTH or not word[0][0].isalpha()


def _leaning(text: str, phrase: Phrase) -> Phrase:
    """Return the phrase with what the words after it say of its direction."""
    window = text[phrase.end : phrase.end + 24]
    year = _YEAR_WORD_RIGHT.match(window)
    if year:
        return phrase._replace(year_shift=_YEAR_WORDS[year[1]])
    lean = _LEAN_RIGHT.match(window)
    return phrase._replace(lean=_LEAN[lean[1]]) if lean else phrase


def _numeric(text: str) -> Iterator[Phrase]:
    """Yield *Rabu (18/10/2023)*, *Kamis, (04/08)*, *18/10/2023*, *2023-10-18*."""
    for at in _numbers(text):
        left = _before(text, at.start())
        if left[-1:].isdigit() or left[-1:] in ("/", "-", "."):
            continue
        parts = [int(part) for part in re.findall(r"\d+", at[0])]
        day, month, year = _in_order(parts)
        if not is_day(month, day):
            continue
        before = _NUMERIC_LEFT.search(left)
        bracketed = left.endswith("(") and text.startswith(")", at.end()) and "/" in at[0]
        if before or bracketed or year is not None or _TANGGAL.search(left):
            yield _leaning(text, _bracketed(text, at, left, before, (day, month, year)))


def _numbers(text: str) -> Iterator[re.Match[str]]:
    """Yield what has the form of a date in numbers; only around its marks that is looked for."""
    end = 0
    for mark in _NUMERIC_MARK.finditer(text):
        for start in range(max(end, mark.start() - 3), mark.end()):
            at = _NUMERIC.match(text, start) if text[start].isdigit() else None
            if at is not None:
                end = at.end()
                yield at
                break


def _in_order(parts: list[int]) -> tuple[int, int, int | None]:
    """Return day, month and year of the numbers of a date."""
    if parts[0] > 31 and len(parts) == 3:
        return parts[2], parts[1], parts[0]
    day, month = parts[:2]
    year = parts[2] if len(parts) == 3 else None
    if month > 12 >= day:
        day, month = month, day
    return day, month, year + 2000 if year is not None and year < 100 else year


def _bracketed(
    text: str,
    at: re.Match[str],
    left: str,
    before: re.Match[str] | None,
    numbers: tuple[int, int, int | None],
) -> Phrase:
    """Return a date in numbers with the weekday before it and the brackets around."""
    start = at.start() - (len(left) - before.start() if before else 0)
    opened = "(" in text[start : at.start()]
    end = at.end() + (opened and text[at.end() : at.end() + 1] == ")")
    weekday = _WEEKDAYS[before[1]] if before else None
    return Phrase(start, end, "day", weekday, *numbers)


def _relative(text: str) -> Iterator[Phrase]:
    """Yield *hari ini*, *kemarin*, *besok*, *lusa*."""
    for at in _RELATIVE_AT.finditer(text):
        left = _before(text, at.start(), 16)
        shift = _SHIFTS[at[1]]
        block = _VAGUE if shift else _NOWADAYS
        if not left[-1:].isalpha() and not block.search(left):
            yield Phrase(at.start(), at.end(), "relative", shift=shift)


def _counted_days(text: str) -> Iterator[Phrase]:
    """Yield *dua hari lalu*, *tiga hari lagi*."""
    for at in _COUNTED.finditer(text):
        number = _NUMBER_LEFT.search(text[max(0, at.start() - 12) : at.start() + 4])
        if number:
            days = _DATA["counted"]["numbers"][number[1]]
            start = at.start() + 4 - len(number[0])
            yield Phrase(start, at.end(), "relative", shift=-days if at[1] else days)


def _weekdays(text: str) -> Iterator[Phrase]:
    """Yield weekdays that stand alone."""
    for at in _WEEKDAY_AT.finditer(text):
        left = _before(text, at.start(), 16)
        if left[-1:].isalpha() or _NOT_WEEKDAY_LEFT.search(left) or _of_timetable(text, at):
            continue
        if not _NOT_WEEKDAY_RIGHT.match(text, at.end()):
            phrase = _leaning(text, Phrase(at.start(), at.end(), "weekday", _WEEKDAYS[at[1]]))
            ahead = phrase.lean == "none" and _AHEAD.search(_before(text, at.start()))
            lean: Lean = "future" if at[0].endswith("besok") else "ahead" if ahead else phrase.lean
            yield phrase._replace(lean=lean)


def _of_timetable(text: str, at: re.Match[str]) -> bool:
    """Tell whether a weekday is one of every week: beside *Senin-Kamis*, *setiap*, in its line."""
    around = text[max(0, at.start() - TIMETABLE) : at.end() + TIMETABLE]
    return bool(_TIMETABLE.search(around))


def _years(text: str) -> Iterator[Phrase]:
    """Yield years behind a word that makes them one, ranges of years, and years in a list."""
    last = None
    for at in _YEAR_AT.finditer(text):
        left = _before(text, at.start())
        if left[-1:].isdigit() or left[-1:] in ("/", ".", ",", "_") or left[-1:].isalpha():
            continue
        if _is_year(text, at, left, last):
            last = at.end()
            yield Phrase(at.start(), at.end(), "year", year=int(at[0]))


def _is_year(text: str, at: re.Match[str], left: str, last: int | None) -> bool:
    """Tell whether four digits are a year: by the word before, a range, or the year before."""
    if last is not None and at.start() - last < 16:
        between = text[last : at.start()].strip()
        return bool(
            re.fullmatch(r"(?:[-–]|dan|atau|hingga|sampai|sampai dengan|,)(?: tahun)?", between)
        )
    if at[0] >= "2100" and not left.endswith("tahun "):
        return False
    word = _YEAR_LEFT.search(left)
    if word is None:
        dashed = _YEAR_DASH.match(text, at.end()) and _RANGE_LEFT.search(left)
        return bool(dashed) or _spoken_year(text, at, left)
    before = left[: word.start()]
    if word[0].strip() not in ("tahun", "Tahun"):
        return True
    capital_inside = word[0][0] == "T" and re.search(r"[A-Z)][\w)]*\s\Z", before)
    return not capital_inside and not _names_event(before)


def _spoken_year(text: str, at: re.Match[str], left: str) -> bool:
    """Tell whether a bare year is one by the word behind it, and none of an event before it."""
    if at[0] < "1900" or not _YEAR_SPOKEN.match(text, at.end()):
        return False
    word = _WORD_LEFT.search(left)
    plain = (
        word is None or word[0][0].islower() or bool(_SENTENCE_START.search(left[: word.start()]))
    )
    return plain and not _names_event(left)


def _names_event(left: str) -> bool:
    """Tell whether the clause before a year names an event, a law, a budget or a quarter."""
    clause = re.split(r"[,;:\n“”\"]\s", left)[-1]
    words = re.findall(r"[\w.-]+", clause.lower())[-4:]
    return any(word in _YEAR_NAMES or word.startswith(_YEAR_STEMS) for word in words)

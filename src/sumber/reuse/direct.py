"""The parts of the direct path: from many articles to pairs compared, without an engine.

1. Articles in the order of their publication.
2. Texts read to numbers of words; samples noted, then kept where they occur more than once.
3. Equal samples brought together, labelled; boilerplate hidden, formulas flagged.
4. Links, and pairs of articles that they join.
5. Pairs compared, passages typed (:mod:`sumber.reuse.finding` puts them in rows).

Each part runs compiled on all cores, cut by articles or by the samples' hashes; what it gives does
not rest on how many cores there are.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import pairwise
from typing import Any, Final, NamedTuple, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sumber.children import cores
from sumber.reuse import linking
from sumber.reuse.grouping import cut_by, grouped, taken
from sumber.reuse.masking import QUOTED_BIT, TEXT_SHIFT, flag_formulas, hide_repeated
from sumber.reuse.noting import (
    GRAM,
    SAMPLE,
    first_of,
    join_sets,
    keep_samples,
    note_samples,
    quoted_of,
    room_for,
    text_of,
)
from sumber.reuse.ordering import one_each, ranks_of
from sumber.reuse.origin import name_of
from sumber.reuse.shelving import Held, Shelf, zeros
from sumber.reuse.texts import (
    LETTERS,
    LONGEST,
    Read,
    Space,
    as_read,
    bounds_of,
    read_texts,
    room_of,
)
from sumber.reuse.words import STRIDE

WORDS_A_BYTE: Final = 16
LEAST_SET: Final = 1 << 19
LEAST_BATCH: Final = 1 << 20
A_WORD: Final = 4
BATCHES: Final = 12
PART: Final = 1 << 17
MOST_PARTS: Final = 1 << 12
LINK_PARTS: Final = 64
GRAM_BITS: Final = 63
Given = TypeVar("Given")
Result = TypeVar("Result")


class Texts(NamedTuple):
    """Articles in the order of time: their bytes, rows, outlets and weeks.

    An unknown outlet is 0, an unknown week -1. ``names``: the place of each one's id among all.
    ``long``: how many texts are compared in their first part only.
    """

    data: Any
    bounds: tuple[Any, Any]
    rows: Any
    names: Any
    outlets: Any
    weeks: Any
    long: int


class Cut(NamedTuple):
    """Rows that are cut into parts: those of a part begin at ``begins``."""

    rows: Held
    begins: Any


class Part(NamedTuple):
    """Samples that occur more than once: where each group of equal ones ends, and their labels."""

    samples: Held
    ends: Held
    labels: Held


def on_all_cores(run: Callable[[Given], Result], parts: Sequence[Given]) -> list[Result]:
    """Return what ``run`` gives for each part, in their order."""
    if len(parts) < 2 or cores() < 2:
        return [run(part) for part in parts]
    with ThreadPoolExecutor(cores()) as threads:
        return list(threads.map(run, parts))


def cuts(size: int, parts: int) -> Iterator[tuple[int, int]]:
    """Yield at most ``parts`` spans that cover ``size``."""
    borders = np.linspace(0, size, max(1, min(parts, size)) + 1).astype(np.int64)
    yield from zip(borders[:-1].tolist(), borders[1:].tolist(), strict=True)


def in_time(articles: Any) -> Texts:
    """Return the texts of an Arrow table with id, outlet, published and text, in order of time."""
    data, begins, ends = bytes_of(articles["text"])
    names, times = on_all_cores(lambda name: ranks_in(articles[name]), ("id", "published"))
    names = one_each(names)
    rows = np.argsort(times * np.int64(names.size) + names)
    outlets = sites_of(articles["outlet"].combine_chunks()).dictionary_encode().indices
    outlets = pc.add(outlets.cast(pa.int32()), 1).fill_null(0).to_numpy(zero_copy_only=False)
    weeks = weeks_of(articles["published"])[rows]
    bounds, long = bounds_of(data, begins, ends, rows), int((ends - begins > LONGEST).sum())
    return Texts(data, bounds, rows, names[rows], outlets[rows], weeks, long)


def ranks_in(column: Any) -> Any:
    """Return the rank of each string of a column."""
    return ranks_of(column.combine_chunks(), bytes_of(column))


def sites_of(outlets: Any) -> Any:
    """Return the telling part of each outlet's name, one for all its subdomains; null for none."""
    coded = outlets.dictionary_encode()
    names = pa.array([name_of(one) or None for one in coded.dictionary.to_pylist()], pa.string())
    return names.take(coded.indices)


def bytes_of(texts: Any) -> tuple[Any, Any, Any]:
    """Return the bytes of a column of strings, and where each string begins and ends in them.

    The pieces of the column are not copied: the bytes reach from the first in memory to the last,
    and what lies between them is never touched. They live as long as the column does.
    """
    pieces = [(one.buffers(), *offsets_of(one)) for one in texts.chunks if len(one)]
    held = [(buffers[2].address, buffers[2].size) for buffers, *_ in pieces if buffers[2]]
    if not held:
        none = np.zeros(len(texts), np.int64)
        return np.frombuffer(b"", np.uint8), none, none
    first, last = min(at for at, _ in held), max(at + size for at, size in held)
    data = np.ctypeslib.as_array((ctypes.c_uint8 * (last - first)).from_address(first))
    data.flags.writeable = False
    moved = [(buffers[2].address - first if buffers[2] else 0) for buffers, *_ in pieces]
    begins = [begins + by for (_, begins, _), by in zip(pieces, moved, strict=True)]
    ends = [ends + by for (_, _, ends), by in zip(pieces, moved, strict=True)]
    return data, np.concatenate(begins), np.concatenate(ends)


def offsets_of(texts: Any) -> tuple[Any, Any]:
    """Return where each string of an array begins and ends; both are the same for null."""
    kind = np.int64 if pa.types.is_large_string(texts.type) else np.int32
    offsets = np.frombuffer(texts.buffers()[1], kind)[texts.offset : texts.offset + len(texts) + 1]
    ends = offsets[1:].astype(np.int64)
    begins = offsets[:-1].astype(np.int64)
    if texts.null_count:
        ends = np.where(texts.is_valid().to_numpy(zero_copy_only=False), ends, begins)
    return begins, ends


def weeks_of(published: Any) -> Any:
    """Return the week of each ISO date, counted from the year 1; -1 for what is none."""
    days = pc.utf8_slice_codeunits(published, 0, 10).combine_chunks().dictionary_encode()
    weeks = np.array([week_of(day) for day in days.dictionary.to_pylist()] + [-1], np.int32)
    return weeks[days.indices.fill_null(len(weeks) - 1).to_numpy(zero_copy_only=False)]


def week_of(day: str | None) -> int:
    """Return the week of an ISO date, counted from the year 1; -1 where it is none."""
    try:
        return date.fromisoformat(day or "").toordinal() // 7
    except ValueError:
        return -1


def batches_of(room: Any, most: int) -> list[tuple[int, int]]:
    """Return spans of texts with about as many bytes each; ``room`` as ``room_of`` gives it.

    ``most``: for how many words a span may have room, but for one text alone.
    """
    size = max(LEAST_BATCH, min(int(room[-1]) // (BATCHES * cores()) + 1, most))
    borders = np.searchsorted(room, np.arange(0, room[-1] + size, size)).clip(0, room.size - 1)
    borders = np.unique(np.append(borders, room.size - 1)).tolist()
    return list(pairwise(borders))


class Noted(NamedTuple):
    """Texts as they were read, what is noted of their samples, and how many those are by batch."""

    read: Read
    seen: Any
    batches: list[tuple[int, int]]
    totals: list[int]


def noted(texts: Texts, shelf: Shelf, most: int) -> Noted:
    """Read all texts and note their samples, in at most ``most`` bytes on each core."""
    begins, stops = texts.bounds
    room = room_of(stops - begins)
    size, words, count = LEAST_SET, int(room[-1]), texts.rows.size
    while size < words // WORDS_A_BYTE and 4 * size <= most:
        size *= 2
    space = Space(
        shelf.room(words, np.int32),
        shelf.room(words, np.uint8),
        shelf.room(words // STRIDE * 2, np.int32).reshape(-1, 2),
        np.empty(count, np.int64),
        np.empty(count, np.int32),
        np.empty(count, np.int32),
    )
    batches = batches_of(room, most // A_WORD)
    left, found = deque(enumerate(batches)), [(np.empty((0, 4), np.int32), 0)] * len(batches)

    def note(seen: Any) -> None:
        while left:
            try:
                nth, span = left.popleft()
            except IndexError:
                return
            quotes = read_texts(texts.data, begins, stops, span, room[span[0]], space, LETTERS)
            found[nth] = quotes, int(note_samples(space, quotes, span, seen))
            shelf.let_go()

    sets = [np.zeros(size // 4, np.uint64) for _ in range(min(cores(), len(batches)))]
    on_all_cores(note, sets)
    read = as_read(texts.bounds, space, np.concatenate([quotes for quotes, _ in found]))
    return Noted(read, joined(sets), batches, [total for _, total in found])


def joined(sets: list[Any]) -> Any:
    """Return one set of bits for several: what two of them have occurs twice."""
    whole = sets[0]

    def join(piece: tuple[int, int]) -> None:
        for other in sets[1:]:
            join_sets(whole, other, *piece)

    on_all_cores(join, list(cuts(whole.size // 2, 4 * cores())))
    return whole


def power_of(parts: int) -> int:
    """Return the bits that count so many parts, or a few more, up to ``MOST_PARTS``."""
    return max(0, min(parts, MOST_PARTS) - 1).bit_length()


def kept(noted: Noted, shelf: Shelf) -> list[Cut]:
    """Return the samples that occur more than once, by batches, cut by their hashes."""
    bits = power_of(sum(noted.totals) // PART)

    def keep(nth: int) -> Cut:
        room = room_for(noted.totals[nth])
        room = room[: keep_samples(noted.read, noted.batches[nth], noted.seen, room)]
        shelf.let_go()
        order, begins = cut_by(room[:, GRAM], GRAM_BITS - bits, 1 << bits)
        return Cut(shelf.put(taken(room, order, SAMPLE)), begins)

    return on_all_cores(keep, range(len(noted.batches)))


def gathered(cut: Sequence[Cut], part: int) -> Any:
    """Return the rows of one part, in the order of the batches."""
    return np.concatenate([one.rows[one.begins[part] : one.begins[part + 1]] for one in cut])


def parts_of(cut: Sequence[Cut]) -> range:
    """Return the numbers of the parts."""
    return range(len(cut[0].begins) - 1) if cut else range(0)


def labelled(texts: Texts, cut: Sequence[Cut], shelf: Shelf) -> tuple[list[Part], Any, Any]:
    """Return equal samples together with their labels, and the places of the labelled ones.

    The places are those of boilerplate, then those of formulas, both in order.
    """

    def label(part: int) -> tuple[Part, Any, Any]:
        rows = gathered(cut, part)
        order, ends = grouped(rows[:, GRAM], 2)
        samples = taken(rows, order, SAMPLE - 1)
        places = samples[:, -1]
        labels = linking.label_samples(ends, places, texts.outlets, texts.weeks)
        some = (places_of(places[labels & label > 0]) for label in (1, 2))
        return Part(shelf.put(samples), shelf.put(ends), shelf.put(labels)), *some

    found = on_all_cores(label, parts_of(cut))
    repeated, formal = on_all_cores(
        lambda at: np.sort(np.concatenate([one[at] for one in found])), (1, 2)
    )
    return [part for part, *_ in found], repeated, formal


def places_of(places: Any) -> Any:
    """Return each sample's text, first word and whether it is of a quotation as one number."""
    texts, firsts = text_of.py_func(places) << TEXT_SHIFT, first_of.py_func(places)
    return texts | firsts | np.where(quoted_of.py_func(places) > 0, QUOTED_BIT, 0)


def by_texts(places: Any, pieces: int) -> list[Any]:
    """Return places of samples cut between texts, into at most so many pieces."""
    ranks = places >> TEXT_SHIFT
    borders = [np.searchsorted(ranks, ranks[start]) for start, _ in cuts(places.size, pieces)]
    return np.split(places, sorted(set(borders) - {0}))


def flagged(read: Read, repeated: Any, formal: Any, shelf: Shelf) -> tuple[int, Any]:
    """Flag boilerplate and formulas in the texts.

    Returns how many texts would be hidden, and for each word a bit, whether it is masked.
    """
    pieces, masks = shelf.pieces(read.starts.size, 4 * cores()), zeros(read.flags.size // 8 + 8)

    def flag(some: Any) -> None:
        flag_formulas(read, some)
        shelf.let_go()

    def hide(some: Any) -> int:
        whole = int(hide_repeated(read, some))
        linking.note_masks(read, np.unique(some >> TEXT_SHIFT), masks)
        shelf.let_go()
        return whole

    if formal.size:
        on_all_cores(flag, by_texts(formal, pieces))
    whole = sum(on_all_cores(hide, by_texts(repeated, pieces))) if repeated.size else 0
    return whole, masks


def linked(read: Read, masks: Any, parts: list[Part], shelf: Shelf) -> tuple[Any, int, int]:
    """Return the pairs of texts to compare, links left out and pairs left out.

    ``masks``: as :func:`flagged` gives them.
    """
    texts = read.starts.size
    shift = linking.RANK_BITS + max(
        0, (max(1, texts) - 1).bit_length() - power_of(min(len(parts), LINK_PARTS))
    )
    count = ((texts - 1) << linking.RANK_BITS >> shift) + 1

    def run(part: Part) -> tuple[Cut, int]:
        own = part.ends[:], part.samples[:], part.labels[:]
        links, weak = linking.link(*own, read.starts, masks)
        order, begins = cut_by(links, shift + 1, count)
        return Cut(shelf.put(links[order]), begins), int(weak)

    found = on_all_cores(run, parts)
    cut = [one for one, _ in found]

    def weigh(part: int) -> tuple[Any, int]:
        links = gathered(cut, part)
        links.sort()
        pairs, light = linking.heavy_pairs(links)
        return pairs, int(light)

    weighed = on_all_cores(weigh, parts_of(cut))
    pairs = np.concatenate([np.empty((0, 2), np.int64), *(pairs for pairs, _ in weighed)])
    return pairs, sum(weak for _, weak in found), sum(light for _, light in weighed)

"""What a run will take: rows, bytes and seconds of each step, told before it starts.

The rates are those of this corpus's last run, scaled to the articles that it has now; for a corpus
that has never been related, those measured on invented articles (``rates.toml``).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

import msgspec

from sumber.plan.steps import Kernel, Step
from sumber.plan.working import Ran

RATES: Final = Path(__file__).with_name("rates.toml")


Origin: TypeAlias = Literal["own", "elsewhere"]


class Expected(msgspec.Struct, frozen=True, kw_only=True):
    """What one step is and is expected to take; ``None`` where nothing was measured.

    ``bytes`` are those of its table on the disk, ``memory`` the most that the engine takes before
    it spills. ``rates`` says whence the rest is known: from this corpus's own last run (``own``) or
    from another machine's over invented articles (``elsewhere``).
    """

    step: str
    reads: tuple[str, ...]
    kind: Literal["select", "view", "kernel"]
    kept: bool
    rows: int | None
    bytes: int | None
    memory: int
    seconds: float | None
    rates: Origin | None
    note: str


class Rate(msgspec.Struct, frozen=True, kw_only=True):
    """What a step gave and took for each article: rows, bytes, seconds.

    ``memory``: the most bytes that the whole run held meanwhile, over all articles; 0: unknown.
    """

    rows: float
    bytes: float
    seconds: float
    memory: int = 0


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """The rates of a run over so many invented articles of so many bytes of ``text`` each."""

    articles: int = 0
    cores: int = 1
    text: float = 0.0
    steps: dict[str, Rate] = {}


def expected(
    steps: Sequence[Step], articles: int, memory: int, own: Mapping[str, Rate]
) -> list[Expected]:
    """Return what each step is expected to take for so many articles.

    ``own`` are the rates of the corpus's own last run; where there are none, others are taken.
    """
    others = measured().steps
    return [
        _one(step, articles, memory, own.get(step.name), others.get(step.name)) for step in steps
    ]


def rates_of(ran: Mapping[str, Ran], articles: int) -> dict[str, Rate]:
    """Return the rates of a run over so many articles."""
    return {
        name: Rate(
            rows=one.rows / articles, bytes=one.bytes / articles, seconds=one.seconds / articles
        )
        for name, one in ran.items()
        if articles
    }


def measured() -> Measured:
    """Return the rates that were measured on invented articles, on another machine."""
    held: dict[str, Any] = tomllib.loads(RATES.read_text(encoding="utf-8"))
    return msgspec.convert(held, Measured)


def _one(step: Step, articles: int, memory: int, own: Rate | None, other: Rate | None) -> Expected:
    rate = own or other
    origin: Origin | None = "own" if own else "elsewhere" if other else None
    kernel = isinstance(step.runs, Kernel)
    return Expected(
        step=step.name,
        reads=step.reads,
        kind="kernel" if kernel else "view" if step.is_view else "select",
        kept=step.kept,
        rows=None if rate is None else round(rate.rows * articles),
        bytes=None if rate is None else round(rate.bytes * articles),
        memory=memory,
        seconds=None if rate is None else round(rate.seconds * articles, 2),
        rates=origin,
        note=step.note,
    )

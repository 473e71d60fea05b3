"""``sumber doctor``: what is installed, how the corpus is, and what to do about it."""

import os
import platform
import shutil
from collections.abc import Iterator
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import App, Parameter

from sumber import __version__
from sumber.cli.streams import choose_format, corpus_folder, put
from sumber.errors import CorpusMissing, SumberError
from sumber.messages import Say
from sumber.output import Format

if TYPE_CHECKING:
    from sumber.corpus import Health

State = Literal["ok", "note", "bad"]
COLUMNS = ("check", "state", "value", "next_step")
SIGNS = {"ok": ("✓", "green"), "note": ("·", "yellow"), "bad": ("✗", "bold red")}
EXTRAS = {"pandas": "pandas", "polars": "polars", "train": "pycrfsuite"}
LOW_DISK = 1 << 30


def register(app: App, say: Say) -> None:
    """Add the command to the app."""

    def doctor(
        *,
        corpus: Annotated[Path | None, Parameter(help=say("help.corpus"))] = None,
        format: Annotated[Format | None, Parameter(help=say("help.format"))] = None,  # noqa: A002
    ) -> int:
        form = choose_format(format, say)
        checks = [*_machine(), *_installed(say), *_corpus(corpus_folder(corpus), say)]
        if form == "table":
            _print(checks, say)
        else:
            put(checks, form, COLUMNS, _schema() if form == "parquet" else None)
        return 1 if any(check["state"] == "bad" for check in checks) else 0

    app.command(doctor, help=say("help.doctor"))


def _check(name: str, state: State, value: str, next_step: str = "") -> dict[str, str]:
    return {"check": name, "state": state, "value": value, "next_step": next_step}


def _machine() -> Iterator[dict[str, str]]:
    yield _check("sumber", "ok", __version__)
    yield _check("python", "ok", f"{platform.python_version()}, {platform.platform(terse=True)}")
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    yield _check("cores", "ok", str(cores))


def _installed(say: Say) -> Iterator[dict[str, str]]:
    for line in metadata.requires("sumber") or ():
        if "extra ==" in line:
            continue
        name = line.split(">")[0].split("=")[0].split("[")[0].split(";")[0].strip()
        try:
            yield _check(name, "ok", metadata.version(name))
        except metadata.PackageNotFoundError:
            yield _check(name, "bad", say("doctor.missing"), say("doctor.reinstall"))
    for extra, module in EXTRAS.items():
        found = find_spec(module) is not None
        step = "" if found else say("doctor.extra", extra=extra)
        state: State = "ok" if found else "note"
        yield _check(
            f"sumber[{extra}]", state, say(f"doctor.{'here' if found else 'absent'}"), step
        )


def _corpus(folder: Path, say: Say) -> Iterator[dict[str, str]]:
    yield _disk(folder, say)
    from sumber.corpus import Corpus

    try:
        yield from _health(Corpus(folder).health(), say)
    except CorpusMissing:
        told = say("doctor.no_corpus", folder=folder)
        yield _check("corpus", "note", told, say("doctor.make_corpus", folder=folder))
    except SumberError as error:
        yield _check("corpus", "bad", str(error), say("doctor.verify"))


def _health(health: "Health", say: Say) -> Iterator[dict[str, str]]:
    counts = health.counts
    known = {name: counts.get(name, 0) for name in ("articles", "statements", "citations")}
    told = say(
        "doctor.counts",
        **known,
        failures=counts.get("failures", 0),
        size=_size(health.bytes, say),
    )
    yield _check("corpus", "ok", f"{health.folder}: {told}")
    gaps = {name: counts.get(name, 0) for name in ("undated", "without_outlet", "unattributed")}
    if gaps["undated"] or gaps["without_outlet"]:
        yield _check("gaps", "note", say("doctor.gaps", **gaps), say("doctor.gaps_step"))
    if health.related:
        found = {name: counts.get(name, 0) for name in ("passages", "people", "stories")}
        yield _check("related", "ok", say("doctor.related", **found))
    else:
        yield _check("related", "note", say("doctor.stale"), say("doctor.stale_step"))
    for table, why in health.unreadable.items():
        yield _check(table, "bad", why, say("doctor.verify"))
    if health.writer is not None:
        yield _check("writer", "note", say("doctor.writing", pid=str(health.writer)))


def _disk(folder: Path, say: Say) -> dict[str, str]:
    place = next(p for p in (folder, *folder.resolve().parents) if p.exists())
    free = shutil.disk_usage(place).free
    told = say("doctor.free", size=_size(free, say), folder=place)
    low = free < LOW_DISK
    return _check("disk", "bad" if low else "ok", told, say("doctor.disk") if low else "")


def _size(count: int, say: Say) -> str:
    from rich.filesize import decimal

    size = decimal(count)
    return size.replace(".", ",") if say.language == "id" else size


def _print(checks: list[dict[str, str]], say: Say) -> None:
    from rich.table import Table
    from rich.text import Text

    from sumber.cli.console import screen
    from sumber.render.safe import one_line

    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column()
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for check in checks:
        sign, style = SIGNS[check["state"]]
        told = Text(one_line(check["value"]))
        if check["next_step"]:
            told.append(f"\n→ {one_line(check['next_step'])}", "bold")
        grid.add_row(Text(sign, style=style), Text(check["check"]), told)
    screen().print(grid)


def _schema() -> Any:
    import pyarrow as pa

    return pa.schema([(name, pa.string()) for name in COLUMNS])

"""``sumber relate``: who copied whom, who said what again, what is one story."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import App, Parameter

from sumber.cli.complaints import at_least_one
from sumber.cli.progress import LINE_EVERY, bar, clock
from sumber.cli.streams import choose_format, corpus_folder, put
from sumber.messages import Say
from sumber.output import Format

if TYPE_CHECKING:
    from rich.progress import Progress

    from sumber.plan.running import Stage
    from sumber.relating import RelateReport

PLAN = ("step", "reads", "kind", "kept", "rows", "bytes", "memory", "seconds", "rates", "note")
SHOWN_PLAN = ("step", "reads", "kind", "rows", "bytes", "memory", "seconds")
DONE = ("step", "rows", "bytes", "seconds")


def register(app: App, say: Say) -> None:
    """Add the command to the app."""

    def relate(
        *,
        plan: Annotated[bool, Parameter(help=say("relate.plan"), negative="")] = False,
        engine: Annotated[
            Literal["duckdb", "spark"], Parameter(help=say("relate.engine"))
        ] = "duckdb",
        master: Annotated[str | None, Parameter(help=say("relate.master"))] = None,
        memory: Annotated[str | None, Parameter(help=say("relate.memory"))] = None,
        workers: Annotated[int | None, Parameter(help=say("help.workers"))] = None,
        only: Annotated[
            list[str] | None, Parameter(help=say("relate.only"), consume_multiple=True)
        ] = None,
        corpus: Annotated[Path | None, Parameter(help=say("help.corpus"))] = None,
        format: Annotated[Format | None, Parameter(help=say("help.format"))] = None,  # noqa: A002
    ) -> None:
        from sumber import relating

        at_least_one(say, workers=workers)
        form, folder = choose_format(format, say), corpus_folder(corpus)
        limit = None if memory is None else relating.bytes_of(memory)
        if plan:
            _tell_plan(folder, limit, only or (), form, say)
            return
        with closing(_Stages(say)) as stages:
            report = relating.relate(
                folder,
                engine=engine,
                master=master,
                memory=limit,
                workers=workers,
                only=only or (),
                on_stage=stages.show,
            )
        _tell(report, form, folder, say)

    app.command(relate, help=say("relate.help"))


def _tell_plan(
    folder: Path, memory: int | None, only: Sequence[str], form: Format, say: Say
) -> None:
    """Write the steps that would run, and say how long the whole is expected to take."""
    import msgspec

    from sumber import relating

    steps = [msgspec.structs.asdict(one) for one in relating.plan(folder, memory=memory, only=only)]
    _write(iter(steps), form, PLAN, SHOWN_PLAN, say)
    _sum_up(steps, say)


def _sum_up(steps: Sequence[dict[str, Any]], say: Say) -> None:
    """Say how long the whole is expected to take, and where that was measured."""
    seconds = sum(step["seconds"] or 0 for step in steps)
    if any(step["rates"] == "elsewhere" for step in steps):
        print(f"sumber: {say('relate.elsewhere', time=clock(seconds))}", file=sys.stderr)
    elif any(step["rates"] for step in steps):
        print(f"sumber: {say('relate.expected', time=clock(seconds))}", file=sys.stderr)


def _tell(report: "RelateReport", form: Format, folder: Path, say: Say) -> None:
    """Write what each step made, and say how long the whole took."""
    import msgspec

    ran = ({"step": name, **msgspec.structs.asdict(one)} for name, one in report.steps.items())
    _write(ran, form, DONE, DONE, say)
    told = say("relate.done", seconds=say.number(report.seconds, 1), folder=folder)
    print(f"sumber: {told}", file=sys.stderr)


class _Stages:
    """Shows on stderr which step is at work and how far it is: a bar, or a line now and then."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._live = sys.stderr.isatty()
        self._bar: Progress | None = None
        self._step = ""
        self._begun = monotonic()
        self._next_line = self._begun + LINE_EVERY

    def show(self, stage: "Stage") -> None:
        """Take note of how far the run is."""
        now = monotonic()
        if stage.step != self._step:
            self._step, self._begun = stage.step, now
        told = ", ".join(self._parts(stage, max(now - self._begun, 0.001)))
        if self._live:
            self._draw(told, stage)
        elif now >= self._next_line:
            self._next_line = now + LINE_EVERY
            print(f"sumber: {told}", file=sys.stderr, flush=True)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar:
            self._bar.stop()

    def _draw(self, told: str, stage: "Stage") -> None:
        if self._bar is None:
            self._bar = bar()
            self._bar.start()
            self._bar.add_task("")
        self._bar.update(
            self._bar.task_ids[0],
            total=stage.total or None,
            completed=stage.done,
            description=told,
        )

    def _parts(self, stage: "Stage", passed: float) -> Iterator[str]:
        yield self._say("relate.step", step=stage.step, place=stage.place, of=stage.of)
        if stage.total:
            yield self._say("relate.rows", done=stage.done, total=stage.total)
        if stage.done:
            yield self._say("progress.rate", rate=self._say.number(stage.done / passed))
        if 0 < stage.done < stage.total:
            left = passed / stage.done * (stage.total - stage.done)
            yield self._say("progress.left", time=clock(left))


def _write(
    rows: Iterator[dict[str, Any]],
    form: Format,
    columns: tuple[str, ...],
    shown: tuple[str, ...],
    say: Say,
) -> None:
    kept = [{name: row[name] for name in columns} for row in rows]
    if form == "table":
        from sumber.cli.console import screen
        from sumber.render.tables import print_table

        print_table(screen(), shown, [_worded(row, say) for row in kept], say)
    else:
        put(kept, form, columns, _schema(columns) if form == "parquet" else None)


def _worded(row: dict[str, Any], say: Say) -> dict[str, Any]:
    """Return a row as a person reads it: bytes with their unit, seconds short."""
    from rich.filesize import decimal

    size, seconds = row["bytes"], row["seconds"]
    limit = row.get("memory")
    shown = {
        "memory": None if limit is None else decimal(limit),
        "bytes": None if size is None else decimal(size),
        "seconds": None if seconds is None else say.number(seconds, 1),
    }
    return {**row, **shown, "reads": list(row.get("reads", ()))}


def _schema(columns: tuple[str, ...]) -> Any:
    import pyarrow as pa

    kinds = {
        "reads": pa.list_(pa.string()),
        "kept": pa.bool_(),
        "seconds": pa.float64(),
        **dict.fromkeys(("rows", "bytes", "memory"), pa.int64()),
    }
    return pa.schema([(name, kinds.get(name, pa.string())) for name in columns])

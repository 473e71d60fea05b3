"""``sumber check``: what of a pasted text was said, by whom, where first."""

import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, Literal, TypeAlias

from cyclopts import App, Parameter

from sumber.cli.complaints import Mistake
from sumber.cli.search import opened
from sumber.cli.streams import choose_format, corpus_folder, put
from sumber.messages import Say
from sumber.output import Format

if TYPE_CHECKING:
    from sumber.checking import Checked, Finding

Form: TypeAlias = Literal["text", "markdown", "html", "bibtex", "csl", "link"]
"""As in :mod:`sumber.references`, which is loaded when the command runs."""
LONGEST_NAME = 255
MOST_BYTES = 1_000_000
_FILE = re.compile(r"\S+\.\w{2,5}")


def register(app: App, say: Say) -> None:
    """Add the command to the app."""

    def check(
        text: Annotated[str, Parameter(help=say("check.text"), allow_leading_hyphen=True)],
        *,
        published: Annotated[str | None, Parameter(help=say("check.published"))] = None,
        affixes: Annotated[bool, Parameter(help=say("check.affixes"), negative="")] = False,
        reference: Annotated[Form, Parameter(help=say("check.reference"))] = "text",
        corpus: Annotated[Path | None, Parameter(help=say("help.corpus"))] = None,
        format: Annotated[Format | None, Parameter(help=say("help.format"))] = None,  # noqa: A002
    ) -> None:
        from sumber.checking import check as look_up

        form = choose_format(format, say)
        checked = look_up(
            opened(corpus_folder(corpus), say),
            pasted(text, say),
            published=published,
            affixes=affixes,
        )
        write(checked, checked.findings, form, reference, say)

    app.command(check, help=say("check.help"))


def pasted(text: str, say: Say, *, literal: bool = True) -> str:
    """Return the text of a file, of standard input (``-``), or with ``literal`` the text itself."""
    if text == "-":
        found = _decoded(sys.stdin.buffer, text, say)
    elif len(text) <= LONGEST_NAME and os.path.isfile(text):  # noqa: PTH113 - takes odd characters
        with Path(text).open("rb") as file:
            found = _decoded(file, text, say)
    elif not literal or _FILE.fullmatch(text):
        raise Mistake(say("check.no_file", file=text))
    else:
        found = text
    if not found.strip():
        raise Mistake(say("check.empty"))
    return found


def _decoded(stream: BinaryIO, name: str, say: Say) -> str:
    """Return what a stream holds as text; a text that is too long is refused later, as such."""
    from sumber.readers.decoding import decode
    from sumber.readers.failures import Unreadable

    try:
        return decode(stream.read(MOST_BYTES))
    except Unreadable as error:
        raise Mistake(say("check.no_text", file=name)) from error


def write(
    checked: "Checked", findings: "Iterable[Finding]", form: Format, reference: Form, say: Say
) -> None:
    """Write findings in one of the formats."""
    from sumber.checking.rows import FLAT_COLUMNS, as_object, as_row, flat_schema

    if form == "table":
        import msgspec

        from sumber.cli.console import screen
        from sumber.render.checks import print_checked

        shown = msgspec.structs.replace(checked, findings=tuple(findings))
        print_checked(screen(), shown, say, reference)
        return
    made: Any = as_object if form in ("jsonl", "json") else as_row
    rows = (made(checked, finding, reference, say.language) for finding in findings)
    put(rows, form, FLAT_COLUMNS, flat_schema() if form == "parquet" else None)

"""``sumber guard``: whether a machine-written text quotes people as the corpus has it."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import App, Parameter

from sumber.cli.check import Form, pasted, write
from sumber.cli.search import opened
from sumber.cli.streams import choose_format, corpus_folder
from sumber.messages import Say
from sumber.output import Format

if TYPE_CHECKING:
    from sumber.checking import Finding

FAILED = 1


def register(app: App, say: Say) -> None:
    """Add the command to the app."""

    def guard(
        file: Annotated[str, Parameter(help=say("guard.file"), allow_leading_hyphen=True)],
        *,
        indirect: Annotated[bool, Parameter(help=say("guard.indirect"), negative="")] = False,
        reference: Annotated[Form, Parameter(help=say("check.reference"))] = "text",
        corpus: Annotated[Path | None, Parameter(help=say("help.corpus"))] = None,
        format: Annotated[Format | None, Parameter(help=say("help.format"))] = None,  # noqa: A002
    ) -> int:
        from sumber.checking import check, is_sound

        form, text = choose_format(format, say), pasted(file, say, literal=False)
        checked = check(opened(corpus_folder(corpus), say), text)
        kinds = ("direct", "mixed", "indirect") if indirect else ("direct", "mixed")
        quoted = [finding for finding in checked.findings if finding.claim.kind in kinds]
        bad = [finding for finding in quoted if not is_sound(finding)]
        if bad or form != "table":
            write(checked, bad, form, reference, say)
        _tell(bad, len(quoted), say)
        return FAILED if bad else 0

    app.command(guard, help=say("guard.help"))


def _tell(bad: "list[Finding]", count: int, say: Say) -> None:
    told = say("guard.failed", bad=len(bad), all=count) if bad else say("guard.clean", n=count)
    print(f"sumber: {told}", file=sys.stderr)
    for finding in bad:
        if finding.verdict == "verbatim":
            print(f"  {finding.claim.who or '?'}: {say('guard.unnamed')}", file=sys.stderr)

"""The commands put together in one language."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from cyclopts import App, Group
from cyclopts.help import DefaultFormatter

from sumber import __version__
from sumber.messages import Say

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions

COMMANDS = (
    "annotate",
    "add",
    "relate",
    "search",
    "quotes",
    "check",
    "guard",
    "sources",
    "copies",
    "diff",
    "boilerplate",
    "people",
    "variants",
    "chains",
    "stories",
    "serve",
    "show",
    "export",
    "convert",
    "correct",
    "mcp",
    "verify",
    "remove",
    "doctor",
)


def build(say: Say) -> App:
    """Return the whole command line, its help in the language of ``say``."""
    app = App(
        name="sumber",
        help=say("help.sumber"),
        help_epilogue=say("help.epilogue"),
        help_format="plaintext",
        help_formatter=_Help(say),
        suppress_keyboard_interrupt=False,
        version=f"sumber {__version__}",
        group_commands=Group(say("help.commands"), sort_key=1),
        group_parameters=Group(say("help.options"), sort_key=3),
        group_arguments=Group(say("help.arguments"), sort_key=2),
    )
    app["--help"].group = app["--version"].group = Group(say("help.options"), sort_key=3)
    app["--help"].help, app["--version"].help = say("help.help"), say("help.version")
    for place, name in enumerate(COMMANDS):
        import_module(f"sumber.cli.{name}").register(app, say)
        app[name].sort_key = place
        app[name].help_epilogue = say("help.lang")
    return app


class _Help(DefaultFormatter):
    """Cyclopts' own help with its one fixed word in the user's language."""

    def __init__(self, say: Say) -> None:
        super().__init__()
        self.say = say

    def render_usage(self, console: Console, options: ConsoleOptions, usage: Any) -> None:
        """Print the line that shows how the command is called."""
        if usage:
            console.print(f"{self.say('help.usage')} {usage}", style="bold", markup=False)

"""What went wrong, in one line and in the user's language, with the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sumber.errors import SumberError, UsageError
from sumber.messages import Say

if TYPE_CHECKING:
    from cyclopts import CycloptsError


class Mistake(UsageError):  # noqa: N818 - reads as what happened
    """The call's words are off, told in the user's language already."""


def at_least_one(say: Say, **counts: int | None) -> None:
    """Refuse a count below one; each is named as its option is."""
    for name, count in counts.items():
        if count is not None and count < 1:
            raise Mistake(say("error.count", option=f"--{name}", value=count))


def worded(error: SumberError, say: Say) -> str:
    """Return the words of an error that sumber raised.

    The library's own message is English; another language says first what kind of error it is.
    """
    message = " ".join(str(error).split())
    key = f"error.{type(error).__name__}"
    return say(key, message=message) if key in say else message


def usage(error: CycloptsError, say: Say) -> str:
    """Return the words of an error in the call's own words, and where to read how it goes."""
    command = " ".join(["sumber", *(error.command_chain or ()), "--help"])
    return f"{_mistake(error, say)} {say('usage.help', command=command)}"


def _mistake(error: CycloptsError, say: Say) -> str:
    from cyclopts import CoercionError, MissingArgumentError, UnknownOptionError
    from cyclopts.exceptions import UnknownCommandError

    error.verbose = False
    match error:
        case UnknownCommandError():
            return say("usage.command", word=(error.unused_tokens or ["?"])[0])
        case UnknownOptionError():
            return say("usage.option", word=error.token.keyword or error.token.value)
        case MissingArgumentError(argument=argument) if argument is not None:
            return say("usage.missing", word=argument.name.lstrip("-").upper())
        case CoercionError(token=token, argument=argument) if token and argument:
            word = token.keyword or argument.name.lstrip("-").upper()
            return say("usage.value", word=word, value=token.value)
    return say("usage.other", message=" ".join(str(error).split()))

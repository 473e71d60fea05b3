"""Where a command reads from and writes to, and in which language."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sumber.cli.complaints import Mistake
from sumber.messages import LANGUAGES, Language, Say, language_of, speak

if TYPE_CHECKING:
    from sumber.output import Format, Row


def be_lenient() -> None:
    """Let a character that the stream's encoding lacks be shown escaped, not end the program."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace")


def hush() -> None:
    """Send what is left in stdout's buffer nowhere, since nobody reads it any more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def take_language(
    argv: Sequence[str], environ: Mapping[str, str]
) -> tuple[Language, Sequence[str]]:
    """Take ``--lang`` out of the words of a call, wherever it stands before a bare ``--``."""
    chosen, words = language_of(environ), list(argv)
    end = words.index("--") if "--" in words else len(words)
    for at in reversed(range(end)):
        if words[at] == "--lang":
            chosen = _known(words[at + 1] if at + 1 < end else "")
            del words[at : at + 2]
        elif words[at].startswith("--lang="):
            chosen = _known(words.pop(at).partition("=")[2])
    return chosen, words


def _known(name: str) -> Language:
    for language in LANGUAGES:
        if name == language:
            return language
    raise Mistake(speak("en")("error.lang", value=name))


def choose_format(asked: Format | None, say: Say) -> Format:
    """Return the format asked for, else a table on a terminal and JSON lines in a pipe."""
    on_terminal = sys.stdout.isatty()
    if asked == "parquet" and on_terminal:
        raise Mistake(say("error.parquet"))
    return asked or ("table" if on_terminal else "jsonl")


def put(rows: Iterable[Row], form: Format, columns: Sequence[str] = (), schema: Any = None) -> None:
    """Write rows to stdout; a terminal gets a symbol for each control character."""
    from sumber.output import write
    from sumber.render.safe import visible

    out = sys.stdout.buffer
    clean = visible if sys.stdout.isatty() else str
    write(rows, form, out, columns=columns, schema=schema, clean=clean)
    out.flush()


def corpus_folder(asked: Path | None) -> Path:
    """Return the folder asked for, else the environment's, else ``corpus`` right here."""
    return asked or Path(os.environ.get("SUMBER_CORPUS") or "corpus")

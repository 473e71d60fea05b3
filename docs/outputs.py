"""Refresh what the documents show of sumber: ``python -m docs.outputs [--check]``.

A document holds the true output of a command between two comments, and so cannot go stale:

    <!-- shows: sumber sources --corpus demo-corpus -->
    (written by this module)
    <!-- end -->

``reasons``, ``caps`` and ``tables`` in the place of a command give the failures of the readers, the
most that they take and the columns of a corpus. A command that ``docs/commands.md`` lacks gets its
section there. The picture of the README is drawn anew too (:mod:`docs.picture`), and the page of
the notebook is written from a run of it (:mod:`docs.notebook`). With ``--check`` nothing is
written; stale documents give exit code 1.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from docs.notebook import NOTEBOOK, page
from docs.picture import ARTICLE, HOUSE, PICTURE, picture

SHOWN = re.compile(r"(<!-- shows: (?P<what>[^>]+?) -->\n).*?(<!-- end -->)", re.DOTALL)
LINES = 100  # the width of the terminal, in characters
PLAIN = {"COLUMNS": str(LINES), "TERM": "dumb", "NO_COLOR": "1", "LANG": "C.UTF-8"}
COMMANDS_PAGE = HOUSE / "docs" / "commands.md"
NOTEBOOK_PAGE = HOUSE / "docs" / "notebook.md"
CORPUS = ("sumber", "add", "samples/articles", "--corpus", "demo-corpus")


def documents() -> list[Path]:
    """Return every document that may show an output."""
    pages = sorted((HOUSE / "docs").rglob("*.md"))
    return [HOUSE / "README.md", *(path for path in pages if path != NOTEBOOK_PAGE)]


def refresh(path: Path, folder: Path) -> str:
    """Return a document with all that it shows put in anew; Indonesian in ``docs/id``."""
    language = "id" if path.parent.name == "id" else "en"
    text = path.read_text(encoding="utf-8")
    if path == COMMANDS_PAGE:
        text = with_every_command(text)
    return SHOWN.sub(
        lambda found: found[1] + show(found["what"], folder, language) + found[3], text
    )


def with_every_command(text: str) -> str:
    """Return the page of the commands with a section for each that has none, in their order."""
    from sumber.cli.app import COMMANDS

    for place, name in enumerate(COMMANDS):
        shown = f"<!-- shows: sumber {name} --help -->\n"
        if shown not in text:
            section = f"## {name}\n{shown}<!-- end -->\n"
            later = (text.find(f"\n## {other}\n") for other in COMMANDS[place + 1 :])
            before = next((at for at in later if at >= 0), None)
            text = (
                f"{text.rstrip()}\n\n{section}"
                if before is None
                else f"{text[: before + 1]}{section}\n{text[before + 1 :]}"
            )
    return text


def show(what: str, folder: Path, language: str) -> str:
    """Return what stands between two comments: a command's output or a table."""
    if what == "reasons":
        return table(("reason", "what happened", "what to do"), reasons())
    if what == "caps":
        return table(("what", "the most"), caps())
    if what == "tables":
        return "\n".join(tables())
    return f"```\n$ {what}\n{run(shlex.split(what), folder, language)}```\n"


def run(command: list[str], folder: Path, language: str = "en") -> str:
    """Return what a command prints in ``folder``, which holds the samples and their corpus."""
    program = Path(sys.executable).parent / command[0]
    env = {**os.environ, **PLAIN, "SUMBER_LANG": language}
    done = subprocess.run(
        [str(program), *command[1:]],
        cwd=folder,
        env=env,
        check=True,
        capture_output=True,
        text=True,
    )
    return re.sub(r"[ \t]+$", "", done.stdout, flags=re.MULTILINE)


def reasons() -> Iterator[tuple[str, str, str]]:
    """Yield the rows of the table of failures."""
    from sumber.readers.failures import REASONS

    for reason, told in REASONS.items():
        yield f"`{reason}`", told.message.format(detail="…"), told.next_step.format()


def caps() -> Iterator[tuple[str, str]]:
    """Yield the rows of the table of what the readers take at the most."""
    from sumber.readers.articles import MAX_TEXT
    from sumber.readers.streams import MAX_DOCUMENT, MAX_LINE, MAX_RATIO, MAX_UNPACKED, MAX_WHOLE

    yield "the text of an article", f"{MAX_TEXT:,} characters"
    yield "a line of JSON lines or CSV", f"{MAX_LINE >> 20} MiB"
    yield "a page, a feed, a text file", f"{MAX_WHOLE >> 20} MiB"
    yield "a JSON file that is one value", f"{MAX_DOCUMENT >> 20} MiB"
    yield (
        "what a compressed file unpacks to",
        f"{MAX_RATIO} times its size; {MAX_UNPACKED >> 30} GiB",
    )


def tables() -> Iterator[str]:
    """Yield a heading and a table for each table of a corpus."""
    from sumber.corpus.schema import TABLES

    for name, schema in TABLES.items():
        rows = ((f"`{field.name}`", f"`{field.type}`") for field in schema)
        yield f"### {name}\n\n{table(('column', 'type'), rows)}"


def table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    """Return a Markdown table."""
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def main() -> int:
    """Refresh all documents, or with ``--check`` say which are stale."""
    parser = argparse.ArgumentParser(description="refresh the outputs that the documents show")
    parser.add_argument("--check", action="store_true", help="write nothing, name stale documents")
    check = parser.parse_args().check
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "samples").symlink_to(HOUSE / "samples")
        run(list(CORPUS), folder)
        stale = settle({path: refresh(path, folder) for path in documents()}, check)
        stale += settle({PICTURE: picture(ARTICLE)}, check)
        stale += settle({NOTEBOOK_PAGE: page(NOTEBOOK, folder)}, check)
    return 1 if check and stale else 0


def settle(fresh: dict[Path, str], check: bool) -> int:
    """Write what is stale, or with ``check`` only name it; return how many documents that are."""
    stale = [path for path, text in fresh.items() if path.read_text(encoding="utf-8") != text]
    for path in stale:
        print(f"{'stale' if check else 'refreshed'}: {path.relative_to(HOUSE)}", flush=True)
        if not check:
            path.write_text(fresh[path], encoding="utf-8")
    return len(stale)


if __name__ == "__main__":
    sys.exit(main())

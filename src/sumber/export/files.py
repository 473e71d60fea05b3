"""Exports into files: whole or not there at all.

A file is written beside its place under another name and moved there when it is done, so that a
program that is stopped leaves no half file, and what stood there stays until then.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from sumber.errors import UsageError


@contextmanager
def fresh_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file for writing that takes the place of ``path`` when all went well."""
    with fresh_path(path) as part, part.open("wb") as out:
        yield out


@contextmanager
def fresh_path(path: Path) -> Iterator[Path]:
    """Give a free path for a file that takes the place of ``path`` when all went well.

    Raises ``UsageError`` where ``path`` is a folder or its folder is not there.
    """
    if path.is_dir():
        raise UsageError(f"{path} is a folder; name a file.")
    if not path.absolute().parent.is_dir():
        raise UsageError(f"There is no folder {path.absolute().parent}. Make it first.")
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)

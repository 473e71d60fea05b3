"""The program as a process of its own: pipes, terminals, exit codes, time to help."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SUMBER = [sys.executable, "-m", "sumber"]
ENV = {**os.environ, "SUMBER_LANG": "en", "TERM": "xterm-256color", "COLUMNS": "80"}


def _many(folder: Path) -> Path:
    path = folder / "banyak.jsonl"
    row = {"text": "“Kami siap,” kata Rini Wardani. " * 20}
    lines = (json.dumps({**row, "id": str(n)}) + "\n" for n in range(400))
    path.write_text("".join(lines), encoding="utf-8")
    return path


def _on_terminal(*words: str, **env: str) -> tuple[int, str]:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*SUMBER, *words], stdout=theirs, stderr=theirs, env={**ENV, **env}
    ) as child:
        os.close(theirs)
        got = b""
        try:
            while part := os.read(ours, 65536):
                got += part
        except OSError:  # the other side is closed
            pass
        os.close(ours)
    return child.returncode, got.decode()


@pytest.mark.parametrize("form", ["jsonl", "json", "csv", "table", "parquet"])
def test_a_reader_that_has_seen_enough_ends_it_quietly(tmp_path: Path, form: str) -> None:
    command = [*SUMBER, "annotate", str(_many(tmp_path)), "--format", form]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENV
    ) as child:
        assert child.stdout
        assert child.stderr
        child.stdout.read(10)
        child.stdout.close()
        told = child.stderr.read()
    assert (child.returncode, told) == (0, b"")


def test_ctrl_c_ends_it_with_one_line() -> None:
    with subprocess.Popen(
        [*SUMBER, "annotate", "-"], stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=ENV
    ) as child:
        assert child.stderr
        time.sleep(1)
        child.send_signal(signal.SIGINT)
        told = child.stderr.read()
    assert (child.returncode, told) == (130, b"sumber: Stopped.\n")


def test_a_terminal_gets_a_table_in_colour_and_no_colour_where_that_is_asked(
    story: Path,
) -> None:
    code, shown = _on_terminal("annotate", str(story))
    assert code == 0
    assert "said on" in shown
    assert "\x1b[32m" in shown
    assert "\x1b[32m" not in _on_terminal("annotate", str(story), NO_COLOR="1")[1]


def test_parquet_is_not_for_a_terminal(story: Path) -> None:
    code, shown = _on_terminal("annotate", str(story), "--format", "parquet")
    assert code == 2
    assert "Parquet is not for a terminal" in shown


def test_csv_on_a_terminal_shows_symbols(tmp_path: Path) -> None:
    path = tmp_path / "jahat.jsonl"
    path.write_text(json.dumps({"text": "“Awas \x1b[2J,” kata Rini."}), encoding="utf-8")
    assert "\x1b[2J" not in _on_terminal("annotate", str(path), "--format", "csv")[1]


def test_help_comes_at_once() -> None:
    started = time.perf_counter()
    run = subprocess.run([*SUMBER, "--help"], capture_output=True, env=ENV, check=True)
    assert b"annotate" in run.stdout
    assert time.perf_counter() - started < 3  # 0.15 s on an idle machine


def test_help_loads_nothing_heavy() -> None:
    told = (
        "import sys; from sumber.cli import main; main(['--help']);"
        "heavy = {'duckdb', 'numpy', 'pyarrow', 'trafilatura', 'deltalake', 'fastwarc'};"
        "sys.exit(', '.join(heavy & set(sys.modules)) or None)"
    )
    run = subprocess.run([sys.executable, "-c", told], capture_output=True, env=ENV, check=False)
    assert run.stderr == b""
    assert run.returncode == 0


def test_a_full_disk_is_told_in_one_line(story: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run(
            [*SUMBER, "annotate", str(story)], stdout=full, stderr=subprocess.PIPE, env=ENV,
            check=False,
        )  # fmt: skip
    assert run.returncode == 1
    assert run.stderr.startswith(b"sumber: ")
    assert run.stderr.count(b"\n") == 1

"""Pin every version with the hashes of its files: ``make lock``.

Writes ``constraints.txt`` (what running, testing and linting need), ``constraints-bench.txt``
(what training and the benchmark need besides) and ``constraints-spark.txt`` (PySpark, which comes
as source alone, and what builds it) for every Python and platform that sumber supports. No
registry address is written: pip asks whichever registry the machine is set up with.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

HOUSE = Path(__file__).parent.parent
HEADER = "# Written by `make lock` from pyproject.toml; do not edit.\n"
COMPILE = (
    *("pip", "compile", "--quiet", "--universal", "--python-version", "3.11"),
    *("--fork-strategy", "fewest", "--generate-hashes"),
    *("--no-emit-index-url", "--no-header", "--no-annotate"),
)
LOCKS = (
    ("constraints.txt", ("--extra", "dev")),
    (
        "constraints-bench.txt",
        ("--extra", "train", "--extra", "bench", "--constraint", "constraints.txt"),
    ),
)
SPARK = "constraints-spark.txt"
BUILDS_PYSPARK = ("setuptools", "wheel")


def main() -> None:
    """Resolve both sets of requirements and write them beside ``pyproject.toml``."""
    with tempfile.TemporaryDirectory() as folder:
        uv = _install_uv(Path(folder))
        for name, options in LOCKS:
            _write(name, [str(uv), *COMPILE, "--upgrade", *options, "pyproject.toml"])
        spark = _extra("spark") + "".join(f"{name}\n" for name in BUILDS_PYSPARK)
        command = [str(uv), *COMPILE, "--upgrade", "--constraint", "constraints.txt", "-"]
        _write(SPARK, command, spark)


def _write(name: str, command: list[str], asked: str | None = None) -> None:
    """Write the pins that a command prints, its requirements given on standard input if need be."""
    pinned = subprocess.run(
        command, cwd=HOUSE, check=True, stdout=subprocess.PIPE, input=asked and asked.encode()
    )
    (HOUSE / name).write_bytes(HEADER.encode() + pinned.stdout)
    sys.stderr.write(f"wrote {name}\n")


def _extra(name: str) -> str:
    """Return what an extra asks for, a line each."""
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return "".join(f"{line}\n" for line in project["optional-dependencies"][name])


def _install_uv(folder: Path) -> Path:
    """Install uv into an environment of its own and return the path of its program."""
    venv.create(folder, with_pip=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "uv"]
    subprocess.run(pip, check=True)
    return folder / "bin" / "uv"


if __name__ == "__main__":
    main()

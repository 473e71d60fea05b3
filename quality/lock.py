"""Pin every version with the hashes of its files: ``make lock``.

Writes ``constraints.txt`` (what running, testing and linting need) and ``constraints-bench.txt``
(what training and the benchmark need besides) for every Python and platform that sumber supports.
No registry address is written: pip asks whichever registry the machine is set up with.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
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


def main() -> None:
    """Resolve both sets of requirements and write them beside ``pyproject.toml``."""
    with tempfile.TemporaryDirectory() as folder:
        uv = _install_uv(Path(folder))
        for name, options in LOCKS:
            command = [str(uv), *COMPILE, "--upgrade", *options, "pyproject.toml"]
            pinned = subprocess.run(command, cwd=HOUSE, check=True, stdout=subprocess.PIPE)
            (HOUSE / name).write_bytes(HEADER.encode() + pinned.stdout)
            sys.stderr.write(f"wrote {name}\n")


def _install_uv(folder: Path) -> Path:
    """Install uv into an environment of its own and return the path of its program."""
    venv.create(folder, with_pip=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "uv"]
    subprocess.run(pip, check=True)
    return folder / "bin" / "uv"


if __name__ == "__main__":
    main()

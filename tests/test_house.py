"""What holds for the whole tree: sizes, names, pins, links, and what must never enter it."""

from __future__ import annotations

import ast
import gzip
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from sumber.cli.app import COMMANDS

HOUSE = Path(__file__).resolve().parent.parent
SHARED = HOUSE.parent / "shared"
SOURCE = HOUSE / "src" / "sumber"
REGISTRIES = tuple(
    ".".join(name)
    for name in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("crates", "io"))
)
LONGEST_FILE = 400
LONGEST_FUNCTION = 40
RUN_OF_WORDS = 12


@cache
def tracked() -> tuple[Path, ...]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=HOUSE, check=True, capture_output=True, text=True
    )
    paths = (HOUSE / name for name in listed.stdout.split("\0") if name)
    return tuple(path for path in paths if path.is_file())


@cache
def texts() -> dict[Path, str]:
    """Return every tracked file that is text."""
    found = {}
    for path in tracked():
        data = path.read_bytes()
        if b"\0" not in data:
            found[path.relative_to(HOUSE)] = data.decode("utf-8", "replace")
    return found


def modules() -> list[Path]:
    return [path for path in tracked() if path.suffix == ".py" and SOURCE in path.parents]


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_no_file_names_a_registry() -> None:
    named = [path for path, text in texts().items() if any(one in text for one in REGISTRIES)]
    assert named == []


def test_source_files_stay_short() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}
    assert {path: n for path, n in lengths.items() if n > LONGEST_FILE} == {}


def test_functions_stay_short() -> None:
    long = [
        f"{path.relative_to(HOUSE)}:{one.lineno} {one.name}"
        for path in modules()
        for one in functions(path)
        if one.end_lineno is not None and one.end_lineno - one.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


def test_the_architecture_names_every_module_and_no_other() -> None:
    drawing = (HOUSE / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:\w+/)*\w+\.py)`", drawing))
    there = {str(path.relative_to(SOURCE)) for path in modules()}
    assert {name for name in there - named if not name.endswith("__init__.py")} == set()
    assert {
        name for name in named if not ((SOURCE / name).exists() or (HOUSE / name).exists())
    } == set()


@pytest.mark.parametrize(
    ("lock", "groups"),
    [
        ("constraints.txt", ("", "dev")),
        ("constraints-bench.txt", ("train", "bench")),
        ("constraints-spark.txt", ("spark",)),
    ],
)
def test_the_pins_fit_what_the_project_asks_for(lock: str, groups: tuple[str, ...]) -> None:
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {"": project["dependencies"], **project["optional-dependencies"]}
    pins = dict(
        re.findall(r"^([\w.-]+)==(\S+)", (HOUSE / lock).read_text(encoding="utf-8"), re.MULTILINE)
    )
    wanted = [Requirement(line) for group in groups for line in asked[group]]
    assert [
        str(one) for one in wanted if pins.get(one.name.lower(), "0") not in one.specifier
    ] == []


def test_every_link_between_documents_leads_somewhere() -> None:
    broken = [
        f"{path}: {target}"
        for path, text in texts().items()
        if path.suffix == ".md"
        for target in re.findall(r"\]\(([^)#:\s]+)[^):]*\)", text)
        if not (HOUSE / path.parent / target).exists()
    ]
    assert broken == []


def test_every_target_of_make_is_explained() -> None:
    makefile = (HOUSE / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony
    assert set(phony[1].split()) == set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE))


def runs(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return zip(*(words[i:] for i in range(RUN_OF_WORDS)), strict=False)


def shared_texts() -> Iterator[str]:
    """Yield the annotated articles, and one in ten of the corpora."""
    for path in sorted((SHARED / "gold").glob("*/articles.jsonl")):
        yield from (
            json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()
        )
    for path in sorted((SHARED / "corpus").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from (json.loads(line)["text"] for i, line in enumerate(lines) if i % 10 == 0)


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not here")
def test_no_news_text_entered_the_tree() -> None:
    ours = {run: path for path, text in texts().items() for run in runs(text)}
    taken = {
        ours[run]: " ".join(run) for text in shared_texts() for run in runs(text) if run in ours
    }
    assert taken == {}


def test_every_command_is_documented() -> None:
    documented = (HOUSE / "docs" / "commands.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"shows: sumber {name} --help" not in documented] == []


def test_what_the_documents_show_is_what_sumber_prints() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "docs.outputs", "--check"], cwd=HOUSE, capture_output=True, text=True
    )
    assert (told.returncode, told.stdout, told.stderr) == (0, "", ""), "run `make docs`"


def test_the_samples_are_what_their_marked_texts_say() -> None:
    subprocess.run([sys.executable, "samples/build.py", "--check"], cwd=HOUSE, check=True)

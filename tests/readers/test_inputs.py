from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sumber.errors import UsageError
from sumber.readers import read
from sumber.records import Failure
from tests.readers.making import LEAD, SAID, told


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "sub/d.txt", "sub/c.html.txt", ".git/x.txt", ".hidden.txt"):
        path = tmp_path / "kabar" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Kabar {name}")
    return tmp_path / "kabar"


IN_ORDER = ["Kabar a.txt", "Kabar b.txt", "Kabar sub/c.html.txt", "Kabar sub/d.txt"]


def test_a_folder_is_read_to_the_bottom_in_order(folder: Path) -> None:
    assert told(list(read(folder))) == IN_ORDER
    assert told(list(read(str(folder)))) == IN_ORDER


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("*.txt", IN_ORDER[:2]),
        ("**/*.txt", IN_ORDER),
        ("s?b", IN_ORDER[2:]),
        ("[ab].txt", IN_ORDER[:2]),
    ],
)
def test_globs(folder: Path, pattern: str, names: list[str]) -> None:
    assert told(list(read(f"{folder}/{pattern}"))) == names


def test_a_file_whose_name_looks_like_a_glob_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text(LEAD)
    assert told(list(read(tmp_path / "a[1].txt"))) == [LEAD]


def test_several_paths_and_the_same_one_twice(folder: Path) -> None:
    paths: list[str | Path] = [folder / "b.txt", str(folder / "a.txt"), folder]
    assert told(list(read(iter(paths)))) == [IN_ORDER[1], IN_ORDER[0], *IN_ORDER[2:]]


@pytest.mark.parametrize("paths", [[], "nirgends", "nirgends/*.txt", ["-", "nirgends.txt"]])
def test_what_leads_nowhere_stops_the_call_at_once(paths: Any) -> None:
    with pytest.raises(UsageError):
        read(paths)


def test_a_field_that_is_none_stops_the_call_at_once() -> None:
    with pytest.raises(UsageError, match="no field 'isi'; the fields are id, text, title"):
        read("-", columns={"isi": "text"})


def test_standard_input() -> None:
    assert told(list(read("-", stdin=io.BytesIO(LEAD.encode())))) == [LEAD]
    assert told(list(read("-", stdin=io.BytesIO()))) == [("empty", None)]
    code = "from sumber.readers import read; print([a.text for a in read('-')])"
    ran = subprocess.run(
        [sys.executable, "-c", code], input=LEAD.encode(), capture_output=True, check=True
    )
    assert ran.stdout.decode().strip() == str([LEAD])


def test_standard_input_that_comes_in_drops(tmp_path: Path) -> None:
    class Dripping(io.RawIOBase):
        left = f'{{"text": "{LEAD}"}}\n'.encode()

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            drop, self.left = self.left[:3], self.left[3:]
            buffer[: len(drop)] = drop
            return len(drop)

    assert told(list(read("-", stdin=Dripping()))) == [LEAD]  # type: ignore[arg-type]


def test_a_named_file_of_no_known_suffix_is_judged_by_its_look(tmp_path: Path) -> None:
    for name, data, expected in (
        ("catatan", LEAD, LEAD),
        ("kabar.2024", LEAD, LEAD),
        ("tabel.dat", f"id,isi\n1,{LEAD}\n", LEAD),
        ("objek.dat", f'{{"isi": "{LEAD}"}}', LEAD),
        (
            "kalimat",
            "[KARANGSARI] Air surut, isi bak pulih",
            "[KARANGSARI] Air surut, isi bak pulih",
        ),
    ):
        (tmp_path / name).write_text(data)
        assert told(list(read(tmp_path / name))) == [expected]


def test_a_file_of_no_known_suffix_in_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "foto.jpg").write_bytes(b"\xff\xd8")
    (tmp_path / "teks.txt").write_text(LEAD)
    assert told(list(read(tmp_path))) == [("unknown-format", None), LEAD]


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    assert told(list(read(tmp_path))) == [("empty-folder", None)]


def test_loops_of_links_end(folder: Path) -> None:
    (folder / "sub" / "up").symlink_to(folder, target_is_directory=True)
    (folder / "sub" / "self").symlink_to("self")
    (folder / "sub" / "gone.txt").symlink_to("nirgends")
    items = told(list(read(folder)))
    assert items[:4] == IN_ORDER
    assert items[4:] == [("unreadable", None)] * 2


def test_a_linked_folder_is_read_once(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "lain").mkdir()
    (tmp_path / "lain" / "e.txt").write_text(SAID)
    (folder / "zz").symlink_to(tmp_path / "lain", target_is_directory=True)
    (folder / "zzz").symlink_to(tmp_path / "lain", target_is_directory=True)
    assert told(list(read(folder))) == [*IN_ORDER, SAID]


def test_what_may_not_be_read_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def refuse(path: Path, *rest: Any, **more: Any) -> Any:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *rest, **more)

    monkeypatch.setattr(Path, "open", refuse)
    items = list(read(folder))
    assert told(items) == [("unreadable", None), *IN_ORDER[1:]]
    failure = items[0]
    assert isinstance(failure, Failure)
    assert failure.path == str(folder / "a.txt")
    assert "Permission denied" in failure.message


def test_a_folder_that_may_not_be_read_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    scanned = os.scandir

    def refuse(path: Any) -> Any:
        if str(path).endswith("sub"):
            raise PermissionError(13, "Permission denied", str(path))
        return scanned(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert told(list(read(folder))) == [*IN_ORDER[:2], ("unreadable", None)]


def test_reading_imports_nothing_slow() -> None:
    code = (
        "import sys, sumber.readers; print([name for name in "
        "('trafilatura', 'lxml', 'pyarrow', 'fastwarc', 'feedparser', 'charset_normalizer')"
        " if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"

"""The documents as a site: no broken link, every page reachable, nothing fetched from elsewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

HOUSE = Path(__file__).resolve().parents[2]
LOADING = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", folder],
        cwd=HOUSE,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        check=True,
    )
    return folder


def pages(site: Path) -> list[Path]:
    return [path for path in sorted(site.rglob("*.html")) if path.name != "404.html"]


def test_every_document_is_a_page_that_the_menu_leads_to(site: Path) -> None:
    written = {
        path.relative_to(HOUSE / "docs").with_suffix(".html")
        for path in (HOUSE / "docs").rglob("*.md")
    }
    assert {path.relative_to(site) for path in pages(site)} == written
    menu = html.parse(str(site / "index.html")).xpath("//nav//a/@href")
    assert {Path(target) for target in menu if not target.startswith("#")} >= written


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    for path in pages(site):
        tree = html.parse(str(path))
        loaded = [
            target for tag, name in LOADING.items() for target in tree.xpath(f"//{tag}/@{name}")
        ]
        assert loaded
        assert [target for target in loaded if re.match(r"(https?:)?//", target)] == []


def test_no_style_loads_anything_from_elsewhere(site: Path) -> None:
    for path in site.rglob("*.css"):
        text = path.read_text(encoding="utf-8")
        assert re.findall(r"(?:url\(|@import)[\"' ]*(?:https?:)?//", text) == []


def test_sources_and_judgements_stay_out_of_the_site(site: Path) -> None:
    assert [p for p in site.rglob("*") if p.suffix in (".py", ".jsonl", ".ipynb")] == []

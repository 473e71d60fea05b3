"""Write the picture of the README, docs/picture.svg: ``python -m docs.picture [ARTICLE]``.

It is what ``sumber show`` prints of one of the samples, by the same renderer.
"""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

from rich.console import Console

import sumber
from sumber.messages import speak
from sumber.render.article import print_article

HOUSE = Path(__file__).resolve().parent.parent
PICTURE = HOUSE / "docs" / "picture.svg"
ARTICLE = "lensara-003"
WIDTH = 132  # characters: wide enough for the notes beside the text


def picture(article: str) -> str:
    """Return the view of one of the samples as SVG. Raises ``LookupError`` where there is none."""
    for found in sumber.read([HOUSE / "samples" / "articles"]):
        if isinstance(found, sumber.Article) and found.id == article:
            console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
            print_article(console, found, sumber.annotate(found).notes, speak("id"))
            return _without_web_fonts(console.export_svg(title=f"sumber show {article}"))
    raise LookupError(article)


def _without_web_fonts(svg: str) -> str:
    """Leave out the fonts that a viewer would fetch from the web."""
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


if __name__ == "__main__":
    PICTURE.write_text(picture(*sys.argv[1:] or [ARTICLE]), encoding="utf-8")

"""The notebook view: well-formed, escaped, exact, and telling kinds apart without colour."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sumber.annotated import Annotated
from sumber.messages import speak
from sumber.records import Article, Citation, Notes, Region, Span, Statement, When
from sumber.render.notebook import STYLES, article_html
from sumber.render.safe import visible


class _Reader(HTMLParser):
    """Checks that every element is closed in order and gathers the text of the article."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.titles: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "br":
            self.open.append(tag)
        self.titles += [value or "" for name, value in attrs if name == "title"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


def _notes(text: str, edges: list[int]) -> Notes:
    spans = [Span(min(a, b), max(a, b)) for a, b in pairwise(edges)]
    return Notes(
        regions=tuple(Region(s, "caption") for s in spans[:1]),
        dates=tuple(When(s, "2024") for s in spans[1:3]),
        statements=tuple(
            Statement(id=str(n), kind="mixed", contents=(s,), speaker=s, cue=s, because=("<i>",))
            for n, s in enumerate(spans[3:5])
        ),
        citations=tuple(Citation(span=s, source="<b>", type="outlet") for s in spans[5:]),
    )


@given(st.text(max_size=30), st.lists(st.integers(0, 30), max_size=9))
def test_any_text_with_any_overlaps_gives_closed_elements_and_the_whole_text(
    text: str, edges: list[int]
) -> None:
    html = article_html(Article(id="x", text=text), _notes(text, edges), speak("en"))
    body = re.sub(r"<span style=\"font-size:.7em.*?</span>", "", html).replace("¦ ", "")
    letters = "".join(c for c in visible(text) if c.isalnum())
    assert letters in "".join(c for c in _read(body).text if c.isalnum())
    _read(html)


def test_everything_from_outside_is_escaped() -> None:
    evil = "<script>alert(1)</script>\"'&\x1b"
    article = Article(id=evil, text=evil, title=evil, url=evil, outlet=evil, published=evil)
    span = Span(0, len(evil))
    statement = Statement(id=evil, kind="direct", contents=(span,), who=span, because=(evil,))
    cited = Citation(span=span, source=evil, type="outlet", statements=(evil,))
    html = article_html(article, Notes(statements=(statement,), citations=(cited,)), speak("id"))
    assert "<script" not in html
    assert "\x1b" not in html
    assert any(evil.replace("\x1b", "␛") in title for title in _read(html).titles)


def test_every_kind_has_its_own_look_without_colour() -> None:
    def bare(style: str) -> str:
        return re.sub(r"background:[^;]*;?|rgba?\([^)]*\)", "", style)

    alone = {kind: bare(style) for kind, style in STYLES.items()}
    assert alone.pop("role") == alone.pop("affiliation")
    assert alone.pop("occasion") == alone.pop("addressee")
    assert len(set(alone.values())) == len(alone)


def test_the_annotated_article_shows_itself() -> None:
    found = Annotated(Article(id="x", text="Halo"), Notes())
    assert "Halo" in found._repr_html_()
    assert repr(found) == "<Annotated 'x': 0 statements, 0 citations, 0 dates, 0 regions>"
    assert found.to_dict()["article"]["id"] == "x"

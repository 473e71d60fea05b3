"""An article together with what the stages found in it, as a library user holds it."""

from __future__ import annotations

from typing import Any

import msgspec

from sumber.records import Article, Citation, Notes, Region, Statement, When


class Annotated(msgspec.Struct, frozen=True, repr_omit_defaults=True):
    """An article and its facts. In a notebook it shows itself as the marked text.

    Every span of a fact holds code points of ``article.text``; ``span.of(text)`` is the exact text.
    """

    article: Article
    notes: Notes

    @property
    def text(self) -> str:
        """The text of the article, as it was given."""
        return self.article.text

    @property
    def statements(self) -> tuple[Statement, ...]:
        """What the article attributes to a source, in the order of the text."""
        return self.notes.statements

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where the article says that it has something from elsewhere."""
        return self.notes.citations

    @property
    def dates(self) -> tuple[When, ...]:
        """The time expressions with their ISO 8601 values."""
        return self.notes.dates

    @property
    def regions(self) -> tuple[Region, ...]:
        """The parts of the article that are not its body."""
        return self.notes.regions

    def to_dict(self) -> dict[str, Any]:
        """Return the interchange object: plain values, every span with its exact text."""
        from sumber.export.interchange import as_interchange

        return as_interchange(self.article, self.notes)

    def __repr__(self) -> str:
        """Name the article and count its facts."""
        counts = ("statements", "citations", "dates", "regions")
        found = ", ".join(f"{len(getattr(self, name))} {name}" for name in counts)
        return f"<Annotated {self.article.id!r}: {found}>"

    def _repr_html_(self) -> str:
        import os

        from sumber.messages import language_of, speak
        from sumber.render.notebook import article_html

        return article_html(self.article, self.notes, speak(language_of(os.environ)))


def annotate(
    text: str | Article, *, published: str | None = None, title: str | None = None
) -> Annotated:
    """Find who said what, the dates, the cited sources and the boilerplate in one article.

    ``text`` is the article's text or an :class:`Article`; for a text, ``published`` (ISO 8601)
    helps to resolve dates such as *Rabu (10/7)*, and ``title`` names it. Raises
    :class:`UsageError` where an ``Article`` comes with ``published`` or ``title`` beside it.
    """
    from sumber.errors import UsageError
    from sumber.stages import annotate as run_stages

    if isinstance(text, str):
        article = Article(id=_id_of(text), text=text, published=published, title=title)
    elif published is None and title is None:
        article = text
    else:
        raise UsageError(
            "An Article already has its day of publication and title: set them in the Article."
        )
    return Annotated(article, run_stages(article))


def _id_of(text: str) -> str:
    from sumber.export.interchange import text_hash

    return text_hash(text)[:16]

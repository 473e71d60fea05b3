"""Stand-ins for the stages: quick, made of the text alone, and misbehaving on demand."""

from __future__ import annotations

import os
import re
import signal
import time

from sumber.records import (
    Article,
    Citation,
    Mention,
    Notes,
    Quotation,
    Region,
    Span,
    Statement,
    When,
)

QUOTED = re.compile('"([^"]+)"')
NAME = re.compile(r"[A-Z]\w+ [A-Z]\w+")
CITED = re.compile(r"\((Kabar \w+|Antarkota)\)")
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def simple(article: Article) -> Notes:
    """Take quoted stretches as statements, two capitalised words as names."""
    text = article.text
    names = [Span(*m.span()) for m in NAME.finditer(text)]
    days = list(DAY.finditer(text))
    statements = tuple(
        Statement(
            id=f"s{number}",
            kind="direct",
            contents=(Span(*m.span(1)),),
            who=names[0] if names else None,
            speaker=names[0] if names and number % 2 else None,
            who_type="person" if names else "unknown",
            said_on=days[0].group() if days else None,
            confidence=0.75,
            because=("marks", "first name"),
        )
        for number, m in enumerate(QUOTED.finditer(text))
    )
    return Notes(
        regions=(Region(Span(0, min(5, len(text))), "title", "first"),) if text else (),
        sentences=(Span(0, len(text)),),
        quotations=tuple(
            Quotation(Span(*m.span()), Span(*m.span(1))) for m in QUOTED.finditer(text)
        ),
        dates=tuple(When(Span(*m.span()), m.group(), because="full") for m in days),
        mentions=tuple(Mention(name, "person") for name in names),
        statements=statements,
        citations=tuple(
            Citation(
                span=Span(*m.span(1)),
                source=m.group(1),
                type="outlet",
                statements=tuple(s.id for s in statements),
                because=("brackets",),
            )
            for m in CITED.finditer(text)
        ),
    )


def slow(article: Article) -> Notes:
    """Like ``simple``, at the pace of the true stages."""
    time.sleep(0.003)
    return simple(article)


def unruly(article: Article) -> Notes:
    """Do what the text says: raise, hang, die or print; otherwise as ``simple``."""
    if "RAISE" in article.text:
        raise ValueError("no such luck \ud800")
    if "HANG" in article.text:
        time.sleep(60)
    if "DIE" in article.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "PRINT" in article.text:
        print("stages must not print, but if they do")
    return simple(article)


def joint(article: Article) -> Notes:
    """Like ``unruly``; several at once by ``joint_together``."""
    return unruly(article)


def joint_together(articles: list[Article]) -> list[Notes | Exception]:
    """Do what all texts say before anything is answered."""
    return [_caught(article) for article in articles]


def _caught(article: Article) -> Notes | Exception:
    try:
        return unruly(article)
    except ValueError as error:
        return error


def beyond(article: Article) -> Notes:
    """Return notes with a span past the end of the text."""
    return Notes(mentions=(Mention(Span(0, len(article.text) + 5), "person"),))

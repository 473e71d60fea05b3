"""The gold files as articles with their notes so far."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from sumber.records import Article, Notes
from sumber.stages import PREPARING


class Example(msgspec.Struct):
    """One annotated article: what the first stages found, and what the annotators did."""

    article: Article
    notes: Notes
    gold: dict[str, Any]


def read_examples(folder: Path) -> list[Example]:
    """Return the examples of a folder that holds ``articles.jsonl`` and ``gold.jsonl``."""
    gold = {}
    for line in (folder / "gold.jsonl").read_text("utf-8").splitlines():
        facts = json.loads(line)
        gold[facts["article"]["id"]] = facts
    articles = [
        msgspec.json.decode(line, type=Article)
        for line in (folder / "articles.jsonl").read_text("utf-8").split("\n")
        if line.strip()
    ]
    return [Example(a, _prepared(a), gold[a.id]) for a in articles]


def _prepared(article: Article) -> Notes:
    notes = Notes()
    for stage in PREPARING:
        notes = stage(article, notes)
    return notes

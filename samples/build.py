#!/usr/bin/env python3
"""Build articles/*.jsonl and gold.jsonl from the marked articles in marked/*.txt.

A marked file has three parts, set apart by lines that hold only ``---``:

1. ``key: value`` lines: id, url, outlet, title, published (left out where not known);
2. the text of the article, in which ``{tags|words}`` marks a span; spans may nest;
3. one line a source, statement and citation.

Tags, set apart by commas: ``c1 q1 s1 o1 a1`` are a content span, the cue, the speaker, the
occasion and the addressee of statement 1; ``r=key1 f=key1`` name the role and the affiliation of a
source (the number tells one office of that source from another); ``@2024-05-14`` is a date (with
``!`` at the end where weekday and digits disagree on purpose); ``x1 y1`` are citation 1 and its
cue; any other word is the kind of a region.

Lines of part 3::

    key type fullest name = other name; other name
    1 direct key 2024-05-14          (the day of speaking may be left out; office=2 picks an office)
    x1 outlet Name to look it up by <- 1 2

``build.py`` writes the files; ``build.py --check`` writes nothing and exits 1 if they differ.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
REGIONS = frozenset(
    (
        *("related", "dateline", "byline", "caption", "disclaimer"),
        *("prompt", "source", "heading", "title"),
    )
)
KINDS = frozenset(("direct", "indirect", "mixed"))
SOURCES = frozenset(("person", "organisation", "group", "document", "unknown"))
CITED = frozenset(("outlet", "platform", "document", "provider", "byline"))
WEEKDAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
MARKS = "\"'“”„‘’"
FIELDS = {"q": "cue", "s": "speaker", "o": "occasion", "a": "addressee"}

Json = dict[str, Any]


class SampleError(Exception):
    """A marked file that cannot be built; the message names the file and the trouble."""


@dataclass(frozen=True)
class Span:
    """A stretch of the text and the tag it carries."""

    tag: str
    start: int
    end: int
    exact: str

    def json(self) -> Json:
        """The span as the interchange form has it."""
        return {"start": self.start, "end": self.end, "exact": self.exact}


@dataclass
class Article:
    """One marked article, read but not yet built."""

    head: dict[str, str]
    text: str
    spans: list[Span]
    sources: dict[str, tuple[str, str, list[str]]] = field(default_factory=dict)
    statements: dict[int, list[str]] = field(default_factory=dict)
    citations: dict[int, tuple[str, str, list[int]]] = field(default_factory=dict)

    def tagged(self, tag: str) -> list[Span]:
        """All spans that carry exactly this tag, in the order of the text."""
        return sorted((s for s in self.spans if s.tag == tag), key=lambda s: s.start)

    def only(self, tag: str) -> Span | None:
        """The one span with this tag, or nothing; two are an error."""
        found = self.tagged(tag)
        if len(found) > 1:
            raise SampleError(f"{self.head['id']}: {tag} marks {len(found)} spans")
        return found[0] if found else None


def unmark(marked: str) -> tuple[str, list[Span]]:
    """The plain text and the spans of a marked text."""
    out: list[str] = []
    length = 0
    stack: list[tuple[list[str], int]] = []
    spans: list[Span] = []
    i = 0
    while i < len(marked):
        char = marked[i]
        if char == "{":
            bar = marked.find("|", i)
            tags = marked[i + 1 : bar].split(",")
            if bar < 0 or not all(re.fullmatch(r"[a-z@][\w=@/!-]*", tag) for tag in tags):
                raise SampleError(f"bad tags at {marked[i : i + 40]!r}")
            stack.append((tags, length))
            i = bar
        elif char == "}":
            if not stack:
                raise SampleError(f"a closing brace too many after {marked[i - 40 : i]!r}")
            tags, start = stack.pop()
            exact = "".join(out)[start:length]
            spans += [Span(tag, start, length, exact) for tag in tags]
        else:
            out.append(char)
            length += 1
        i += 1
    if stack:
        raise SampleError(f"never closed: {stack}")
    return "".join(out), spans


def read_line(article: Article, line: str) -> None:
    """Take in one line of the third part."""
    name, rest = line.split(" ", 1)
    if name.isdigit():
        article.statements[int(name)] = rest.split()
    elif re.fullmatch(r"x\d+", name):
        kind, rest = rest.split(" ", 1)
        source, _, used = rest.partition(" <- ")
        article.citations[int(name[1:])] = (kind, source, [int(n) for n in used.split()])
    else:
        kind, _, rest = rest.partition(" ")
        who, _, others = rest.partition(" = ")
        article.sources[name] = (kind, who, [o.strip() for o in others.split(";") if o.strip()])


def read(path: Path) -> Article:
    """Read one marked file."""
    parts = re.split(r"^---\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    if len(parts) != 3:
        raise SampleError(f"wanted three parts, found {len(parts)}")
    head = dict(line.split(": ", 1) for line in parts[0].splitlines())
    if head.get("id") != path.stem:
        raise SampleError(f"the id is {head.get('id')!r}")
    text, spans = unmark(parts[1].removesuffix("\n"))
    article = Article(head, text, spans)
    for line in filter(str.strip, parts[2].splitlines()):
        read_line(article, line)
    return article


def check_date(span: Span) -> None:
    """A weekday in a date must be that day's weekday, unless marked as a slip."""
    value = span.tag[1:].rstrip("!")
    if not re.fullmatch(r"(\d{4}|XXXX)[\d-]*(/\d{4}[\d-]*)?", value):
        raise SampleError(f"bad date {value!r}")
    word = re.match(r"[A-Za-z]*", span.exact)
    name = word.group().lower() if word else ""
    if name not in WEEKDAYS or set("/X!") & set(span.tag):
        return
    if WEEKDAYS[date.fromisoformat(value).weekday()] != name:
        raise SampleError(f"{span.exact!r} is not {value}")


def check_span(article: Article, span: Span) -> None:
    """A mark must have its line, or be a date or a region, and have tidy edges."""
    number = re.fullmatch(r"([cqsoaxy])(\d+)", span.tag)
    office = re.fullmatch(r"[rf]=([a-z]+)\d", span.tag)
    if number:
        known = article.citations if number[1] in "xy" else article.statements
        fine = int(number[2]) in known
    elif office:
        fine = office[1] in article.sources
    elif span.tag.startswith("@"):
        check_date(span)
        fine = True
    else:
        fine = span.tag in REGIONS
    if not fine or not span.exact or span.exact != span.exact.strip():
        raise SampleError(f"trouble with {span.tag} on {span.exact!r}")


def check(article: Article) -> None:
    """Fail on marks without a line, lines without a mark, and unknown words."""
    for span in article.spans:
        check_span(article, span)
    for kind, who, _ in article.sources.values():
        if kind not in SOURCES or not (who or kind == "unknown"):
            raise SampleError(f"trouble with the source {who!r}")
    for number, words in article.statements.items():
        if words[0] not in KINDS or words[1] not in article.sources:
            raise SampleError(f"trouble with statement {number}: {words}")
        check_contents(article, number, words[0])
    for number, (kind, _, used) in article.citations.items():
        known = kind in CITED and set(used) <= set(article.statements)
        if not known or not article.only(f"x{number}"):
            raise SampleError(f"trouble with citation {number}")


def check_contents(article: Article, number: int, kind: str) -> None:
    """Content spans: there must be some, without outer marks or an outer comma or full stop."""
    contents = article.tagged(f"c{number}")
    if not contents:
        raise SampleError(f"statement {number} has no content")
    for span in contents:
        last = span.exact[-1]
        if last == "," or (last == "." and kind == "indirect" and not span.exact.endswith("...")):
            raise SampleError(f"statement {number} ends in {last!r}: {span.exact!r}")
        if kind == "direct" and (span.exact[0] in MARKS or last in '"“”„'):
            raise SampleError(f"statement {number} holds its marks: {span.exact!r}")
        if kind == "direct" and re.match(r"[.?!][\"”]", article.text[span.end :]):
            raise SampleError(f"statement {number} stops before its full stop: {span.exact!r}")


def office_of(article: Article, key: str, end: int, picked: str | None) -> str:
    """Which office of a source holds for a statement that ends at `end`, or an empty string."""
    offices = [s for s in article.spans if re.fullmatch(rf"[rf]={key}{picked or '[0-9]'}", s.tag)]
    before = [s for s in offices if s.start < end]
    if before:
        return max(before, key=lambda s: s.start).tag[2:]
    return min(offices, key=lambda s: s.start).tag[2:] if offices else ""


def nearest(article: Article, tag: str, end: int) -> Json | None:
    """The last span of the tag that begins before `end`, else the first."""
    found = article.tagged(tag)
    before = [s for s in found if s.start < end]
    span = before[-1] if before else found[0] if found else None
    return span.json() if span else None


def build_statement(article: Article, number: int) -> Json:
    """One statement in the interchange form, its id left to be given."""
    kind, key, *rest = article.statements[number]
    options = dict(word.split("=", 1) for word in rest if "=" in word)
    days = [word for word in rest if "=" not in word]
    contents = article.tagged(f"c{number}")
    fields = {name: article.only(f"{letter}{number}") for letter, name in FIELDS.items()}
    own = [*contents, *(s for s in (fields["cue"], fields["speaker"]) if s)]
    end = max(s.end for s in own)
    office = office_of(article, key, end, options.get("office"))
    who_type, who, others = article.sources[key]
    found = {name: span.json() if span else None for name, span in fields.items()}
    return {
        "id": "",
        "kind": kind,
        "contents": [s.json() for s in contents],
        "cue": found["cue"],
        "speaker": found["speaker"],
        "who": who or None,
        "who_alt": others,
        "who_type": who_type,
        "role": nearest(article, f"r={office}", end) if office else None,
        "affiliation": nearest(article, f"f={office}", end) if office else None,
        "addressee": found["addressee"],
        "occasion": found["occasion"],
        "said_on": date.fromisoformat(days[0]).isoformat() if days else None,
    }


def build_citation(article: Article, number: int, ids: dict[int, str]) -> Json:
    """One citation in the interchange form."""
    kind, source, used = article.citations[number]
    span, cue = article.only(f"x{number}"), article.only(f"y{number}")
    assert span is not None
    return {
        **span.json(),
        "source": source,
        "type": kind,
        "cue": cue.json() if cue else None,
        "statements": [ids[n] for n in used],
    }


def build_gold(article: Article) -> Json:
    """The whole article in the interchange form."""
    name = article.head["id"]
    order = sorted(article.statements, key=lambda n: article.tagged(f"c{n}")[0].start)
    ids = {number: f"{name}-s{place}" for place, number in enumerate(order)}
    statements = [build_statement(article, number) | {"id": ids[number]} for number in order]
    regions = sorted((s for s in article.spans if s.tag in REGIONS), key=lambda s: s.start)
    dates = sorted((s for s in article.spans if s.tag[0] == "@"), key=lambda s: s.start)
    citations = [build_citation(article, number, ids) for number in article.citations]
    return {
        "article": {
            "id": name,
            **{key: article.head.get(key) for key in ("url", "outlet", "title", "published")},
            "text_sha256": hashlib.sha256(article.text.encode()).hexdigest(),
        },
        "regions": [{"kind": s.tag, **s.json()} for s in regions],
        "dates": [s.json() | {"value": s.tag[1:].rstrip("!")} for s in dates],
        "statements": statements,
        "citations": sorted(citations, key=lambda c: int(c["start"])),
    }


def build_article(article: Article) -> Json:
    """The line of the input file: what a program gets to read."""
    keys = ("id", "url", "outlet", "title", "published")
    return {key: article.head.get(key) for key in keys} | {"text": article.text}


def build() -> dict[Path, str]:
    """Every file to write, with its contents."""
    lines: dict[Path, list[Json]] = {HERE / "gold.jsonl": []}
    for path in sorted((HERE / "marked").glob("*.txt")):
        try:
            article = read(path)
            check(article)
            gold = build_gold(article)
        except (SampleError, ValueError, KeyError) as trouble:
            raise SampleError(f"{path.name}: {trouble}") from trouble
        outlet = HERE / "articles" / f"{path.stem.rsplit('-', 1)[0]}.jsonl"
        lines.setdefault(outlet, []).append(build_article(article))
        lines[HERE / "gold.jsonl"].append(gold)
    return {
        path: "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in rows)
        for path, rows in lines.items()
    }


def differing(files: dict[Path, str]) -> list[Path]:
    """The built files that are missing, out of date, or no longer built from anything."""
    stale = [p for p in (HERE / "articles").glob("*.jsonl") if p not in files]
    return stale + [
        path
        for path, text in files.items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]


def main() -> int:
    """Write the files, or with --check only compare them."""
    parser = argparse.ArgumentParser(description="build the sample articles and their gold")
    parser.add_argument("--check", action="store_true", help="write nothing, exit 1 if they differ")
    options = parser.parse_args()
    try:
        files = build()
    except SampleError as trouble:
        print(trouble, file=sys.stderr)
        return 1
    changed = differing(files)
    for path in changed:
        print(f"{'differs' if options.check else 'wrote'}: {path.relative_to(HERE)}")
        if not options.check and path in files:
            path.parent.mkdir(exist_ok=True)
            path.write_text(files[path], encoding="utf-8")
        elif not options.check:
            path.unlink()
    return 1 if options.check and changed else 0


if __name__ == "__main__":
    sys.exit(main())

"""Articles and facts as JSON-LD: W3C Web Annotations on schema.org articles, with PROV.

1. The article is a ``schema:NewsArticle`` and ``prov:Entity`` with its text.
2. Each fact is an ``Annotation`` whose targets are its spans (:mod:`sumber.export.selectors`). A
   statement's body is a ``schema:Quotation`` that is attributed to its source; a citation's body
   is a ``prov:Derivation`` from the cited source.
3. What relates articles follows as nodes of their own (:mod:`sumber.export.jsonld_related`).

The file is one JSON-LD document, ``{"@context": …, "@graph": [`` on the first line, then one node a
line, an article before its annotations, so that it can be written and read as it comes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, Final

from sumber import __version__
from sumber.export.contexts import ANNOTATION, own_context
from sumber.export.interchange import SPAN_FIELDS, text_hash
from sumber.export.selectors import iri, resource
from sumber.output import as_json
from sumber.records import Article, Citation, Notes, Span, Statement

Node = dict[str, Any]
AGENTS: Final = {"person": "Person", "organisation": "Organization"}


def write_jsonld(nodes: Iterable[Node], out: BinaryIO) -> None:
    """Write the nodes as one JSON-LD document, a node a line."""
    context = json.dumps([ANNOTATION, own_context()])
    out.write(f'{{"@context": {context}, "@graph": [\n'.encode())
    before = b""
    for node in nodes:
        out.write(before + as_json(node))
        before = b",\n"
    out.write(b"\n]}\n")


def article_nodes(article: Article, notes: Notes) -> Iterator[Node]:
    """Yield the article, then an annotation a fact."""
    name = iri("article", article.id)
    yield _article(article, notes, name)
    for nth, (motivation, body, spans) in enumerate(_bodies(article, notes, name)):
        targets = [resource(article.text, span, name) for span in spans]
        yield {
            "id": iri("fact", article.id, str(nth)),
            "type": "Annotation",
            "motivation": motivation,
            "generator": {"id": iri("version", __version__), "type": "Software", "name": "sumber"},
            "body": body,
            "target": targets[0] if len(targets) == 1 else targets,
        }


def _article(article: Article, notes: Notes, name: str) -> Node:
    sources = dict.fromkeys(source_of(c)["id"] for c in notes.citations)
    outlet = {"type": "schema:NewsMediaOrganization", "named": article.outlet}
    return present(
        {
            "id": name,
            "type": ["schema:NewsArticle", "prov:Entity"],
            "identifier": article.id,
            "headline": article.title,
            "outlet": outlet if article.outlet is not None else None,
            "published": article.published,
            "page": article.url,
            "language": "id",
            "sumber:path": article.path,
            "sumber:sha256": text_hash(article.text),
            "derivedFrom": list(sources),
            "text": article.text,
        }
    )


def _bodies(article: Article, notes: Notes, name: str) -> Iterator[tuple[str, Node, list[Span]]]:
    for s in notes.statements:
        yield "identifying", _statement(article, s, name), list(s.contents)
    for c in notes.citations:
        yield "linking", _citation(article.text, c, name), [c.span]
    for d in notes.dates:
        body = {
            "type": "sumber:Date",
            "value": d.value,
            "sumber:precision": d.precision,
            "sumber:resolved": d.because,
            "sumber:contradicts": d.contradicts,
        }
        yield "tagging", present(body), [d.span]
    for r in notes.regions:
        body = {"type": "sumber:Region", "sumber:kind": r.kind, "sumber:resolved": r.because}
        yield "classifying", present(body), [r.span]


def _statement(article: Article, statement: Statement, name: str) -> Node:
    text, agent = article.text, _agent(article, statement, name)
    return present(
        {
            "id": iri("statement", article.id, statement.id),
            "type": ["schema:Quotation", "prov:Entity", "sumber:Statement"],
            "identifier": statement.id,
            "quotation": " … ".join(content.of(text) for content in statement.contents),
            "quotedFrom": name,
            "said": statement.said_on,
            "attributedTo": agent,
            "spokenBy": agent["id"] if agent else None,
            "sumber:kind": statement.kind,
            "sumber:sourceKind": statement.who_type,
            **{
                f"sumber:{field}": _maybe(text, getattr(statement, field), name)
                for field in SPAN_FIELDS
            },
            "confidence": statement.confidence,
            "because": list(statement.because),
        }
    )


def _agent(article: Article, statement: Statement, name: str) -> Node | None:
    text, who = article.text, statement.who or statement.speaker
    if who is None:
        return None
    kind, body = AGENTS.get(statement.who_type), statement.affiliation
    return present(
        {
            "id": iri("source", article.id, str(who.start), str(who.end)),
            "type": ["prov:Agent", f"schema:{kind}"] if kind else ["prov:Agent"],
            "named": who.of(text),
            "sumber:at": _maybe(text, statement.who, name),
        }
    ) | present(
        {
            "job": statement.role.of(text) if statement.role else None,
            "worksFor": {"type": "schema:Organization", "named": body.of(text)} if body else None,
        }
    )


def _citation(text: str, citation: Citation, name: str) -> Node:
    return present(
        {
            "type": ["prov:Derivation", "sumber:Citation"],
            "entity": source_of(citation),
            "sumber:source": citation.source,
            "sumber:known": citation.known,
            "sumber:sourceKind": citation.type,
            "sumber:standing": citation.standing,
            "sumber:cue": _maybe(text, citation.cue, name),
            "sumber:takenFrom": _maybe(text, citation.taken_from, name),
            "statements": list(citation.statements),
            "sentences": [resource(text, span, name) for span in citation.sentences],
            "confidence": citation.confidence,
            "because": list(citation.because),
        }
    )


def source_of(citation: Citation) -> Node:
    """Return the cited source as a ``prov:Entity``, named by its id where it is known."""
    return {
        "id": iri("cited", citation.known or citation.source.lower()),
        "type": "prov:Entity",
        "named": citation.source,
    }


def present(node: Node) -> Node:
    """Leave out the keys that say nothing."""
    return {key: value for key, value in node.items() if value not in (None, [], "")}


def _maybe(text: str, span: Span | None, name: str) -> Node | None:
    return None if span is None else resource(text, span, name)

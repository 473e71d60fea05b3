"""What to say about a fact in words: its source, its kind, where it comes from and why."""

from __future__ import annotations

from collections.abc import Iterator

from sumber.export.tables import cited_by
from sumber.inferred import infer_outlet, infer_published
from sumber.messages import Say
from sumber.records import Article, Citation, Notes, Region, Span, Statement, When
from sumber.render.facts import Fact
from sumber.render.safe import one_line

DOT = " · "


def words(text: str, span: Span | None) -> str:
    """Return the characters of a span on one safe line, or nothing."""
    return one_line(span.of(text)) if span else ""


def quote_of(text: str, statement: Statement) -> str:
    """Return the content on one safe line; an ellipsis stands between split parts."""
    return " … ".join(words(text, content) for content in statement.contents)


def source_of(text: str, statement: Statement, say: Say) -> str:
    """Name the source: the fullest name, else the attribution's words, else that it is open."""
    return words(text, statement.who or statement.speaker) or say("show.nobody")


def standing_of(text: str, statement: Statement) -> str:
    """Return role and affiliation, the latter left out where the role already holds it."""
    role, body = words(text, statement.role), words(text, statement.affiliation)
    if role and body and body.lower() not in role.lower():
        return f"{role}, {body}"
    return role or body


def origins_of(notes: Notes, statement: Statement) -> str:
    """Name the publishers and documents that the article has the statement from."""
    return ", ".join(map(one_line, cited_by(notes, statement)))


def circumstances(text: str, notes: Notes, statement: Statement, say: Say) -> str:
    """Tell on one line how, when, to whom, where it was said and from whom the article has it."""
    parts = (
        words(text, statement.cue),
        statement.said_on or say("show.undated"),
        _filled(say, "show.to", words(text, statement.addressee)),
        words(text, statement.occasion),
        _filled(say, "show.from", origins_of(notes, statement)),
    )
    return DOT.join(part for part in parts if part)


def reasons(statement: Statement, say: Say) -> str:
    """Tell on one line what decided the statement and how sure that is."""
    sure = say("show.confidence", value=say.number(statement.confidence, 2))
    return DOT.join([sure, *map(one_line, statement.because)])


def heading(article: Article) -> str:
    """Return the title of the article, or its id where it has none."""
    return one_line(article.title or article.id)


def whereabouts(article: Article) -> list[str]:
    """Return outlet, day of publication and id on one line and the address on the next."""
    known = (article.outlet, article.published, article.id if article.title else None)
    lines = (DOT.join(one_line(part) for part in known if part), article.url or article.path)
    return [one_line(line) for line in lines if line]


def inferences(article: Article, notes: Notes, say: Say) -> list[str]:
    """Return outlet and day on one line where they are inferred, each with what told it."""
    found = (infer_outlet(article, notes), infer_published(article, notes))
    told = [say("sources.inferred", value=f.value, because=f.because) for f in found if f]
    return [DOT.join(map(one_line, told))] if told else []


def citation_of(text: str, citation: Citation, say: Say) -> str:
    """Return the name of a cited source with its type, its standing, and whose news it has."""
    kinds = [say(f"citation.{citation.type}")]
    if citation.standing:
        kinds.append(say(f"standing.{citation.standing}"))
    origin = _filled(say, "show.from", words(text, citation.taken_from))
    named = f"{one_line(citation.source)} ({', '.join(kinds)})"
    return f"{named} {origin}".strip()


def explain(text: str, notes: Notes, fact: Fact, say: Say) -> str:
    """Explain one marked span in a line or two, for a tooltip."""
    kind = say(f"kind.{fact.kind}")
    match fact.record:
        case Statement() as statement:
            return "\n".join(_of_statement(text, notes, statement, f"{fact.number} {kind}", say))
        case Citation() as citation:
            named = f"{kind}: {citation_of(text, citation, say)}"
            return "\n".join([named, DOT.join(map(one_line, citation.because))]).strip()
        case When() as date:
            return f"{kind}: {date_of(date)}"
        case Region() as region:
            return f"{kind}: {say(f'region.{region.kind}')}{_after(region.because)}"


def date_of(date: When) -> str:
    """Return the value of a date with what resolved it and what speaks against it."""
    against = f" ≠ {one_line(date.contradicts)}" if date.contradicts else ""
    return f"{date.value}{_after(date.because)}{against}"


def _of_statement(
    text: str, notes: Notes, statement: Statement, kind: str, say: Say
) -> Iterator[str]:
    standing = standing_of(text, statement)
    yield f"{kind}: {source_of(text, statement, say)}" + (f" ({standing})" if standing else "")
    yield circumstances(text, notes, statement, say)
    yield reasons(statement, say)


def _filled(say: Say, key: str, name: str) -> str:
    return say(key, name=name) if name else ""


def _after(because: str) -> str:
    return f"{DOT}{one_line(because)}" if because else ""

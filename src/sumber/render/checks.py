"""The answer to a check on a terminal: each claim, its verdict, the difference, the evidence."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from sumber.checking import Checked, Claim, Finding, Link, Match, Verdict
from sumber.messages import Say
from sumber.references import Form, written
from sumber.render.details import DOT
from sumber.render.safe import one_line, visible
from sumber.search import Searched

STYLES: dict[Verdict, str] = {
    "verbatim": "bold green",
    "altered": "bold yellow",
    "other-speaker": "bold magenta",
    "other-occasion": "bold bright_blue",
    "not-found": "bold red",
}
OTHERS = 5


def print_checked(console: Console, checked: Checked, say: Say, form: Form) -> None:
    """Print every finding in the order of the text, then what was searched."""
    for finding in checked.findings:
        print_finding(console, checked, finding, say, form)
    if not checked.findings:
        console.print(Text(say("check.no_claim")))
    console.print(Text(searched_line(checked.searched, say), style="dim"))


def print_finding(
    console: Console, checked: Checked, finding: Finding, say: Say, form: Form
) -> None:
    """Print one finding."""
    verdict = Text(say(f"verdict.{finding.verdict}"), style=STYLES[finding.verdict])
    console.print(verdict.append("  ").append(_claim(checked.text, finding.claim, say)))
    for line in _lines(checked, finding, say):
        console.print(Padding(line, (0, 0, 0, 2), expand=False))
    if finding.first is not None:
        pasted = written(finding.first.reference(), form, say.language)
        console.print(Text(pasted, style="cyan"), soft_wrap=True)
    console.print()


def searched_line(searched: Searched, say: Say) -> str:
    """Say what was searched: articles, outlets, and from when to when they were published."""
    return say(
        "check.searched",
        articles=searched.articles,
        outlets=searched.outlets,
        first=searched.first or "?",
        last=searched.last or "?",
        undated=searched.undated,
    )


def nil_line(searched: Searched, say: Say) -> str:
    """Say honestly that nothing was found, and in what."""
    return say(
        "check.nil",
        articles=searched.articles,
        outlets=searched.outlets,
        first=searched.first or "?",
        last=searched.last or "?",
    )


def difference(text: str, match: Match) -> Text:
    """Return the article's words, with what the claim has instead struck out beside them."""
    shown = Text()
    stored = visible(match.article.text)
    for change in match.changes:
        if change.kind == "cut":
            shown.append(" … ", "dim")
            continue
        if change.claim is not None and change.kind != "same":
            shown.append(f" [-{one_line(change.claim.of(text))}-]", "red strike")
        if change.article is not None:
            words = one_line(stored[change.article.start : change.article.end])
            shown.append(" " + (words if change.kind == "same" else f"[+{words}+]"))
            if change.kind != "same":
                shown.stylize("green", len(shown) - len(words) - 4)
    return shown


def _lines(checked: Checked, finding: Finding, say: Say) -> Iterator[Text]:
    first = finding.first
    if first is None:
        yield Text(nil_line(checked.searched, say))
        if finding.others:
            yield Text(say("check.nearest"), style="dim")
    else:
        if not first.same:
            yield Text(say("check.difference"), style="dim").append(difference(checked.text, first))
        yield _where(first, say)
        yield from _speakers(finding.claim, first, say)
        if finding.chain:
            names = ", ".join(_link(link, say) for link in finding.chain)
            yield Text(say("check.chain", names=names))
        if finding.articles > 1:
            yield Text(say("check.articles", n=finding.articles))
    for match in finding.others[:OTHERS]:
        yield Text("· ").append(_where(match, say))
        if not match.same:
            yield Text("  ").append(difference(checked.text, match))


def _speakers(claim: Claim, first: Match, say: Say) -> Iterator[Text]:
    """Say who speaks in the article where it is not whom the claim names, or cannot be told."""
    who = one_line(first.who or "")
    if first.speaker == "other" and who:
        yield Text(say("check.said_by", who=who, claimed=one_line(claim.who or "")), "bright_red")
    elif first.speaker == "unknown" and claim.who:
        yield Text(say("check.speaker_unknown"), "dim")


def _claim(text: str, claim: Claim, say: Say) -> Text:
    words = " … ".join(one_line(span.of(text)) for span in claim.contents)
    who = one_line(claim.who or "") or say("check.nobody")
    day = f", {claim.said_on}" if claim.said_on else ""
    return Text(f"“{words}”").append(f" — {who}{day}", "dim")


def _where(match: Match, say: Say) -> Text:
    article = match.article
    who = one_line(match.who or "") or say("show.nobody")
    parts = [
        article.outlet or "",
        match.day or say("show.undated"),
        article.title or "",
        article.id,
    ]
    likeness = "" if match.same else f"{say.number(100 * match.likeness)} %"
    told = DOT.join(one_line(part) for part in [*parts, likeness] if part)
    shown = Text(who, style="bold").append(DOT + told, "not bold")
    for key, agreement in (
        ("check.other_speaker", match.speaker),
        ("check.other_occasion", match.occasion),
    ):
        if agreement == "other":
            shown.append(DOT + say(key), "not bold bright_red")
    return shown


def _link(link: Link, say: Say) -> str:
    name = one_line(link.source or link.origin or "?")
    standing = f"standing.{link.standing}"
    return f"{name} ({say(standing)})" if standing in say else name

"""Label Studio's tasks back to articles and facts: what people corrected, or the predictions.

1. Of a task's annotations the newest that was not cancelled counts, one marked as ground truth
   before all; a task without any gives its first prediction.
2. Regions are placed by their numbers; where those do not hold the region's words, they are tried
   as UTF-16 (older editors), then the words are looked for nearest to them.
3. Content that relations join becomes a statement, its parts are what its relations lead to.

What people draw anew has confidence 1 and says ``label studio`` in ``because``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import count
from typing import Any, Final, NamedTuple

from sumber.errors import ReadError
from sumber.export.labelstudio import PARTS
from sumber.export.parsing import parse_interchange
from sumber.export.selectors import nearest
from sumber.records import Article, Notes

HAND: Final = {"confidence": 1.0, "because": ["label studio"]}
_CONTROLS: Final = ("statement", "part", "citation", "date", "region")


class Marked(NamedTuple):
    """A labelled region: its id, control, label, place with words, and what was kept with it."""

    id: str
    control: str
    label: str
    at: dict[str, Any]
    kept: Mapping[str, Any]


class Task(NamedTuple):
    """The regions of a task, the relations out of each, and the fields filled in on each."""

    marked: list[Marked]
    relations: Mapping[str, list[tuple[str, str]]]
    fields: Mapping[tuple[str, str], str]


def from_task(task: Mapping[str, Any]) -> tuple[Article, Notes]:
    """Return the article and the facts of one task. Raises ``ReadError``."""
    try:
        data = task["data"]
        text, known = data["text"], {name: data.get(name) for name in data if name != "text"}
        read = _read(text, _results(task))
        found = {
            "article": {"id": str(known.get("id") or task.get("id") or "task"), **_given(known)},
            "statements": _statements(read),
            "citations": _citations(text, read),
            "dates": [_date(read, one) for one in read.marked if one.control == "date"],
            "regions": [
                {**one.at, "kind": one.label, "because": one.kept.get("because", "label studio")}
                for one in read.marked
                if one.control == "region"
            ],
        }
    except (KeyError, TypeError, AttributeError, IndexError) as error:
        raise ReadError(f"This is no task of sumber's labelling interface: {error!r}.") from error
    return parse_interchange(found, text)


def is_corrected(task: Mapping[str, Any]) -> bool:
    """Tell whether a person has annotated a task; one with predictions alone nobody has read."""
    made = task.get("annotations") or ()
    return any(not one.get("was_cancelled") for one in made)


def _given(known: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in known.items() if name != "id"}


def _results(task: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    made = [one for one in task.get("annotations") or () if not one.get("was_cancelled")]
    if made:
        best = max(made, key=lambda one: (bool(one.get("ground_truth")), _age(one)))
        return list(best["result"])
    predicted = task.get("predictions") or [{"result": []}]
    return list(predicted[0]["result"])


def _age(annotation: Mapping[str, Any]) -> str:
    return str(annotation.get("updated_at") or annotation.get("created_at") or "")


def _read(text: str, results: Iterable[Mapping[str, Any]]) -> Task:
    marked: list[Marked] = []
    relations: dict[str, list[tuple[str, str]]] = defaultdict(list)
    fields: dict[tuple[str, str], str] = {}
    for one in results:
        control, value = one.get("from_name"), one.get("value") or {}
        if one["type"] == "relation":
            label = (one.get("labels") or [""])[0]
            relations[one["from_id"]].append((label, one["to_id"]))
        elif one["type"] == "labels" and control in _CONTROLS:
            kept = (one.get("meta") or {}).get("sumber") or {}
            at = _place(text, value)
            marked.append(Marked(one["id"], str(control), value["labels"][0], at, kept))
        elif one["type"] in ("choices", "textarea"):
            words = value.get("choices") or value.get("text") or [""]
            fields[one["id"], str(control)] = words if isinstance(words, str) else words[0]
    return Task(marked, relations, fields)


def _place(text: str, value: Mapping[str, Any]) -> dict[str, Any]:
    start, end = value["start"], value["end"]
    exact = value.get("text", text[start:end])
    if text[start:end] == exact:
        return {"start": start, "end": end, "exact": exact}
    first = _points(text, start)
    at = first if text.startswith(exact, first) else nearest(text, exact, start)
    if at < 0:
        raise ReadError(f"The text does not hold {exact!r}, which a region says it marks.")
    return {"start": at, "end": at + len(exact), "exact": exact}


def _points(text: str, units: int) -> int:
    """Return the code point at which a number of UTF-16 units ends."""
    before = text.encode("utf-16-le", "surrogatepass")[: 2 * units]
    return len(before.decode("utf-16-le", "replace"))


def _statements(read: Task) -> list[dict[str, Any]]:
    groups = _groups(read)
    kept = [next((one.kept for one in group if "id" in one.kept), {}) for group in groups]
    taken = {str(one.get("id")) for one in kept}
    free = (name for name in map("s{}".format, count(1)) if name not in taken)
    return [
        {
            "id": own.get("id") or next(free),
            "kind": group[0].label,
            "contents": [one.at for one in group],
            "who_type": _field(read, group, "who_type") or "unknown",
            "said_on": _field(read, group, "said_on"),
            **HAND,
            **{name: own[name] for name in HAND if name in own},
            **_parts(read, group),
        }
        for group, own in zip(groups, kept, strict=True)
    ]


def _groups(read: Task) -> list[list[Marked]]:
    """Return the content of each statement, its parts in the order of the text.

    Parts are one statement's where relations join them, whichever way these run.
    """
    contents = {one.id: one for one in read.marked if one.control == "statement"}
    beside = defaultdict(set)
    for own in contents:
        for label, end in read.relations.get(own, ()):
            if label == "continues" and end in contents:
                beside[own].add(end)
                beside[end].add(own)
    seen: set[str] = set()
    groups = []
    for own in contents:
        if own not in seen:
            group, coming = {own}, [own]
            while coming:
                more = beside[coming.pop()] - group
                group |= more
                coming += more
            seen |= group
            groups.append(sorted((contents[name] for name in group), key=_start))
    return groups


def _start(one: Marked) -> int:
    return int(one.at["start"])


def _field(read: Task, group: Iterable[Marked], control: str) -> str | None:
    given = (read.fields.get((one.id, control)) for one in group)
    return next((value for value in given if value), None)


def _parts(read: Task, group: Iterable[Marked]) -> dict[str, Any]:
    places = {one.id: one.at for one in read.marked if one.control == "part"}
    found = {
        label: places.get(end)
        for one in group
        for label, end in read.relations.get(one.id, ())
        if label in PARTS
    }
    name = found.pop("name", None)
    return {**found, "who_at": name}


def _citations(text: str, read: Task) -> list[dict[str, Any]]:
    ids = {one["contents"][0]["start"]: one["id"] for one in _statements(read)}
    places = {one.id: one.at for one in read.marked}
    found = []
    for one in read.marked:
        if one.control == "citation":
            bound = [
                (label, places[end])
                for label, end in read.relations.get(one.id, ())
                if end in places
            ]
            kept = {**HAND, **one.kept}
            covered = (ids.get(at["start"]) for label, at in bound if label == "covers")
            taken = [at for label, at in bound if label == "taken from"]
            kept["statements"] = [name for name in covered if name]
            kept["sentences"] = [_exact(text, span) for span in kept.get("sentences", ())]
            kept["taken_from"] = taken[0] if taken else _exact(text, kept.get("taken_from"))
            cue = next((at for label, at in bound if label == "cue"), None)
            source = read.fields.get((one.id, "source")) or one.at["exact"]
            found.append({**kept, **one.at, "type": one.label, "cue": cue, "source": source})
    return found


def _exact(text: str, span: list[int] | None) -> dict[str, Any] | None:
    if span is None:
        return None
    return {"start": span[0], "end": span[1], "exact": text[span[0] : span[1]]}


def _date(read: Task, one: Marked) -> dict[str, Any]:
    value = read.fields.get((one.id, "value"), "")
    because = {"because": "label studio", **one.kept}
    return {**because, **one.at, "value": value}

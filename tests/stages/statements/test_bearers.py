"""Which words of an attribution name the source; all people and bodies are invented."""

from __future__ import annotations

import pytest

from sumber.records import Article, Mention, Notes, Span
from sumber.stages import PREPARING
from sumber.stages.statements.bearers import bearer

# {…} are the words given for the source, […] those that name it, <…> names of persons.
CASES = [
    "{Terkait uji kelaikan, [Bupati]} menegaskan aturan itu tetap berlaku.",
    "{Dalam pertemuan dengan Rini Wardani, [Bagas]} menyampaikan usul baru.",
    "{menerima laporan warga, [Kepala Dusun]} mengatakan jalan itu rusak.",
    "Untuk itu, [istri {Bagas Prakoso ini}] menyatakan siap maju.",
    "[Mantan Kepala Dinas {Sukamaju itu}] menambahkan dua hal.",
    "[<Bagas Prakoso>] didampingi Camat {Rini Wardani} menjelaskan hasil rapat.",
    "[<Bagas Prakoso>] mewakili Camat Sukamaju {Rini Wardani} menjelaskan hasil rapat.",
    "Sementara itu [<Bagas>], {seorang pedagang beras di Sukamaju} mengatakan harga naik.",
    "{Salah satu pedagang beras, [Bagas] (40)} mengaku harga naik.",
    "{[Rini Wardani] membacakan surat itu} mengatakan rapat selesai.",
    "{[Rini Wardani]} mengatakan rapat selesai.",
    "{[warga Desa Sukamaju]} mengatakan jalan itu rusak.",
]


@pytest.mark.parametrize("case", CASES)
def test_the_words_that_name_the_source(case: str) -> None:
    text, marks = _unmarked(case)
    notes = Notes()
    for stage in PREPARING:
        notes = stage(Article(id="a", text=text), notes)
    (clause,) = notes.clauses
    mentions = [Mention(span, "person") for span in marks.get("<", [])]
    first = clause.starts.index(marks["{"][0].start)
    last = clause.ends.index(marks["{"][0].end)
    found = clause.range(*bearer(clause, (first, last + 1), mentions))
    assert found.of(text) == marks["["][0].of(text)


def _unmarked(case: str) -> tuple[str, dict[str, list[Span]]]:
    """Return the plain text and the spans of each kind of bracket."""
    plain, opened, spans = "", list[tuple[str, int]](), dict[str, list[Span]]()
    for sign in case:
        if sign in "{[<":
            opened.append((sign, len(plain)))
        elif sign in "}]>":
            kind, start = next(o for o in reversed(opened) if o[0] == "{[<"["}]>".index(sign)])
            opened.remove((kind, start))
            spans.setdefault(kind, []).append(Span(start, len(plain)))
        else:
            plain += sign
    return plain, spans

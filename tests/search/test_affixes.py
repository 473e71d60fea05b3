"""Forms of a word: by the rules of the language, as far as the corpus has them."""

from __future__ import annotations

import pytest

from sumber.search.affixes import forms_of, roots_of, words_from

WORDS = (
    "serang menyerang diserang serangan penyerang penyerangan terserang rang perang "
    "cek mengecek dicek pengecekan kata mengatakan dikatakan katanya perkataan "
    "pukul memukul pemukulan tulis menulis penulis tulisan kirim mengirim pengiriman dikirim "
    "ajar belajar makan makanan dimakan terang keterangan menerangkan penerangan ang "
    "baik memperbaiki perbaikan diperbaiki pimpin memimpin kepemimpinan"
)
KNOWN = frozenset(WORDS.split())


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("penyerangan", {"serang", "menyerang", "diserang", "serangan", "penyerang", "terserang"}),
        ("pemukulan", {"pukul", "memukul"}),
        ("penulis", {"tulis", "menulis", "tulisan"}),
        ("pengiriman", {"kirim", "mengirim", "dikirim"}),
        ("mengecek", {"cek", "dicek", "pengecekan"}),
        ("dimakan", {"makan", "makanan"}),
        ("menerangkan", {"terang", "keterangan", "penerangan"}),
        ("perbaikan", {"baik", "memperbaiki", "diperbaiki"}),
        ("kepemimpinan", {"pimpin", "memimpin"}),
        ("xyz", set()),
        ("b2b2", set()),
    ],
)
def test_forms_share_a_root(word: str, forms: set[str]) -> None:
    assert set(forms_of(word, KNOWN.__contains__)) == forms


@pytest.mark.parametrize(
    ("word", "root"),
    [("menyapu", "sapu"), ("memakai", "pakai"), ("mengajar", "ajar"), ("ditinjau", "tinjau")],
)
def test_a_word_comes_of_its_root_and_back(word: str, root: str) -> None:
    assert root in set(roots_of(word))
    assert word in set(words_from(root))

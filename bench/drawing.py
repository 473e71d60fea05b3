"""Invented words that nobody said, for :mod:`bench.checking`."""

from __future__ import annotations

import random
from typing import Final

_WHO: Final = (
    "Para penenun kain pelangi", "Juru kunci menara garam", "Kawanan itik pos keliling",
    "Paguyuban pemecah teka-teki", "Pengrajin jam pasir raksasa", "Penjaga mercusuar beling",
    "Pasar terapung tengah gurun", "Kereta gantung antarpulau mainan",
)  # fmt: skip
_DOES: Final = (
    "akan menukar seluruh cadangan", "menolak menghapus jatah tahunan",
    "sudah melipatgandakan setoran",
    "berjanji mengecat ulang semua", "tidak pernah menimbang kembali", "wajib menyewakan separuh",
    "siap mengubur hidup-hidup", "telanjur menggadaikan sepertiga",
)  # fmt: skip
_WHAT: Final = (
    "layang-layang bertenaga kabut", "lumbung kacang bernyanyi", "sepeda roda tujuh",
    "perpustakaan di punggung paus", "kolam susu kental kota", "jembatan dari benang laba-laba",
    "genteng rasa vanila", "kursi malas dewan semut",
)  # fmt: skip
_WHEN: Final = (
    "sebelum purnama kesembilan", "kalau hujan turun ke atas",
    "selama gerobak masih bisa terbang", "demi anak cucu bangsa kepiting",
    "tanpa menunggu tukang kue pensiun", "asal bulan tidak dicicil",
)  # fmt: skip


def invented_words(dice: random.Random) -> str:
    """Return a sentence that no article holds."""
    return " ".join(dice.choice(part) for part in (_WHO, _DOES, _WHAT, _WHEN))

"""A small corpus of invented articles, annotated in this process."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sumber.corpus import Corpus
from sumber.corpus.facts import FACTS
from sumber.corpus.rows import article_rows, fact_rows
from sumber.corpus.store import writing
from sumber.records import Article
from sumber.stages import annotate

ARTICLES = (
    Article(
        id="rob",
        outlet="Gema Lembah",
        title="Rob Surut di Tanjungsari",
        published="2023-07-11",
        url="https://gema.example/rob?id=1",
        text=(
            "TANJUNGSARI - “Air rob sudah surut dan dapur umum kami tutup sore ini,” kata Camat "
            "Tanjungsari, Rini Wardani, Selasa (11/7/2023).\nRini menilai tanggul di muara itu "
            "harus segera diperbaiki sebelum musim pasang berikutnya.\nPenyerangan hama wereng "
            "juga dilaporkan di tiga desa."
        ),
    ),
    Article(
        id="rob-kutip",
        outlet="Kabar Sore",
        title="Dapur Umum Ditutup",
        published="2023-07-12",
        url="https://kabar.example/dapur",
        text=(
            "“Air rob sudah surut dan dapur umum kami tutup sore ini,” kata Rini Wardani dikutip "
            "dari Gema Lembah, Selasa (11/7/2023)."
        ),
    ),
    Article(
        id="hama",
        outlet="Gema Lembah",
        title="Wereng Menyerang Sawah",
        published="2024-02-03",
        url="https://gema.example/hama",
        text=(
            "Wereng menyerang sawah di Desa Sukamaju. Kepala Dinas Pertanian Sukamaju, Toto "
            "Suharto, mengatakan bahwa serangan wereng itu paling parah selama sepuluh tahun "
            "terakhir.\n“Petani jangan panik, stok benih cadangan kami masih cukup,” ujar Toto, "
            "Sabtu (3/2/2024)."
        ),
    ),
    Article(
        id="polos",
        outlet=None,
        title=None,
        published=None,
        text="“Kami menunggu hasil pemeriksaan laboratorium,” ucap Sri Rahayu. Emil Erdoğan diam.",
    ),
)


def made(folder: Path, articles: Iterable[Article] = ARTICLES) -> Corpus:
    """Return a corpus of the articles, with the facts that the stages find."""
    batch = [(article, annotate(article)) for article in articles]
    rows: dict[str, Any] = {table: fact_rows(table, batch) for table in FACTS}
    rows["articles"] = article_rows(batch, datetime.now(UTC))
    with writing(folder, create=True) as writer:
        writer.append(rows)
    return Corpus(folder)

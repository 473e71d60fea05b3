"""How cited sources are told; outlets are real, people and events invented."""

from __future__ import annotations

import re
import time
from importlib.resources import files

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sumber import language
from sumber.inferred import infer_outlet
from sumber.language.patterns import any_of, both_cases
from sumber.records import Article, Citation, Notes, Span, Statement
from sumber.stages.citations import find_citations
from sumber.stages.citations.sources import known_by_domain, name_at
from sumber.stages.regions import find_regions


def cited(text: str, url: str | None = None, outlet: str | None = None) -> tuple[Citation, ...]:
    article = Article(id="a", text=text, url=url, outlet=outlet)
    return find_citations(article, find_regions(article, Notes())).citations


def told(text: str, url: str | None = None) -> list[tuple[str, str, str, str | None]]:
    """Return exact characters, source, type and cue of every citation."""
    return [
        (c.span.of(text), c.source, c.type, c.cue.of(text) if c.cue else None)
        for c in cited(text, url)
    ]


OUTLETS = [
    ("Panen sukses, dikutip dari DW, Rabu.", ("DW", "DW", "dikutip dari")),
    ("Panen sukses, dilansir Reuters.", ("Reuters", "Reuters", "dilansir")),
    ("Dilansir dari Antara, panen sukses.", ("Antara", "Antara", "Dilansir dari")),
    ("Melansir laman Android Police.", ("Android Police", "Android Police", "Melansir")),
    ("Diberitakan Reuters, panen sukses.", ("Reuters", "Reuters", "Diberitakan")),
    ("berdasarkan laporan dari TASS, panen", ("TASS", "TASS", "berdasarkan laporan dari")),
    ("Menurut laporan SCMP, panen.", ("SCMP", "South China Morning Post", "Menurut laporan")),
    ("kata Wulan kepada Reuters.", ("Reuters", "Reuters", "kepada")),
    ("ujar Wulan saat dihubungi Kompas.com.", ("Kompas.com", "Kompas.com", "dihubungi")),
    ("Berbicara di Bloomberg TV, Wulan", ("Bloomberg TV", "Bloomberg TV", "Berbicara di")),
    ("Pantauan detikJateng di lokasi", ("detikJateng", "detikJateng", "Pantauan")),
    ("kata Wulan, dikutip CNNIndonesia.com.", ("CNNIndonesia.com", "CNN Indonesia", "dikutip")),
    ("seperti dilansir kantor berita AFP.", ("AFP", "AFP", "dilansir")),
    ("dikutip kantor berita Rusia, Interfax.", ("Interfax", "Interfax", "dikutip")),
    # letters glued to the name or to the cue
    ("Panen sukses, dilansirAFP.", ("AFP", "AFP", "dilansir")),
    ("NPRmenyebut petani itu senang.", ("NPR", "NPR", "menyebut")),
    # the outlet reports
    ("BBC melaporkan panen itu sukses.", ("BBC", "BBC", "melaporkan")),
    # unknown names by their form
    ("Dikutip dari Kabar Sukarame, panen.", ("Kabar Sukarame", "Kabar Sukarame", "Dikutip dari")),
    ("Dikutip dari sukarame.id, panen.", ("sukarame.id", "sukarame.id", "Dikutip dari")),
    ("kata Wulan kepada Sukaramenews.com.", ("Sukaramenews.com", "Sukaramenews.com", "kepada")),
    ("kata Wulan kepada TribunDesa.com.", ("TribunDesa.com", "TribunDesa.com", "kepada")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), OUTLETS)
def test_outlets(text: str, expected: tuple[str, str, str]) -> None:
    exact, source, cue = expected
    assert told(text) == [(exact, source, "outlet", cue)]


SMALL_OR_UNKNOWN = [
    # names without capitals, behind words that cite
    ("Dilansir dari healthline, kopi baik.", [("healthline", "Healthline", "outlet")]),
    ("Dilansirdetiknews, panen sukses.", [("detiknews", "detiknews", "outlet")]),
    # media told by their kind, and unknown ones in a chain
    ("kata Wulan kepada TV Sukarame, Rabu.", [("TV Sukarame", "TV Sukarame", "outlet")]),
    ("kata Wulan kepada Radio Sukarame.", [("Radio Sukarame", "Radio Sukarame", "outlet")]),
    (
        "Panen sukses, dikutip Kabar Desa dari Warta Tani, Rabu.",
        [("Kabar Desa", "Kabar Desa", "outlet"), ("Warta Tani", "Warta Tani", "outlet")],
    ),
    # an unknown one that is cited elsewhere
    (
        "Dikutip dari Warta Tani, panen sukses. Hujan turun, lapor Warta Tani.",
        [("Warta Tani", "Warta Tani", "outlet")] * 2,
    ),
    # documents of somebody, behind words that cite
    (
        "Dikutip dari keterangan PT Sukarame, Rabu, panen sukses.",
        [("keterangan PT Sukarame", "keterangan PT Sukarame", "document")],
    ),
    ("Berdasarkan dokumen itu, panen sukses.", [("dokumen", "dokumen", "document")]),
    # credits of several
    ("Panen.\n\n(AFP/REUTERS)", [("AFP", "AFP", "outlet"), ("REUTERS", "Reuters", "outlet")]),
    ("Panen.\n\nSumber: AFP, DW", [("AFP", "AFP", "outlet"), ("DW", "DW", "outlet")]),
    ("Panen.\nPenerjemah: Wulan Arum", [("Wulan Arum", "Wulan Arum", "byline")]),
    ('"Panen," ujarnya di akun @wulan_arum.', [("@wulan_arum", "@wulan_arum", "platform")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SMALL_OR_UNKNOWN)
def test_names_that_no_list_knows(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [found[:3] for found in told(text, "https://www.kabarbaru.example/1")] == expected


def test_the_own_outlet_is_known_by_its_address() -> None:
    (found,) = cited(
        "kata Wulan kepada Lensa Sukarame, Rabu.", "https://www.lensasukarame.example/1"
    )
    assert (found.source, found.type, found.standing) == ("Lensa Sukarame", "byline", "first-hand")


LISTS = [
    ("seperti dilansir Mehr dan i24News.", ["Mehr", "i24News"]),
    ("dilansir Reuters, AFP, dan Al Arabiya.", ["Reuters", "AFP", "Al Arabiya"]),
    ("Dilansir detikNews dari Antara, panen sukses.", ["detikNews", "Antara"]),
]


@pytest.mark.parametrize(("text", "sources"), LISTS)
def test_lists_and_chains_keep_their_order(text: str, sources: list[str]) -> None:
    assert [source for _, source, _, _ in told(text)] == sources


NOTHING = [
    "Keterangan itu dikutip Senin (27/11/2023).",
    "Wulan mengutip Presiden yang gembira.",
    "Diberitakan sebelumnya, panen sukses.",
    "periode laporan antara lain padi dan jagung.",
    "kata Wulan dalam keterangannya, Rabu.",
    "Wulan memberi beras kepada KPU dan Polri.",
    "Ketua RT 05 berkonsultasi ke Pak RT setempat.",
    "Ia punya banyak pengikut di Instagram.",
    "Video itu viral di media sosial.",
    "Ia menghubungi lewat pesan WhatsApp.",
    "Harian itu terbit tiap pagi di desa.",
    "dikutip Rabu.",
    "Pendaftaran dapat dilakukan melalui laman pmb.sukarame.ac.id mulai Rabu.",
    "Ia tidak mempunyai akun Telegram.",
    "Ikuti kami di Instagram @sukarame.",
    "Peretas masuk ke dalam akun Telegram.",
    "Polisi menerima laporan warga.",
    "Wulan memberi surat kepada Rahmat.",
    "Surat suara dicetak di Desa Sukarame.",
    "Dalam putusannya, hakim menghukum Rahmat.",
    "kata Wulan saat ditemui awak media di Balai Desa.",
    "kata Wulan kepada media, Rabu.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_citation(text: str) -> None:
    assert told(text) == []


CHANNELS = [
    ("tulis Wulan di akun Twitter-nya.", "Twitter", "platform"),
    ("ujar Wulan dalam akun Instagram @wulan.arum.", "Instagram", "platform"),
    ("Dalam unggahan di Truth Social, Wulan gembira.", "Truth Social", "platform"),
    ("kata Wulan dalam unggahan di X.", "X", "platform"),
    ("ungkap Wulan melalui akun X-nya.", "X", "platform"),
    ("dilihat di kanal YouTube Desa Sukarame, Rabu.", "YouTube Desa Sukarame", "platform"),
    ("tulis Wulan Arum di X, Rabu.", "X", "platform"),
    ("begitu tulis akun @kabarsukarame kemarin.", "@kabarsukarame", "platform"),
    ("dikutip dari laman resmi Desa Sukarame.", "Desa Sukarame", "platform"),
    ("kata Wulan dalam keterangan tertulis, Rabu.", "keterangan tertulis", "document"),
    ("kata Wulan dalam keterangan tertulisnya.", "keterangan tertulis", "document"),
    ("kata Wulan melalui siaran pers.", "siaran pers", "document"),
    ("Menurut siaran pers Dinas Pasar, panen sukses.", "siaran pers Dinas Pasar", "document"),
    ("Berdasarkan surat dakwaan Jaksa, ia pergi.", "surat dakwaan Jaksa", "document"),
    ("Menurut dakwaan, ia pergi.", "dakwaan", "document"),
    (
        "Aturan itu tertuang dalam Peraturan Desa Nomor 8 Tahun 2020 tentang air.",
        "Peraturan Desa Nomor 8 Tahun 2020",
        "document",
    ),
    ("Dikutip dari buku 'Padi di Ladang' karya Wulan.", "Padi di Ladang", "document"),
]


@pytest.mark.parametrize(("text", "source", "kind"), CHANNELS)
def test_platforms_and_documents(text: str, source: str, kind: str) -> None:
    assert [(s, k) for _, s, k, _ in told(text)] == [(source, kind)]


SAID_ON = [
    ("ujar Wulan di laman resmi klub, Rabu.", "laman resmi klub", "platform"),
    ("“Kami senang,” kata Wulan di situs sukarame.go.id.", "sukarame.go.id", "platform"),
    ("berdasarkan informasi di laman Desa Sukarame, panen tiba.", "Desa Sukarame", "platform"),
    ("Sementara laman Desa Sukarame memberi nilai delapan.", "Desa Sukarame", "platform"),
    ("Dalam unggahannya, Wulan menulis panen tiba.", "unggahan", "platform"),
    ("tulis Wulan lewat cuitannya.", "cuitan", "platform"),
    ("Melalui media sosialnya, Wulan mengumumkan panen.", "media sosial", "platform"),
    ("dikutip dari YouTube Wulan Arum, Rabu.", "YouTube Wulan Arum", "platform"),
    ("Wulan menari (Instagram/@wulan).", "Instagram", "platform"),
    ("ujar Wulan dalam surat edaran.", "surat edaran", "document"),
    ("Dalam surat itu, Wulan meminta air.", "surat", "document"),
    ("bunyi putusan tersebut.", "putusan", "document"),
    ("Wulan menegaskan dalam pernyataan bersama panen.", "pernyataan bersama", "document"),
    ("dalam bukunya berjudul Padi di Ladang, Wulan menulis.", "Padi di Ladang", "document"),
    ("Laporan Lembaga Padi menyebut panen turun.", "Lembaga Padi", "document"),
    ("kata Wulan kepada radio Kan.", "Kan", "outlet"),
    ("seperti dilaporkan surat kabar Hamparan.", "Hamparan", "outlet"),
    ("Menurut televisi pemerintah Iran, panen tiba.", "televisi pemerintah Iran", "outlet"),
    ("kata Wulan kepada media setempat.", "media setempat", "outlet"),
    ("kata Wulan kepada Kantor Berita Politik RMOL, Rabu.", "RMOL", "outlet"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "kind"), SAID_ON)
def test_where_it_was_said_or_read(text: str, source: str, kind: str) -> None:
    assert [(s, k) for _, s, k, _ in told(text)] == [(source, kind)]


GLUED_ON = [
    ("dikutip Terkini.id--jaringan Desa.Dalam hal itu", "Terkini.id"),
    ("Dikutip dari Kabar Sukarame.Wulan lalu pergi.", "Kabar Sukarame"),
    ("cuit Wulan lewat akun @wulan1.Kemudian ia pergi.", "@wulan1"),
]


@pytest.mark.parametrize(("text", "source"), GLUED_ON)
def test_a_sentence_that_is_glued_to_a_name_is_cut_off(text: str, source: str) -> None:
    assert [s for _, s, _, _ in told(text)] == [source]


BODY = "Warga Desa Sukarame memperbaiki jembatan bambu itu bersama-sama."

CREDITS = [
    (f"{BODY}\nSumber: antara", "Antara", "outlet"),
    (f"{BODY}(RMOL)", "RMOL", "outlet"),
    (f"{BODY}(dtk)", "detikcom", "outlet"),
    (f"{BODY}[suara]", "Suara.com", "outlet"),
    (f"{BODY} Pewarta: Wulan Arum Editor: Bima Kurnia", "Wulan Arum", "byline"),
    (f"{BODY} (Tribunnews.com/Wulan)", "Tribunnews.com", "byline"),
    (f"{BODY} Artikel ini telah tayang di TIMES Indonesia dengan judul: Jembatan",
     "TIMES Indonesia", "outlet"),
    (f"{BODY}\nANTARA FOTO/ Wulan Arum Warga menyeberangi jembatan.\n{BODY}\n", "Antara", "outlet"),
    (f"{BODY}\nArtikel ini disediakan oleh penyedia konten pihak ketiga. Tanpa jaminan.",
     "penyedia konten pihak ketiga", "provider"),
    (f"(SeaPRwire) – {BODY}", "SeaPRwire", "provider"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "kind"), CREDITS)
def test_credits_outside_the_body(text: str, source: str, kind: str) -> None:
    assert [(s, k) for _, s, k, _ in told(text)] == [(source, kind)]


def test_names_in_related_headlines_are_not_cited() -> None:
    text = f"{BODY}\nBaca juga: Panen Sukses, Dilansir Reuters\n{BODY}\n"
    assert told(text) == []


OWN = [
    ("https://www.tempo.co/desa/panen", "kata Wulan kepada Tempo.", "byline"),
    ("https://news.detik.com/berita/1", "Pantauan detikJateng di lokasi", "byline"),
    ("https://jogja.tribunnews.com/1", "kata Wulan kepada Tribunjogja.com.", "byline"),
    ("https://www.detik.com/1", "kata Wulan kepada Tempo.", "outlet"),
    (None, "kata Wulan kepada Tempo.", "outlet"),
]


@pytest.mark.parametrize(("url", "text", "kind"), OWN)
def test_the_own_outlet_is_a_byline(url: str | None, text: str, kind: str) -> None:
    assert [k for _, _, k, _ in told(text, url)] == [kind]


def test_known_sources_are_surer_than_unknown_ones() -> None:
    known, unknown = cited("Dikutip dari Reuters. Dikutip dari Kabar Sukarame.")
    assert known.known == "reuters"
    assert unknown.known is None
    assert known.confidence > unknown.confidence


def test_a_citation_covers_the_statements_of_its_sentence_or_the_next() -> None:
    text = "“Kami senang,” kata Wulan, dilansir Antara. Dikutip dari DW. Rahmat berkata panen tiba."
    sentences = (Span(0, 43), Span(44, 60), Span(61, len(text)))
    one = Statement(id="s1", kind="direct", contents=(Span(1, 12),))
    two = Statement(id="s2", kind="indirect", contents=(Span(76, len(text) - 1),))
    notes = Notes(sentences=sentences, statements=(one, two))
    found = find_citations(Article(id="a", text=text), notes).citations
    assert [(c.source, c.statements) for c in found] == [("Antara", ("s1",)), ("DW", ("s2",))]
    assert [c.sentences for c in found] == [sentences[:1], sentences[1:]]


CHAINS = [
    ("kata Wulan, dikutip Antara dari Sputnik.", [("Antara", "Sputnik"), ("Sputnik", None)]),
    ("Dikutip dari Antara yang mengutip Reuters.", [("Antara", "Reuters"), ("Reuters", None)]),
    ("kata Wulan kepada Fox News, dikutip AFP.", [("Fox News", None), ("AFP", "Fox News")]),
    ("Menurut laporan Sputnik, dikutip Antara.", [("Sputnik", None), ("Antara", "Sputnik")]),
    ("dilansir Reuters dan AFP.", [("Reuters", None), ("AFP", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CHAINS)
def test_who_has_it_from_whom(text: str, expected: list[tuple[str, str | None]]) -> None:
    found = cited(text)
    origins = [(c.source, c.taken_from.of(text) if c.taken_from else None) for c in found]
    assert origins == expected


STANDINGS = [
    ("kata Wulan kepada Tempo.", "https://www.tempo.co/1", "first-hand"),
    ("kata Wulan kepada Tempo.", "https://www.detik.com/1", "second-hand"),
    ("kata Wulan kepada Tempo.", None, None),
    ("kata Wulan kepada Reuters.", None, "second-hand"),
    ("dikutip dari Tempo.", None, "second-hand"),
    ("tulis Wulan di akun X-nya.", None, "official"),
    ("dilihat di kanal YouTube Kompas TV, Rabu.", None, "second-hand"),
    ("kata Wulan dalam siaran pers.", None, "official"),
    ("Dikutip dari buku 'Padi di Ladang' karya Wulan.", None, "second-hand"),
    (f"(SeaPRwire) – {BODY}", None, "provider"),
]


@pytest.mark.parametrize(("text", "url", "standing"), STANDINGS)
def test_how_near_the_article_stands(text: str, url: str | None, standing: str | None) -> None:
    assert [c.standing for c in cited(text, url)] == [standing]


OUTLETS_TOLD = [
    (f"JAKARTA, KOMPAS.com - {BODY}", None, ("Kompas.com", "dateline")),
    (f"{BODY} (Tribunnews.com/Wulan)", None, ("Tribunnews.com", "byline")),
    (BODY, "https://www.tempo.co/1", ("Tempo", "address")),
    (BODY, None, None),
]


@pytest.mark.parametrize(("text", "url", "expected"), OUTLETS_TOLD)
def test_the_outlet_is_told_by_address_dateline_or_byline(
    text: str, url: str | None, expected: tuple[str, str] | None
) -> None:
    article = Article(id="a", text=text, url=url)
    found = infer_outlet(article, find_regions(article, Notes()))
    assert (found and (found.value, found.because)) == expected
    given = msgspec.structs.replace(article, outlet="Kabar Sukarame")
    assert infer_outlet(given, Notes()) is None


# ---------------------------------------------------------------- the sources data file


def lines() -> list[list[str]]:
    text = files(language).joinpath("outlets.txt").read_text(encoding="utf-8")
    return [
        [part.strip() for part in line.split("|")]
        for line in text.splitlines()
        if line and not line.startswith("#")
    ]


def test_the_sources_file_is_well_formed() -> None:
    rows = lines()
    assert len(rows) >= 300
    assert {len(row) for row in rows} == {5}
    kinds = {"outlet", "agency", "broadcaster", "platform", "official", "provider"}
    assert {row[1] for row in rows} <= kinds
    assert all(len(row[2]) == 2 and row[2].isupper() for row in rows)
    names = [row[0] for row in rows]
    assert len(set(names)) == len(names)


def test_every_source_is_found_by_its_name_and_its_first_domain() -> None:
    for name, _, _, domains, _ in lines():
        found = name_at(name, 0)
        assert found is not None, name
        assert found.end == len(name), name
        first = domains.split(",")[0].strip()
        assert not first or known_by_domain(first) is not None, name


def test_a_domain_below_a_known_one_is_known() -> None:
    source = known_by_domain("www.news.detik.com")
    assert source is not None
    assert source.name == "detikcom"
    assert known_by_domain("detik.example") is None


# ---------------------------------------------------------------- word lists as patterns


@given(st.lists(st.text(min_size=1, max_size=6), min_size=1, max_size=12))
@settings(max_examples=200, deadline=None)
def test_a_pattern_of_words_matches_each_word_wholly(words: list[str]) -> None:
    pattern = re.compile(any_of(words))
    assert all(pattern.fullmatch(word) for word in words)


def test_the_longest_word_is_matched_first() -> None:
    match = re.match(any_of(["dikutip", "dikutip dari", "di"]), "dikutip dari Antara")
    assert match is not None
    assert match[0] == "dikutip dari"
    assert both_cases(["dari"]) == ["dari", "Dari"]


# ---------------------------------------------------------------- laws

PIECES = st.sampled_from(
    [
        "dikutip dari ", "dilansir", " kepada ", "Reuters", "Antara", "detikNews", " dan ", ", ",
        "di akun ", "Instagram", "YouTube ", "siaran pers ", "dalam ", "Kompas.com", "(", ")", "\n",
        "Sumber: ", "Pewarta: ", "Wulan Arum ", "İ", ".", " ", "menurut laporan ", "laman ", "@a",
        "tertuang dalam ", "Peraturan Desa Nomor ", "'", "buku ", "A",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map("".join))


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_citations_are_apart_in_order_and_in_bounds(text: str) -> None:
    end = 0
    for citation in cited(text):
        assert end <= citation.span.start < citation.span.end <= len(text)
        assert citation.source
        assert 0 <= citation.confidence <= 1
        if citation.cue:
            assert 0 <= citation.cue.start < citation.cue.end <= len(text)
        end = citation.span.end


HOSTILE = [
    "a",
    "A ",
    "dikutip dari ",
    "Antara ",
    "dilansir Antara dan ",
    "akun ",
    "A.com ",
    "di X ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_million_characters_take_linear_time(piece: str) -> None:
    article = Article(id="a", text=piece * (1_000_000 // len(piece)))
    start = time.process_time()
    find_citations(article, Notes())
    assert time.process_time() - start < 15

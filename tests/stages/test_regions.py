"""How the parts of an article that are not its body are told; all names are invented."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sumber.records import Article, Notes
from sumber.stages.regions import find_regions
from sumber.stages.regions.headlines import headline_end


def regions(text: str, title: str | None = None) -> list[tuple[str, str]]:
    """Return kind and exact characters of every region."""
    found = find_regions(Article(id="a", text=text, title=title), Notes()).regions
    return [(region.kind, region.span.of(text)) for region in found]


BODY = "Warga Desa Sukarame memperbaiki jembatan bambu itu bersama-sama."

DATELINES = [
    "JAKARTA, KOMPAS.com -",
    "TEMPO.CO, Jakarta -",
    "jpnn.com, BOGOR -",
    "jpnn.com - BOGOR -",
    "Jakarta (ANTARA) -",
    "SURABAYA -",
    "KOTA BARU SELATAN -",
    "Liputan6.com, Jakarta -",
    "Krjogja.com - BANTUL -",
    "RADAR JABAR -",
    "Sleman, IDN Times -",
    "TRIBUNJOGJA.COM, KULON PROGO -",
    "YOGYA (KRJogja.com) –",
    "KOMPAS.com–",
    "Bandar Lampung , Lampung –",
]


@pytest.mark.parametrize("dateline", DATELINES)
def test_a_dateline_opens_the_text(dateline: str) -> None:
    assert regions(f"{dateline} {BODY}") == [("dateline", dateline)]


@pytest.mark.parametrize(
    "text",
    [
        "Presiden klub itu - yang juga petani - menanam jagung di lahan desa.",
        "Rapat warga berlangsung dua jam - lebih lama dari biasanya.",
        "Menurut Rahmat Surya, jembatan itu - dan jalannya - harus selesai.",
    ],
)
def test_a_dash_alone_makes_no_dateline(text: str) -> None:
    assert regions(text) == []


def test_before_the_dateline_stand_title_byline_and_caption() -> None:
    text = (
        "Jembatan Bambu Desa Sukarame Selesai\n"
        "Warga menyeberangi jembatan, Senin (2/6/2025).\n"
        f"SUKARAME, KOMPAS.com - {BODY}"
    )
    assert regions(text) == [
        ("title", "Jembatan Bambu Desa Sukarame Selesai"),
        ("caption", "Warga menyeberangi jembatan, Senin (2/6/2025)."),
        ("dateline", "SUKARAME, KOMPAS.com -"),
    ]


def test_a_reporter_stands_before_a_glued_dateline() -> None:
    text = f"Laporan Reporter Tribun Jogja Wulan Arum TRIBUNJOGJA.COM, SLEMAN - {BODY}"
    assert regions(text)[:2] == [
        ("byline", "Laporan Reporter Tribun Jogja Wulan Arum"),
        ("dateline", "TRIBUNJOGJA.COM, SLEMAN -"),
    ]


def test_the_given_title_at_the_start_is_a_title() -> None:
    title = "Warga Membangun Jembatan"
    assert regions(f"{title} {BODY}", title=title) == [("title", title)]


# ---------------------------------------------------------------- related headlines

RELATED_LINES = [
    "Baca juga: Jalan Desa Sukarame Segera Diaspal",
    "BACA JUGA: Jalan Desa Sukarame Segera Diaspal",
    "Baca Juga : Jalan Desa Sukarame Segera Diaspal",
    "Pilihan Editor: Mengapa Jalan Desa Rusak?",
]


@pytest.mark.parametrize("line", RELATED_LINES)
def test_a_related_headline_on_its_own_line(line: str) -> None:
    assert regions(f"{BODY}\n{line}\n{BODY}\n") == [("related", line)]


GLUED = [
    # a word that opens a sentence
    ("Jalan Desa Sukarame Segera Diaspal", "Menurut Rahmat, aspal tiba besok."),
    ("Jalan Desa Sukarame Segera Diaspal", "Selain itu, warga menanam pohon."),
    ("Jalan Desa Sukarame Segera Diaspal", "Ia berharap jalan itu awet."),
    # a quote mark
    ("Jalan Desa Sukarame Segera Diaspal", "“Kami gembira,” kata Rahmat."),
    # an office
    ("Jalan Desa Sukarame Segera Diaspal", "Kepala Desa Rahmat Surya menjelaskan rencananya."),
    # a single subject
    ("Jalan Desa Sukarame Segera Diaspal", "Rahmat menjelaskan rencana itu."),
    # small words inside the headline
    ("Jalan dari Desa ke Kota yang Rusak untuk Dua Bulan", "Rahmat menjelaskan rencana itu."),
    # the next part
    ("Jalan Desa Sukarame Segera Diaspal", "Baca juga: Pasar Desa Sukarame Dibuka Lagi"),
]


@pytest.mark.parametrize(("headline", "rest"), GLUED)
def test_a_glued_headline_ends_where_the_sentence_begins(headline: str, rest: str) -> None:
    found = regions(f"{BODY} Baca juga:{headline} {rest}")
    assert found[0] == ("related", f"Baca juga:{headline}")


def test_two_headlines_glued_to_each_other_stay_together() -> None:
    both = "Baca Juga:Jalan Desa DiaspalPasar Desa Sukarame Dibuka Lagi"
    assert regions(f"{BODY}{both} Dia menambahkan, pasar itu ramai.") == [("related", both)]


def test_a_bracketed_headline_ends_with_its_bracket() -> None:
    line = "(Baca juga: Jalan Desa Sukarame Segera Diaspal)"
    assert regions(f"{BODY} {line} {BODY}") == [("related", line)]


def test_reading_in_a_sentence_is_no_headline() -> None:
    assert regions("Ia juga membaca buku. Baca buku itu baik, kata Rahmat.") == []


# ---------------------------------------------------------------- fixed forms

FIXED = [
    ("prompt", "ADVERTISEMENT SCROLL TO CONTINUE WITH CONTENT"),
    ("prompt", "SCROLL TO CONTINUE WITH CONTENT"),
    ("prompt", "[Gambas:Video 20detik]"),
    ("prompt", "Simak Video 'Warga Menari di Balai Desa': [Gambas:Video 20detik]"),
    ("prompt", "Baca selengkapnya di sini."),
    ("prompt", "Halaman Selanjutnya"),
    ("prompt", "Lanjut ke halaman berikutnya."),
    ("prompt", "Ayo berlangganan buletin Kabar Lebah. Isinya seru!"),
    ("prompt", "Punya pertanyaan soal lebah? Kami bantu menjawab."),
    ("prompt", "Kirimkan komentar Anda melalui kolom di bawah pukul 15.30."),
    ("prompt", "Ikuti terus siaran Kabar Lebah pukul 15.30 di lebah.example."),
    ("prompt", "Dapatkan informasi, cerita dan resep lewat surel. Daftarkan email"),
    ("prompt", 'function muat(nama) {\n  var isi = "a";\n}'),
    ("related", "13 jam lalu\n14 jam lalu\n5 jam lalu"),
    ("related", "Selasa, 3 Maret 2026 21:21 Wib\nSelasa, 3 Maret 2026 20:43 Wib"),
    (
        "disclaimer",
        "Informasi dalam artikel ini tidak ditujukan untuk menggantikan nasihat dokter.",
    ),
    ("disclaimer", "Bila Anda merasa cemas, segera hubungi psikolog atau klinik kesehatan mental."),
    (
        "disclaimer",
        "Madu Raya sebagai perusahaan perlebahan terbesar, berkomitmen menjaga hutan bakau.",
    ),
    ("disclaimer", "Isi komentar sepenuhnya adalah tanggung jawab pengguna."),
    ("source", "Artikel ini telah tayang di Kabar Sukarame dengan judul: Jembatan Baru"),
    ("source", "Sumber: Kabar Sukarame"),
    ("byline", "Pewarta: Wulan Arum Editor: Bima Kurnia"),
    ("byline", "(Tribunjogja.com/Wulan Arum)"),
]


@pytest.mark.parametrize(("kind", "exact"), FIXED)
def test_fixed_forms_at_the_end(kind: str, exact: str) -> None:
    assert regions(f"{BODY} {exact}") == [(kind, exact)]


@pytest.mark.parametrize("code", ["(wla)", "(wla/bk)", "[wla/bk]", "(*)", "(WLA)"])
def test_a_desk_code_at_the_end_is_a_byline(code: str) -> None:
    assert regions(f"{BODY} {code}") == [("byline", code)]


@pytest.mark.parametrize("code", ["(RMOL)", "(dtk)", "[suara]"])
def test_a_code_of_another_outlet_is_a_source_line(code: str) -> None:
    assert regions(f"{BODY}{code}") == [("source", code)]


def test_an_abbreviation_inside_the_text_is_no_byline() -> None:
    assert regions("Badan Usaha Milik Desa (BUMDes) itu untung. Warga senang sekali.") == []


# ---------------------------------------------------------------- captions and headings


def test_a_credit_opens_a_caption_on_its_line() -> None:
    line = "ANTARA FOTO/ Wulan Arum Warga menyeberangi jembatan bambu di Sukarame."
    assert regions(f"{BODY}\n{line}\n{BODY}\n") == [("caption", line)]


def test_a_credit_closes_a_caption_on_its_line() -> None:
    line = "Warga menyeberangi jembatan bambu (Kompas.com/Wulan Arum)"
    assert ("caption", line) in regions(f"{BODY}\n{line}\n{BODY}\n")


def test_a_glued_caption_runs_to_its_date() -> None:
    caption = "Kompas.com/ Wulan ArumWarga Sukarame di jembatan bambu, Sabtu (28/6/2025)."
    assert ("caption", caption) in regions(f"{BODY} {caption} Rahmat bangga akan jembatan itu.")


def test_short_lines_are_headings_where_lines_are_kept() -> None:
    text = "\n".join([BODY, BODY, "Aspal untuk Jalan Desa", BODY, BODY, BODY])
    assert regions(text) == [("heading", "Aspal untuk Jalan Desa")]


def test_a_glued_heading_stands_before_a_word_that_opens_a_sentence() -> None:
    text = f"{BODY} Aspal untuk Jalan Desa Sebelumnya, jalan itu rusak parah."
    assert regions(text) == [("heading", "Aspal untuk Jalan Desa")]


def test_a_name_with_a_verb_is_no_heading() -> None:
    assert regions(f"{BODY} Kepala Desa Rahmat Surya Kencana memuji warga.") == []


# ---------------------------------------------------------------- laws

PIECES = st.sampled_from(
    [
        "Baca juga: ", "Jalan Desa ", "menjelaskan ", "\n", "(", ")", "[", "/", " - ", "KOMPAS.com",
        "Editor: ", "Sumber: ", "Foto: ", "SCROLL TO CONTINUE WITH CONTENT", "• ", ". ", "”", "İ",
        "Copyright ©", "Kompas.com/ ", "(28/6/2025)", "Tim Redaksi ", "A", "a", " ", "\xa0",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=40).map("".join))


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_regions_are_apart_in_order_and_not_blank_at_their_edges(text: str) -> None:
    found = find_regions(Article(id="a", text=text), Notes()).regions
    end = 0
    for region in found:
        assert end <= region.span.start < region.span.end <= len(text)
        end = region.span.end


@given(TEXTS, st.integers(0, 50))
@settings(max_examples=100, deadline=None)
def test_a_headline_ends_inside_its_limits(text: str, start: int) -> None:
    start = min(start, len(text))
    assert start <= headline_end(text, start, len(text)) <= len(text)


HOSTILE = [
    "a",
    "A",
    "(",
    "1",
    "\n",
    " ",
    "Baca juga: ",
    "Editor: ",
    "Senin ",
    "A.com ",
    "\n- A",
    "/ ",
    "1 jam lalu ",
    "Senin, 1 Mei 2026 1:11 ",
    "function a(){\n",
    "Punya cerita. ",
    "Punya cerita? A bantu. ",
    "Ayo gabung ",
    "Bila Anda ",
    "A sebagai bank ",
    "A sebagai bank berkomitmen ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_million_characters_take_linear_time(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    start = time.process_time()
    find_regions(Article(id="a", text=text), Notes())
    assert time.process_time() - start < 10

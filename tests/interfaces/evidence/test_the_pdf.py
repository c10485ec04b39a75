"""The PDF of a pack: what every processor and network takes."""

import io
import re
from decimal import Decimal
from typing import Any, cast

from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from application.evidence import limits
from application.evidence.case import EvidenceCase, FirstAndLast
from application.evidence.record.rows import RefusedCommandRow
from domain.values.cart import Line
from interfaces.evidence.pdf.compiling import make_pdf, render_pages
from interfaces.evidence.pdf.document import TITLE, evidence_pdf, mark_of, parts_of
from interfaces.evidence.pdf.glyphs import COVERED, GlyphFilter
from interfaces.evidence.pdf.parts import Text
from tests.examples import examples
from tests.interfaces.evidence.disputed import AT, disputed, row

_A4 = (595, 842)


def read(case: EvidenceCase) -> PdfReader:
    return PdfReader(io.BytesIO(evidence_pdf(case, ())))


def line(description: str) -> Line:
    return Line.with_tax_inside(
        article="1", description=description, quantity=Decimal(1), unit_price=100, tax_rate=0
    )


def flat(reader: PdfReader) -> str:
    return re.sub(r"[\s\u200b]+", " ", " ".join(page.extract_text() for page in reader.pages))


def test_its_form() -> None:
    """It is PDF/A-2b on A4, its metadata say so, and the same case gives the same bytes."""
    case = disputed()
    octets = evidence_pdf(case, ())

    assert octets == evidence_pdf(case, ())
    assert b"<pdfaid:part>2</pdfaid:part>" in octets
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in octets
    for page in PdfReader(io.BytesIO(octets)).pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == _A4
        fonts = cast("Any", page["/Resources"])["/Font"].values()
        assert all("/DescendantFonts" in font.get_object() for font in fonts)


def test_every_page_names_the_purchase() -> None:
    """Order, checkout and page n of N stand on each page, and no page is empty."""
    reader = read(disputed())

    count = len(reader.pages)
    for number, page in enumerate(reader.pages, 1):
        text = page.extract_text()
        assert "checkout checkout-1" in text
        assert f"page {number} / {count}" in text
        assert len(text) > 200


def test_the_first_page_answers() -> None:
    """The claim, the amounts, the time and the person are on the first page."""
    text = " ".join(read(disputed()).pages[0].extract_text().split())

    for part in (
        " Claim:",
        "149.00 SEK",
        "2026-01-05 12:00:00 UTC",
        "ada@example.com",
        "pay-1",
    ):
        assert part in text


def test_a_cart_of_5000_lines() -> None:
    """The first lines are there, the rest is counted with its sum and its place, within 19 pages and 1 MB."""
    case = disputed(lines=[line(f"Thing {number}") for number in range(5000)])
    octets = evidence_pdf(case, ())
    reader = PdfReader(io.BytesIO(octets))
    text = flat(reader)

    assert len(reader.pages) <= limits.OWN_PAGES.value
    assert len(octets) <= limits.OWN_BYTES.value
    said = re.search(r"And ([\d,]+) more lines, ([\d.]+) SEK in all: see states/0004.json", text)
    assert said is not None
    left = int(said[1].replace(",", ""))
    assert said[2] == f"{left}.00"
    assert f"Thing {4999 - left}" in text
    assert f"Thing {5000 - left}" not in text


def test_a_long_history() -> None:
    """The timeline has its ends, and says how many events are between them."""
    ends = [row(f"change {number} " + "x" * 300) for number in range(30)]
    text = flat(read(disputed(timeline=FirstAndLast(first=ends, last=ends, left_out=9_000))))

    said = re.search(r"([\d,]+) events between them are left out: see timeline.json", text)
    assert said is not None
    assert int(said[1].replace(",", "")) >= 9_000


def test_attempts_are_named_in_words() -> None:
    """A refused attempt has the words of the API for what was tried, and not the name of a class."""
    attempt = RefusedCommandRow(
        at=AT,
        version=4,
        who="the shop",
        command="ReplaceCart",
        operation="replace cart",
        reason="already-committed",
        why="The purchase is committed.",
        content=None,
    )
    said = flat(read(disputed(refusals=FirstAndLast(first=(attempt,)))))

    assert "replace cart The purchase is committed." in said
    assert "ReplaceCart" not in said


def test_characters_that_no_font_has() -> None:
    """They are replaced by their numbers, and the document says how many."""
    text = flat(read(disputed(lines=[line("Tröja \U0001f455 \u202e")])))

    assert "Tröja [U+1F455] [U+202E]" in text
    assert "2 character(s) of this document are in no font" in text


def test_text_is_never_markup() -> None:
    """What a shop writes is shown as it is."""
    text = flat(read(disputed(lines=[line('#eval("1+1") $x$ *b* @a <l> \\u{41}')])))

    assert '#eval("1+1") $x$ *b* @a <l> \\u{41}' in text


@settings(max_examples=examples(25), deadline=None)
@given(st.text(min_size=1, max_size=80))
def test_any_text_compiles(text: str) -> None:
    """Every text of a shop gives a PDF."""
    assert evidence_pdf(disputed(lines=[line(text)], timeline=FirstAndLast(first=(row(text),))), ())


def test_every_covered_character_compiles() -> None:
    """The table of characters is right: all of them are drawn."""
    chars = "".join(map(chr, sorted(COVERED)))
    glyphs = GlyphFilter()
    text = " ".join(glyphs.replace(char) for char in chars)
    pages = [Text(text[at : at + 4000]) for at in range(0, len(text), 4000)]
    assert make_pdf("all", ("mark",), AT, lambda _: pages, 4).startswith(b"%PDF")


def test_headings_in_swedish() -> None:
    """A purchase in Sweden has its headings in Swedish too."""
    case = disputed()
    assert case.newest.country == "SE"
    assert "Vad kunden fick se" in flat(read(case))


def test_pictures_of_the_pages() -> None:
    """The pages can be looked at as pictures."""
    case = disputed()
    pages = render_pages(TITLE, mark_of(case), AT, parts_of(case, (), 10))
    assert [page[:4] for page in pages] == [b"\x89PNG"] * len(read(case).pages)

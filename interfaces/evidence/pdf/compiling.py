"""Compiles the PDF (PDF/A-2b, A4) with the fonts that Typst brings along. The same data gives the same bytes."""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any, Final

import typst

from application.evidence import limits
from interfaces.evidence.pdf.glyphs import GlyphFilter
from interfaces.evidence.pdf.parts import Part, Text, encode_part

STANDARD: Final = "a-2b"
_TEMPLATE: Final = "evidence.typ"
_SMALLEST: Final = 4
_PAGES: Final = "<pages>"

Layout = Callable[[int], Sequence[Part]]
"""Returns the parts with up to this many rows in each table."""


class PdfTooLarge(Exception):
    """The PDF is too long even with the shortest tables."""


def make_pdf(title: str, mark: Sequence[str], at: datetime, layout: Layout, rows: int) -> bytes:
    """Return the PDF, with as many rows as fit on the pages that every network takes.

    The lines of `mark` stand on every page, `at` is the date of the document. Raises PdfTooLarge.
    """
    while True:
        pdf = _compile(title, mark, at, layout(rows))
        if pdf is not None:
            return pdf
        if rows <= _SMALLEST:
            raise PdfTooLarge
        rows //= 2


def render_pages(
    title: str, mark: Sequence[str], at: datetime, parts: Sequence[Part]
) -> list[bytes]:
    """Return the pages as pictures (PNG), for people who check how it looks."""
    data = _data(title, mark, at, parts, GlyphFilter())
    pages: bytes | list[bytes] = typst.compile(
        _template(), format="png", ppi=72, sys_inputs=data, ignore_system_fonts=True
    )
    return [pages] if isinstance(pages, bytes) else pages


def _compile(title: str, mark: Sequence[str], at: datetime, parts: Sequence[Part]) -> bytes | None:
    """Return the PDF; None if it has too many pages or bytes."""
    glyphs = GlyphFilter()
    data = _data(title, mark, at, parts, glyphs)
    try:
        pdf = _pdf(data)
    except typst.TypstError:
        # A letter whose marks no font joins. Then only the letters of the plainest block are drawn.
        data = _data(title, mark, at, parts, GlyphFilter(is_narrow=True))
        pdf = _pdf(data)
    fits = len(pdf) <= limits.OWN_BYTES.value and _page_count(data) <= limits.OWN_PAGES.value
    return pdf if fits else None


def _pdf(data: dict[str, str]) -> bytes:
    pdf = typst.compile(
        _template(),
        format="pdf",
        sys_inputs=data,
        pdf_standards=STANDARD,
        ignore_system_fonts=True,
    )
    assert isinstance(pdf, bytes)
    return pdf


def _page_count(data: dict[str, str]) -> int:
    found = typst.query(
        _template(),
        _PAGES,
        field="value",
        one=True,
        sys_inputs=data,
        ignore_system_fonts=True,
    )
    pages: int = json.loads(found)
    return pages


def _data(
    title: str, mark: Sequence[str], at: datetime, parts: Sequence[Part], glyphs: GlyphFilter
) -> dict[str, str]:
    encoded: list[dict[str, Any]] = [encode_part(part, glyphs) for part in parts]
    if glyphs.replaced:
        encoded.append(encode_part(Text(_replaced_text(glyphs.replaced)), GlyphFilter()))
    date = at.astimezone(UTC)
    document = {
        "title": glyphs.replace(title),
        "mark": [glyphs.replace(each) for each in mark],
        "date": [date.year, date.month, date.day, date.hour, date.minute, date.second],
        "parts": encoded,
    }
    return {"data": json.dumps(document)}


def _replaced_text(count: int) -> str:
    return (
        f"{count} character(s) of this document are in no font of it, and are replaced by their numbers, as in "
        "[U+1F455]. The files in the pack have them as they were recorded."
    )


@cache
def _template() -> bytes:
    return files("interfaces.evidence.pdf").joinpath(_TEMPLATE).read_bytes()

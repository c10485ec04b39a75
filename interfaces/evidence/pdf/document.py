"""The whole PDF of a case: page 1 decides, then what was shown and agreed, the record, and what is proven."""

from collections.abc import Sequence
from typing import Final

from application.evidence.case import EvidenceCase
from application.evidence.record.budget import MOST_ROWS
from interfaces.evidence.pdf.compiling import make_pdf
from interfaces.evidence.pdf.first_page import first_page
from interfaces.evidence.pdf.parts import Part
from interfaces.evidence.pdf.proof_pages import claim_pages, prior_pages, verify_page
from interfaces.evidence.pdf.purchase_pages import agreed_pages, shown_pages
from interfaces.evidence.pdf.record_pages import call_pages, refused_pages, timeline_pages

TITLE: Final = "Evidence of a purchase"
_LONGEST_MARK: Final = 60
_LINES_FOR_A_ROW: Final = 3


def evidence_pdf(case: EvidenceCase, paths: Sequence[str]) -> bytes:
    """Return the PDF of a pack that has the files of these paths. Raises PdfTooLarge."""
    return make_pdf(
        TITLE,
        mark_of(case),
        case.head.at,
        lambda rows: parts_of(case, paths, rows),
        MOST_ROWS,
    )


def parts_of(case: EvidenceCase, paths: Sequence[str], rows: int) -> list[Part]:
    """Return the parts, with up to this many rows in a table, and three times as many lines of the cart."""
    return [
        *first_page(case),
        *shown_pages(case, rows * _LINES_FOR_A_ROW),
        *agreed_pages(case),
        *timeline_pages(case, rows),
        *refused_pages(case, rows),
        *call_pages(case, rows // 2),
        *prior_pages(case),
        *claim_pages(case, paths),
        *verify_page(case),
    ]


def mark_of(case: EvidenceCase) -> Sequence[str]:
    """Return the lines that stand on every page: the order and the checkout."""
    order = case.newest.order_id or case.newest.reference
    checkout = f"checkout {case.newest.id[:_LONGEST_MARK]}"
    return (checkout,) if order is None else (f"order {order[:_LONGEST_MARK]}", checkout)

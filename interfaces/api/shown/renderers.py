"""The versions of the renderer and of the page, and the ones that customers get now."""

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Protocol

from domain.checkout import Checkout
from domain.values.shown import MoneyFormat, Sight
from interfaces.api.shown import page_text, page_text_3, v1, v2

_FOLDER = Path(__file__).with_name("pages")


class Render(Protocol):
    """A renderer: from a state to the exact JSON that the customer's page gets."""

    def __call__(
        self, checkout: Checkout, sight: Sight, is_hidden: v1.IsText = v1.is_hidden_never
    ) -> bytes: ...


class WriteText(Protocol):
    """Writes the text that a page displays of its JSON."""

    def __call__(self, page_json: bytes, money: MoneyFormat) -> str: ...


class WriteRows(Protocol):
    """Writes the rows of a page's table: those of the charges, and those of the totals."""

    def __call__(
        self, page_json: bytes, money: MoneyFormat
    ) -> tuple[list[page_text.TextRow], list[page_text.TextRow]]: ...


@dataclass(frozen=True, kw_only=True)
class Renderer:
    """A frozen renderer. `page` is the SHA-256 of the first page in HTML that shows its JSON."""

    name: str
    render: Render
    page: str


@dataclass(frozen=True, kw_only=True)
class PageVersion:
    """A version of the customer's page.

    `digest` is its SHA-256, `rows` the rows of its table. `text` is None where it says nothing of its text.
    """

    number: int
    digest: str
    rows: WriteRows
    text: WriteText | None


PAGES: Final = (
    PageVersion(
        number=1,
        digest="b4aaf898335e97f311e88737410635990fc56bc9c23e9439c5cff7c4134d6c8f",
        rows=page_text.rows_of,
        text=None,
    ),
    PageVersion(
        number=2,
        digest="7aac2736e803c229c11392d8623bdbc494652fe712bfffa2a0626d4de2701506",
        rows=page_text.rows_of,
        text=page_text.displayed_text,
    ),
    PageVersion(
        number=3,
        digest="b97acbe98d879bb4f053b5f5d3f5612690c8bed7a1eb8102444c50603f45f8d8",
        rows=page_text_3.rows_of,
        text=page_text_3.displayed_text,
    ),
)
"""Every page that a customer may have seen. A new one is added at the end."""

BY_NUMBER: Final[Mapping[int, PageVersion]] = {each.number: each for each in PAGES}
BY_DIGEST: Final[Mapping[str, PageVersion]] = {each.digest: each for each in PAGES}
CURRENT_PAGE: Final = PAGES[-1]
V1: Final = Renderer(name=v1.NAME, render=v1.render, page=PAGES[0].digest)
V2: Final = Renderer(name=v2.NAME, render=v2.render, page=PAGES[2].digest)
RENDERERS: Final[Mapping[str, Renderer]] = {each.name: each for each in (V1, V2)}
CURRENT: Final = V2


@cache
def page_content(page: str) -> bytes:
    """Return the page with this SHA-256, which is one of PAGES."""
    return (_FOLDER / f"{page}.html").read_bytes()


def inline_hash(content: bytes, element: bytes) -> str:
    """Return the CSP source expression of the only inline element of this kind (CSP 3 §2.3.1)."""
    inside = re.search(b"<%b>(.*?)</%b>" % (element, element), content, re.DOTALL)
    assert inside is not None, "the page has one script and one style"
    return f"'sha256-{base64.b64encode(hashlib.sha256(inside[1]).digest()).decode()}'"

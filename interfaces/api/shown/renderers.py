"""The versions of the renderer and of the page that go together, and the ones that customers get now."""

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Protocol

from domain.checkout import Checkout
from interfaces.api.shown import v1
from domain.values.shown import Sight

_FOLDER = Path(__file__).with_name("pages")


class Render(Protocol):
    """A renderer: from a state to the exact JSON that the customer's page gets."""

    def __call__(
        self, checkout: Checkout, sight: Sight, is_hidden: v1.IsText = v1.is_hidden_never
    ) -> bytes: ...


@dataclass(frozen=True, kw_only=True)
class Renderer:
    """A frozen renderer. `page` is the SHA-256 of the page in HTML that shows its JSON."""

    name: str
    render: Render
    page: str


V1: Final = Renderer(
    name=v1.NAME,
    render=v1.render,
    page="b4aaf898335e97f311e88737410635990fc56bc9c23e9439c5cff7c4134d6c8f",
)
CURRENT: Final = V1


@cache
def page_content(page: str) -> bytes:
    """Return the page with this SHA-256."""
    return (_FOLDER / f"{page}.html").read_bytes()


def inline_hash(content: bytes, element: bytes) -> str:
    """Return the CSP source expression of the only inline element of this kind (CSP 3 §2.3.1)."""
    inside = re.search(b"<%b>(.*?)</%b>" % (element, element), content, re.DOTALL)
    assert inside is not None, "the page has one script and one style"
    return f"'sha256-{base64.b64encode(hashlib.sha256(inside[1]).digest()).decode()}'"

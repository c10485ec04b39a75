"""The customer's page in HTML, for an iframe of the shop or a tab of its own.

The page is the same for every checkout and loads the checkout of its URL from this API. Its Content-Security-Policy
allows only its own inline script and style, requests to its own origin, and embedding in pages of the checkout's shop.
"""

import base64
import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from fastapi import Response

_FILE = Path(__file__).with_name("page.html")


class CustomerPage:
    """The content and the headers of the page."""

    def __init__(self) -> None:
        self._content = _FILE.read_bytes()
        policy = (
            "default-src 'none'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
            f"script-src {_hash_of(self._content, b'script')}; style-src {_hash_of(self._content, b'style')}"
        )
        self._policy = policy

    def response(self, origins: Sequence[str]) -> Response:
        """Return the response with the page, which pages of these origins may embed, besides those of its own."""
        ancestors = " ".join(("'self'", *origins))
        headers = {
            "Cache-Control": "no-cache",
            "Content-Security-Policy": f"{self._policy}; frame-ancestors {ancestors}",
            "X-Content-Type-Options": "nosniff",
        }
        return Response(self._content, headers=headers, media_type="text/html; charset=utf-8")


def _hash_of(content: bytes, element: bytes) -> str:
    """Return the CSP source expression of the only inline element of this kind (CSP 3 §2.3.1)."""
    inside = re.search(b"<%b>(.*?)</%b>" % (element, element), content, re.DOTALL)
    assert inside is not None, "the page has one script and one style"
    return f"'sha256-{base64.b64encode(hashlib.sha256(inside[1]).digest()).decode()}'"

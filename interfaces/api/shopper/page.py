"""The customer's page: HTML that shows the checkout of its own address, for a shop's frame or a tab of its own.

It is the same for every checkout and asks this API for the rest. Its policy lets it run its own script and style, ask
its own origin, and be framed by any shop; nothing else.
"""

import base64
import hashlib
import re
from pathlib import Path

from fastapi import Response

_FILE = Path(__file__).with_name("page.html")


class CustomerPage:
    """The page as it is served."""

    def __init__(self) -> None:
        self._content = _FILE.read_bytes()
        policy = (
            "default-src 'none'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *; "
            f"script-src {_hash_of(self._content, b'script')}; style-src {_hash_of(self._content, b'style')}"
        )
        self._headers = {
            "Cache-Control": "no-cache",
            "Content-Security-Policy": policy,
            "X-Content-Type-Options": "nosniff",
        }

    def answer(self) -> Response:
        """The page."""
        return Response(self._content, headers=self._headers, media_type="text/html; charset=utf-8")


def _hash_of(content: bytes, element: bytes) -> str:
    """The source expression of the one inline element of this kind (CSP 3 §2.3.1)."""
    inside = re.search(b"<%b>(.*?)</%b>" % (element, element), content, re.DOTALL)
    assert inside is not None, "the page has one of each"
    return f"'sha256-{base64.b64encode(hashlib.sha256(inside[1]).digest()).decode()}'"

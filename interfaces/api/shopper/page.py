"""The customer's page in HTML, for an iframe of the shop or a tab of its own.

The page is the same for every checkout and loads the checkout of its URL from this API. Its Content-Security-Policy
allows only its own inline script and style, requests to its own origin, and embedding in pages of the checkout's shop.
All its versions are in `interfaces/api/shown/pages`.
"""

from collections.abc import Sequence
from typing import Final

from fastapi import Response

from domain.refusals import CheckoutNotFound
from interfaces.api.shown.renderers import BY_DIGEST, CURRENT_PAGE, inline_hash, page_content

NOTHING: Final = "'none'"


class CustomerPage:
    """The content and the headers of the page."""

    def __init__(self) -> None:
        self._content = page_content(CURRENT_PAGE.digest)
        self._policy = _policy(self._content, "'self'")

    def response(self, origins: Sequence[str]) -> Response:
        """Return the response with the page, which pages of these origins may embed, besides those of its own."""
        ancestors = " ".join(("'self'", *origins))
        headers = {
            "Cache-Control": "no-cache",
            "Content-Security-Policy": f"{self._policy}; frame-ancestors {ancestors}",
            "X-Content-Type-Options": "nosniff",
        }
        return Response(self._content, headers=headers, media_type="text/html; charset=utf-8")


def kept_page(page_hash: str) -> Response:
    """Return the response with the page that has this SHA-256, as it is or was. Raises CheckoutNotFound.

    It is for comparing and keeping: it has no checkout to ask for, and its policy lets it ask for none.
    """
    if page_hash not in BY_DIGEST:
        raise CheckoutNotFound(checkout_id=page_hash)
    content = page_content(page_hash)
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable",
        "Content-Security-Policy": f"{_policy(content, NOTHING)}; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(content, headers=headers, media_type="text/html; charset=utf-8")


def _policy(content: bytes, reachable: str) -> str:
    return (
        f"default-src 'none'; connect-src {reachable}; base-uri 'none'; form-action 'none'; "
        f"script-src {inline_hash(content, b'script')}; style-src {inline_hash(content, b'style')}"
    )

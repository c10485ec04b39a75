"""The customer's page in HTML, for an iframe of the shop or a tab of its own.

The page is the same for every checkout and loads the checkout of its URL from this API. Its Content-Security-Policy
allows only its own inline script and style, requests to its own origin, and embedding in pages of the checkout's shop.
All its versions are in `interfaces/api/shown/pages`.
"""

from collections.abc import Sequence

from fastapi import Response

from interfaces.api.shown.renderers import CURRENT, inline_hash, page_content


class CustomerPage:
    """The content and the headers of the page."""

    def __init__(self) -> None:
        self._content = page_content(CURRENT.page)
        policy = (
            "default-src 'none'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
            f"script-src {inline_hash(self._content, b'script')}; style-src {inline_hash(self._content, b'style')}"
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

"""Derive the receiver of a webhook from its URL."""

import httpx


def receiver(url: str) -> str:
    """Return scheme, host and port of the URL, or an invalid URL unchanged. Both are cut at 200 characters."""
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL:
        return url[:200]
    return f"{parsed.scheme}://{parsed.netloc.decode('ascii')}"[:200]

"""The receiver of a webhook, taken from its URL."""

import httpx


def receiver(url: str) -> str:
    """Scheme, host and port of the URL. A text that is no URL is returned as it is. Both are cut at 200 characters."""
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL:
        return url[:200]
    return f"{parsed.scheme}://{parsed.netloc.decode('ascii')}"[:200]

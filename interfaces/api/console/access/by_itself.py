"""Requests that an open page sends by itself, without its reader.

They are recorded as readings, but they are no use of a session: otherwise a page that nobody looks at would keep it
open.
"""

from typing import Final

from fastapi import Request

STREAM: Final = "/console/live/stream"
PART_HEADER: Final = "X-Part"
FIGURES_PART: Final = "figures"


def is_by_itself(request: Request) -> bool:
    """Return whether a script of the page sends this request without a reader's action."""
    return request.scope["path"] == STREAM or request.headers.get(PART_HEADER) == FIGURES_PART

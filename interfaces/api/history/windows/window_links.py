"""The Link header of a window: the first, previous, next and last versions."""

from urllib.parse import urlencode

from fastapi import Request

from application.history.windows.version_range import VersionRange
from interfaces.api.history.windows.window_query import AFTER, ANCHORS, BEFORE


def window_links(request: Request, versions: VersionRange) -> str:
    """Return the links to the neighbours of a window that exist, with the other parameters of the request."""
    links = {"first": (AFTER, 0)}
    if versions.before > 0:
        links["prev"] = (BEFORE, versions.first)
    if versions.after > 0:
        links["next"] = (AFTER, versions.last)
    links["last"] = (BEFORE, versions.newest + 1)
    return ", ".join(
        f'<{_path(request, name, version)}>; rel="{rel}"' for rel, (name, version) in links.items()
    )


def _path(request: Request, name: str, version: int) -> str:
    kept = [each for each in request.query_params.multi_items() if each[0] not in ANCHORS]
    path: str = request.scope["path"]
    return f"{path}?{urlencode([(name, str(version)), *kept])}"

"""The Link header of a window: the first, previous, next and last versions, or the older values of a field."""

from urllib.parse import urlencode

from fastapi import Request

from application.history.windows.field_history import FieldHistory
from application.history.windows.version_range import VersionRange
from interfaces.api.history.windows.window_query import AFTER, ANCHORS, BEFORE
from interfaces.http.request.as_of import AT, VERSION


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


def field_links(request: Request, found: FieldHistory) -> dict[str, str]:
    """Return the Link header to older values, where there are some. It names the version, which has the field."""
    if found.before is None:
        return {}
    kept = [
        each for each in request.query_params.multi_items() if each[0] not in (BEFORE, VERSION, AT)
    ]
    page = [(VERSION, str(found.version)), (BEFORE, str(found.before)), *kept]
    path: str = request.scope["path"]
    return {"Link": f'<{path}?{urlencode(page)}>; rel="next"'}


def _path(request: Request, name: str, version: int) -> str:
    kept = [each for each in request.query_params.multi_items() if each[0] not in ANCHORS]
    path: str = request.scope["path"]
    return f"{path}?{urlencode([(name, str(version)), *kept])}"

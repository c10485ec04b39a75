"""Which checkout a page is about, and which point of its history."""

import re
from typing import Final

from fastapi import Request

from application.history.as_of import AsOf, AsOfInstant, AsOfVersion
from application.history.inquiries import Subject
from application.history.windows.version_range import LARGEST_WINDOW, AroundVersion, WindowRequest
from domain.refusals import CheckoutNotFound
from interfaces.api.console.access.sessions import SignedIn
from interfaces.api.console.views.searches.search import checkout_path
from interfaces.http.errors.request_errors import InvalidQuery
from interfaces.http.request.as_of import query_fault
from interfaces.http.request.timestamps import rfc_3339

_CHECKOUT_ID: Final = re.compile(r"[A-Za-z0-9._~-]{1,200}")
_LONGEST_NAME: Final = 100


def id_in_path(request: Request) -> str | None:
    """Return the id of the checkout in the path; None for a name that cannot be an id."""
    name: str = request.path_params["checkout_id"]
    return name if _CHECKOUT_ID.fullmatch(name) else None


def subject_of(request: Request, signed_in: SignedIn) -> Subject:
    """Return the checkout in the path, as the reader sees it. Raises CheckoutNotFound."""
    checkout_id = id_in_path(request)
    if checkout_id is None:
        # PostgreSQL refuses U+0000 in text.
        raise CheckoutNotFound(checkout_id=request.path_params["checkout_id"][:_LONGEST_NAME])
    reader = signed_in.reader
    return Subject(
        checkout_id=checkout_id, merchants=reader.merchants, sees_persons=reader.sees_persons
    )


def require_known(request: Request, *known: str) -> None:
    """Raise InvalidQuery if the query has a parameter with another name."""
    unknown = [name for name in request.query_params if name not in known]
    if unknown:
        names = ", ".join(known)
        raise InvalidQuery(
            tuple(
                query_fault(name[:60], f"is not one of the parameters {names}") for name in unknown
            )
        )


def around(version: int, limit: int = LARGEST_WINDOW) -> WindowRequest:
    """Return the request for the versions around one."""
    return WindowRequest(anchor=AroundVersion(version), limit=limit)


def path_at(checkout_id: str, as_of: AsOf) -> str:
    """Return the address of the page of a checkout at a point of its history."""
    match as_of:
        case AsOfVersion(version=version):
            return f"{checkout_path(checkout_id)}?version={version}"
        case AsOfInstant(at=at):
            return f"{checkout_path(checkout_id)}?at={rfc_3339(at)}"

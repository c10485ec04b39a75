"""The checkout that the path of a request names."""

import re

from fastapi import Request

from application.checkouts.admission import Target
from domain.refusals import CheckoutNotFound
from interfaces.http.request.headers import expected_versions

# No id has other characters. PostgreSQL refuses U+0000, so such a path must not reach the store.
_ID = re.compile(r"[A-Za-z0-9._~-]{1,200}")


def target_of(request: Request, *, merchant: str, dialect: str) -> Target:
    """Return the checkout of a merchant, to be changed in a dialect. Raises CheckoutNotFound for a malformed id."""
    checkout_id: str = request.path_params["checkout_id"]
    if not _ID.fullmatch(checkout_id):
        raise CheckoutNotFound(checkout_id=checkout_id[:100])
    return Target(
        checkout_id=checkout_id,
        merchant=merchant,
        expected_versions=expected_versions(request),
        dialect=dialect,
    )

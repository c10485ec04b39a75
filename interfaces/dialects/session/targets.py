"""Which checkout a path names."""

import re

from fastapi import Request

from application.checkouts.service import Target
from domain.refusals import CheckoutNotFound
from interfaces.http.request.headers import expected_versions

# Nothing else can be an id, and the store need not be asked for U+0000.
_ID = re.compile(r"[A-Za-z0-9._~-]{1,200}")


def target_of(request: Request, *, merchant: str, dialect: str) -> Target:
    """The checkout of this merchant's, to be changed in this dialect. Raises CheckoutNotFound for what is no id."""
    checkout_id: str = request.path_params["checkout_id"]
    if not _ID.fullmatch(checkout_id):
        raise CheckoutNotFound(checkout_id=checkout_id[:100])
    return Target(
        checkout_id=checkout_id,
        merchant=merchant,
        expected_versions=expected_versions(request),
        changed_in=dialect,
    )

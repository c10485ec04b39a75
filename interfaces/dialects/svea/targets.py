"""What several endpoints take from a request: the order that its path names, and its body."""

from fastapi import Request

from application.checkouts.service import Checkouts, Target
from domain.refusals import CheckoutNotFound
from interfaces.dialects.svea.auth import MAX_BODY
from interfaces.dialects.svea.requests.commands import DIALECT
from interfaces.http.request.body.reader import read_body, require_json
from interfaces.http.request.headers import expected_versions
from interfaces.http.request.patterns import ORDER_NUMBER


async def found_by_number(checkouts: Checkouts, request: Request, merchant: str) -> Target:
    """The checkout that the path's order id names, to be read for good and changed only if it was opened here.

    Raises CheckoutNotFound, also for an id that is not a number.
    """
    number: str = request.path_params["order_id"]
    if not ORDER_NUMBER.fullmatch(number):
        raise CheckoutNotFound(checkout_id=number[:100])
    return Target(
        checkout_id=await checkouts.find_by_order_number(int(number)),
        merchant=merchant,
        expected_versions=expected_versions(request),
        changed_in=DIALECT,
        for_good=True,
    )


async def json_body(request: Request) -> bytes:
    """The body. Raises BodyTooLarge, or UnsupportedMediaType for one that is declared as something else than JSON."""
    body = await read_body(request, MAX_BODY)
    if body:
        require_json(request)
    return body

"""The order that the path of a request names, and the body of a request."""

from fastapi import Request

from application.checkouts.admission import Target
from application.checkouts.service import Checkouts
from domain.refusals import CheckoutNotFound
from interfaces.dialects.svea.auth import MAX_BODY
from interfaces.dialects.svea.requests.commands import DIALECT
from interfaces.http.request.body.reader import read_body, require_json
from interfaces.http.request.headers import expected_versions
from interfaces.http.request.patterns import ORDER_NUMBER


async def find_target(checkouts: Checkouts, request: Request, merchant: str) -> Target:
    """Find the checkout of the order id in the path.

    The target stays readable after cancellation and expiry, and can be changed only if Svea opened it.
    Raises CheckoutNotFound, also for an id that is not a number.
    """
    number: str = request.path_params["order_id"]
    if not ORDER_NUMBER.fullmatch(number):
        raise CheckoutNotFound(checkout_id=number[:100])
    return Target(
        checkout_id=await checkouts.find_by_order_number(int(number)),
        merchant=merchant,
        expected_versions=expected_versions(request),
        dialect=DIALECT,
        ignores_expiry=True,
    )


async def json_body(request: Request) -> bytes:
    """Read the body. Raises BodyTooLarge, or UnsupportedMediaType for a body that is not declared as JSON."""
    body = await read_body(request, MAX_BODY)
    if body:
        require_json(request)
    return body

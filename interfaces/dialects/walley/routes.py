"""The URLs of Walley Checkout.

| endpoint | operation |
|---|---|
| POST /checkouts, POST /checkout | open a checkout |
| GET … | read it; a past version with `?version=` or `?at=` |
| PUT /checkouts/{id} | replace everything |
| PUT …/cart | replace the cart |
| PUT …/fees | update the fees |
| PUT /checkouts/{id}/shippingProperties | replace the shipping properties |
| PUT …/metadata | replace the metadata |
| PUT …/reference | change the reference; once more after completion |
| POST /oauth2/v2.0/token | get a bearer token |

`…` is `/checkouts/{id}` (the OAuth generation) or `/merchants/{store}/checkouts/{id}` (the SharedKey generation).
Both kinds of credentials are accepted on both. Each path works with and without a trailing slash.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from fastapi import APIRouter

from application.checkouts.service import Checkouts
from interfaces.dialects.walley import openapi
from interfaces.dialects.walley.auth.credentials import Credentials
from interfaces.dialects.walley.auth.token_endpoint import MAX_FORM, TOKEN_PATH
from interfaces.dialects.walley.endpoints import WalleyEndpoints
from interfaces.dialects.walley.errors import render_refusal, render_request_error
from interfaces.dialects.walley.requests.commands import DIALECT
from interfaces.dialects.walley.settings import WalleySettings
from interfaces.http.dialect import Dialect
from interfaces.http.idempotency import Idempotency
from interfaces.http.merchant_settings import MerchantSettings
from interfaces.http.route_table import Route, add_routes
from interfaces.runtime.live import Live

# The last two are paths of the provider that this service does not implement.
PREFIXES = frozenset(("/checkouts", "/checkout", "/merchants", "/oauth2", "/manage", "/widgets"))
STATUSES = {900: "Business Error"}
_OAUTH = "/checkouts/{checkout_id}"
_SHARED_KEY = "/merchants/{store_id}/checkouts/{checkout_id}"


def walley_dialect(
    *,
    checkouts: Checkouts,
    merchants: Live[Sequence[MerchantSettings[WalleySettings]]],
    idempotency: Idempotency,
    clock: Callable[[], datetime],
    new_public_token: Callable[[str], str],
    token_key: Callable[[], bytes],
) -> Dialect:
    """Return the dialect for the merchants with Walley credentials. `new_public_token` takes the country code.

    `token_key` returns the installation's key for bearer tokens; it is called only while the server serves.
    """
    credentials = merchants.derive(lambda each: Credentials(each, clock, token_key))
    endpoints = WalleyEndpoints(checkouts, credentials, idempotency, new_public_token)
    router = APIRouter(tags=[openapi.REFERENCE.title])
    add_routes(router, _routes(endpoints), openapi.endpoint_doc)
    return Dialect(
        name=DIALECT,
        prefixes=PREFIXES,
        router=router,
        render_refusal=render_refusal,
        render_error=render_request_error,
        statuses=STATUSES,
        identify=endpoints.identify,
        largest_bodies={TOKEN_PATH: MAX_FORM},
        reference=openapi.REFERENCE,
    )


def _routes(endpoints: WalleyEndpoints) -> tuple[Route, ...]:
    """Return the table of routes. The router tries them in this order, so the most frequent ones come first."""
    return (
        Route("PUT", f"{_OAUTH}/cart", endpoints.replace_cart),
        Route("PUT", f"{_SHARED_KEY}/cart", endpoints.replace_cart),
        Route("PUT", _OAUTH, endpoints.replace_checkout),
        Route("PUT", f"{_OAUTH}/fees", endpoints.update_fees),
        Route("PUT", f"{_SHARED_KEY}/fees", endpoints.update_fees),
        Route("PUT", f"{_OAUTH}/shippingProperties", endpoints.replace_shipping_properties),
        Route("PUT", f"{_OAUTH}/metadata", endpoints.replace_metadata),
        Route("PUT", f"{_SHARED_KEY}/metadata", endpoints.replace_metadata),
        Route("PUT", f"{_OAUTH}/reference", endpoints.change_reference),
        Route("PUT", f"{_SHARED_KEY}/reference", endpoints.change_reference),
        Route("GET", _OAUTH, endpoints.read_checkout),
        Route("GET", _SHARED_KEY, endpoints.read_checkout),
        Route("POST", "/checkouts", endpoints.open_checkout),
        Route("POST", "/checkout", endpoints.open_checkout),
        Route("POST", TOKEN_PATH, endpoints.get_token),
    )

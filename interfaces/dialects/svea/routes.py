"""The URLs of Svea Checkout.

| endpoint | operation |
|---|---|
| POST /api/orders | open a checkout, or read the one that has its ClientOrderNumber |
| GET /api/orders/{id} | read it; a past version with `?version=` or `?at=` |
| PUT, POST /api/orders/{id} | replace the cart, and the other parts that the body names |
| POST /api/tokens/{token}/orders | open a checkout under a recurring token, committed at once |
| GET /api/tokens/{token} | read the token |
| GET /api/tokens/{token}/orders/{id} | read a checkout that was opened under the token |
| PATCH /api/tokens/{token} | cancel the token |
| GET /api/util/GetAvailablePartPaymentCampaigns | read the configured campaigns |

Each path works with and without a trailing slash. An endpoint checks the signature and the body before it looks for a
checkout.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from fastapi import APIRouter

from application.checkouts.service import Checkouts
from application.ports.key_vault import KeyVault
from interfaces.dialects.svea.auth import MAX_BODY, Signatures
from interfaces.dialects.svea.endpoints import ORDERS, OrderEndpoints
from interfaces.dialects.svea.erasable_data import MerchantData
from interfaces.dialects.svea.errors import render_refusal, render_request_error
from interfaces.dialects.svea.openapi import endpoints as openapi
from interfaces.dialects.svea.recurring import TokenEndpoints
from interfaces.dialects.svea.requests.commands import DIALECT
from interfaces.dialects.svea.responses.snippet import Addresses
from interfaces.dialects.svea.settings import SveaSettings
from interfaces.http.dialect import Dialect
from interfaces.http.limits.memory import LimitsMemory
from interfaces.http.limits.signatures import UsedSignatures
from interfaces.http.merchant_settings import MerchantSettings
from interfaces.http.route_table import Route, add_routes
from interfaces.runtime.live import Live

PREFIX = "/api"
ORDER = f"{ORDERS}/{{order_id}}"
TOKEN = f"{PREFIX}/tokens/{{token}}"
TOKEN_ORDERS = f"{TOKEN}/orders"
TOKEN_ORDER = f"{TOKEN_ORDERS}/{{order_id}}"
CAMPAIGNS = f"{PREFIX}/util/GetAvailablePartPaymentCampaigns"


def svea_dialect(
    *,
    checkouts: Checkouts,
    merchants: Live[Sequence[MerchantSettings[SveaSettings]]],
    public_address: str | None,
    clock: Callable[[], datetime],
    new_id: Callable[[], str],
    new_public_token: Callable[[str], str],
    vault: KeyVault,
    limits: LimitsMemory | None = None,
) -> Dialect:
    """Return the dialect for the merchants with Svea credentials. `new_public_token` takes the country code.

    `public_address` is the address at which customers reach this server; with None it is the one of each request.
    `limits` has the signatures that were accepted; without it, one is taken for any path.
    """
    used = None if limits is None else UsedSignatures(limits)
    signatures = merchants.derive(lambda each: Signatures(each, clock, used))
    addresses = Addresses(public_address)
    data = MerchantData(vault, clock)
    orders = OrderEndpoints(checkouts, signatures, addresses, data, new_id, new_public_token)
    tokens = TokenEndpoints(checkouts, signatures, addresses, data, new_id, new_public_token)
    router = APIRouter(tags=[openapi.REFERENCE.title])
    add_routes(router, _routes(orders, tokens), openapi.endpoint_doc)
    return Dialect(
        name=DIALECT,
        prefixes=frozenset({PREFIX}),
        router=router,
        render_refusal=render_refusal,
        render_error=render_request_error,
        identify=orders.identify,
        largest_body=MAX_BODY,
        reference=openapi.REFERENCE,
    )


def _routes(orders: OrderEndpoints, tokens: TokenEndpoints) -> tuple[Route, ...]:
    """Return the table of routes. The router tries them in this order, so the most frequent ones come first."""
    return (
        Route("PUT", ORDER, orders.update_order),
        Route("POST", ORDER, orders.update_order),
        Route("GET", ORDER, orders.read_order),
        Route("POST", ORDERS, orders.create_order),
        Route("POST", TOKEN_ORDERS, tokens.create_order),
        Route("GET", TOKEN, tokens.read_token),
        Route("GET", TOKEN_ORDER, tokens.read_order),
        Route("PATCH", TOKEN, tokens.change_token),
        Route("GET", CAMPAIGNS, orders.read_campaigns),
    )

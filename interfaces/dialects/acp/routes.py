"""The URLs of the Agentic Commerce Protocol.

| endpoint | intent | scope |
|---|---|---|
| POST /checkout_sessions | open a session | checkouts:write |
| GET /checkout_sessions/{id} | read it | checkouts:read |
| POST /checkout_sessions/{id} | update it | checkouts:write |
| POST /checkout_sessions/{id}/complete | pay for it | checkouts:write |
| POST /checkout_sessions/{id}/cancel | cancel it | checkouts:write |
| POST /carts | open a cart | checkouts:write |
| GET /carts/{id} | read it | checkouts:read |
| POST /carts/{id} | replace its items | checkouts:write |
| POST /carts/{id}/cancel | cancel it | checkouts:write |
| GET /.well-known/acp.json | describe what the shop supports | |

The header `API-Version` names the version of the request and of its response. A request without it has the merchant's
`default_version`. Every change takes `Idempotency-Key` and `If-Match`; reading takes `?version=` and `?at=`.
"""

from collections.abc import Awaitable, Callable, Sequence

from fastapi import APIRouter, Request, Response

from application.checkouts.service import Checkouts
from application.selling.carts import is_cart
from application.selling.purchases import Purchases
from application.selling.sessions import Sessions
from domain.refusals import CheckoutNotFound
from interfaces.dialects.acp import openapi, requests
from interfaces.dialects.acp.carts import CANCELLED_CART, CART
from interfaces.dialects.acp.discovery import discovery_document
from interfaces.dialects.acp.errors import (
    echo_headers,
    render_cart_refusal,
    render_refusal,
    render_request_error,
)
from interfaces.dialects.acp.formats import FORMATS
from interfaces.dialects.acp.versions.negotiation import LATEST, negotiate_version
from interfaces.dialects.acp.wire import MEDIA_TYPE, encode
from interfaces.dialects.session.auth import READ, WRITE, ApiKeys, Client
from interfaces.dialects.session.endpoints import SessionEndpoints
from interfaces.dialects.session.formats import SessionDialect, SessionFormat
from interfaces.dialects.session.settings import SellingSettings
from interfaces.http.dialect import Dialect
from interfaces.http.errors.request_errors import RouteUnknown
from interfaces.http.idempotency import ErrorRenderer, Idempotency
from interfaces.http.merchant_settings import MerchantSettings
from interfaces.http.party import STRANGER, Party
from interfaces.runtime.live import Live

PREFIXES = frozenset(("/checkout_sessions", "/carts", "/.well-known"))
_ROOT = "/checkout_sessions"
_ONE = _ROOT + "/{checkout_id}"
_CARTS = "/carts"
_CART = _CARTS + "/{checkout_id}"
_DISCOVERY = "/.well-known/acp.json"
_DIALECT = SessionDialect(
    name=requests.DIALECT,
    id_prefix="checkout_session",
    noun="session",
    errors=ErrorRenderer(render_refusal=render_refusal, render_error=render_request_error),
)
_CART_DIALECT = SessionDialect(
    name=requests.DIALECT,
    id_prefix="cart",
    noun="cart",
    errors=ErrorRenderer(render_refusal=render_cart_refusal, render_error=render_request_error),
)
_Endpoint = Callable[[Request], Awaitable[Response]]
_SessionEndpoint = Callable[[Request, Client, SessionFormat], Awaitable[Response]]


def acp_dialect(
    *,
    checkouts: Checkouts,
    sessions: Sessions,
    purchases: Purchases,
    idempotency: Idempotency,
    merchants: Live[Sequence[MerchantSettings[SellingSettings]]],
    public_address: str | None,
    new_name: Callable[[str], str],
    new_public_token: Callable[[str], str],
) -> Dialect:
    """Build the dialect for the merchants that have API keys. `new_name` takes the kind of id."""
    keys = merchants.derive(ApiKeys)
    endpoints, carts = (
        SessionEndpoints(
            each,
            checkouts=checkouts,
            sessions=sessions,
            purchases=purchases,
            idempotency=idempotency,
            new_id=new_name,
            new_public_token=new_public_token,
        )
        for each in (_DIALECT, _CART_DIALECT)
    )

    def with_version(scope: str, endpoint: _SessionEndpoint) -> _Endpoint:
        async def run(request: Request) -> Response:
            client = keys.now.authenticate(request, scope)
            version = negotiate_version(request, client.selling.default_version)
            _refuse_other_kind(request, wants_cart=False)
            return echo_headers(request, await endpoint(request, client, FORMATS[version.name]))

        return run

    def of_cart(
        scope: str, endpoint: _SessionEndpoint, cart_format: SessionFormat = CART
    ) -> _Endpoint:
        async def run(request: Request) -> Response:
            client = keys.now.authenticate(request, scope)
            if negotiate_version(request, client.selling.default_version) is not LATEST:
                raise RouteUnknown
            _refuse_other_kind(request, wants_cart=True)
            return echo_headers(request, await endpoint(request, client, cart_format))

        return run

    async def discover(request: Request) -> Response:
        document = discovery_document(public_address or str(request.base_url), merchants.now)
        headers = {"Cache-Control": "public, max-age=3600"}
        return Response(encode(document), headers=headers, media_type=MEDIA_TYPE)

    async def identify(request: Request) -> Party:
        if request.scope["path"] == _DISCOVERY:
            return STRANGER
        return keys.now.identify(request)

    router = APIRouter(tags=[openapi.REFERENCE.title])
    _add(router, "POST", _ROOT, with_version(WRITE, endpoints.create), 201)
    _add(router, "GET", _ONE, with_version(READ, endpoints.read))
    _add(router, "POST", _ONE, with_version(WRITE, endpoints.update))
    _add(router, "POST", _ONE + "/complete", with_version(WRITE, endpoints.complete))
    _add(router, "POST", _ONE + "/cancel", with_version(WRITE, endpoints.cancel))
    _add(router, "POST", _CARTS, of_cart(WRITE, carts.create), 201)
    _add(router, "GET", _CART, of_cart(READ, carts.read))
    _add(router, "POST", _CART, of_cart(WRITE, carts.update))
    _add(router, "POST", _CART + "/cancel", of_cart(WRITE, carts.cancel, CANCELLED_CART))
    _add(router, "GET", _DISCOVERY, discover)
    return Dialect(
        name=requests.DIALECT,
        prefixes=PREFIXES,
        router=router,
        render_refusal=render_refusal,
        render_error=render_request_error,
        identify=identify,
        reference=openapi.REFERENCE,
    )


def _refuse_other_kind(request: Request, *, wants_cart: bool) -> None:
    """Raise CheckoutNotFound for a cart in the path of sessions, and for a session in that of carts."""
    checkout_id: str | None = request.path_params.get("checkout_id")
    if checkout_id is not None and is_cart(checkout_id) is not wants_cart:
        raise CheckoutNotFound(checkout_id=checkout_id[:100])


def _add(router: APIRouter, method: str, path: str, endpoint: _Endpoint, status: int = 200) -> None:
    router.add_api_route(
        path,
        endpoint,
        methods=[method],
        response_model=None,
        status_code=status,
        **openapi.describe(method, path),
    )

"""The URLs of the Universal Commerce Protocol.

| endpoint | intent | scope |
|---|---|---|
| POST /checkout-sessions | open a checkout | checkouts:write |
| GET /checkout-sessions/{id} | read it | checkouts:read |
| PUT /checkout-sessions/{id} | update it | checkouts:write |
| POST /checkout-sessions/{id}/complete | pay for it | checkouts:write |
| POST /checkout-sessions/{id}/cancel | cancel it | checkouts:write |
| GET /.well-known/ucp | describe the shop | |
| GET /.well-known/ucp/handlers/{id} | describe a payment handler | |
| GET /.well-known/ucp/handlers/{id}/schema.json | the schema of its instruments | |

The header `UCP-Agent` names the profile of the platform, which is fetched when a checkout is opened. Every change takes
`Idempotency-Key` and `If-Match`; reading takes `?version=` and `?at=`.
"""

from collections.abc import Awaitable, Callable, Sequence

from fastapi import APIRouter, Request, Response

from application.checkouts.service import Checkouts
from application.selling.purchases import Purchases
from application.selling.sessions import Sessions
from interfaces.dialects.session.auth import READ, WRITE, Client
from interfaces.dialects.session.endpoints import SessionEndpoints
from interfaces.dialects.session.formats import SessionDialect, SessionFormat
from interfaces.dialects.ucp import openapi, profile
from interfaces.dialects.ucp.auth import Callers
from interfaces.dialects.ucp.errors import render_refusal, render_request_error
from interfaces.dialects.ucp.formats import request_format
from interfaces.dialects.ucp.negotiation.negotiate import check_agent
from interfaces.dialects.ucp.negotiation.profiles import PlatformProfiles
from interfaces.dialects.ucp.settings import PaymentHandler, UcpShop
from interfaces.dialects.ucp.wire import DIALECT, MEDIA_TYPE, encode
from interfaces.http.dialect import Dialect
from interfaces.http.errors.request_errors import RouteUnknown
from interfaces.http.idempotency import ErrorRenderer, Idempotency
from interfaces.http.merchant_settings import MerchantSettings
from interfaces.http.party import STRANGER, Party
from interfaces.runtime.live import Live

PREFIXES = frozenset(("/checkout-sessions", profile.PATH))
_ROOT = "/checkout-sessions"
_ONE = _ROOT + "/{checkout_id}"
_CACHED = {"Cache-Control": "public, max-age=300"}
_DIALECT = SessionDialect(
    name=DIALECT,
    id_prefix="checkout",
    noun="checkout",
    errors=ErrorRenderer(render_refusal=render_refusal, render_error=render_request_error),
)
_Endpoint = Callable[[Request], Awaitable[Response]]
_SessionEndpoint = Callable[[Request, Client, SessionFormat], Awaitable[Response]]


def ucp_dialect(
    *,
    checkouts: Checkouts,
    sessions: Sessions,
    purchases: Purchases,
    idempotency: Idempotency,
    merchants: Live[Sequence[MerchantSettings[UcpShop]]],
    profiles: PlatformProfiles,
    public_address: str | None,
    new_name: Callable[[str], str],
    new_public_token: Callable[[str], str],
) -> Dialect:
    """Build the dialect for the merchants that sell to platforms. `new_name` takes the kind of id."""
    callers = merchants.derive(Callers)
    endpoints = SessionEndpoints(
        _DIALECT,
        checkouts=checkouts,
        sessions=sessions,
        purchases=purchases,
        idempotency=idempotency,
        new_id=new_name,
        new_public_token=new_public_token,
    )

    def address_of(request: Request) -> str:
        return public_address or str(request.base_url).rstrip("/")

    def with_format(scope: str, endpoint: _SessionEndpoint) -> _Endpoint:
        async def run(request: Request) -> Response:
            caller = callers.now.authenticate(request, scope)
            check_agent(caller)
            caller.refuse_foreign(request)
            of_request = request_format(caller, address_of(request), profiles)
            return await endpoint(request, caller.client, of_request)

        return run

    def handler_in(request: Request) -> PaymentHandler:
        handler = callers.now.described.handler(request.path_params["handler_id"])
        if handler is None:
            raise RouteUnknown
        return handler

    async def discover(request: Request) -> Response:
        document = profile.profile_of(callers.now.described.ucp, address_of(request))
        return Response(encode(document), headers=_CACHED, media_type=MEDIA_TYPE)

    async def describe_handler(request: Request) -> Response:
        page = profile.handler_page(handler_in(request))
        return Response(page, headers=_CACHED, media_type="text/html; charset=utf-8")

    async def describe_instruments(request: Request) -> Response:
        schema = profile.handler_schema(handler_in(request), address_of(request))
        return Response(encode(schema), headers=_CACHED, media_type=MEDIA_TYPE)

    async def identify(request: Request) -> Party:
        if request.scope["path"].startswith(profile.PATH):
            return STRANGER
        return callers.now.identify(request)

    router = APIRouter(tags=["Universal Commerce Protocol"])
    for method, path, endpoint, status in (
        ("POST", _ROOT, with_format(WRITE, endpoints.create), 201),
        ("GET", _ONE, with_format(READ, endpoints.read), 200),
        ("PUT", _ONE, with_format(WRITE, endpoints.update), 200),
        ("POST", _ONE + "/complete", with_format(WRITE, endpoints.complete), 200),
        ("POST", _ONE + "/cancel", with_format(WRITE, endpoints.cancel), 200),
        ("GET", profile.PATH, discover, 200),
        ("GET", profile.HANDLERS, describe_handler, 200),
        ("GET", profile.SCHEMA, describe_instruments, 200),
    ):
        router.add_api_route(
            path,
            endpoint,
            methods=[method],
            response_model=None,
            status_code=status,
            **openapi.describe(method, path),
        )
    return Dialect(
        name=DIALECT,
        prefixes=PREFIXES,
        router=router,
        render_refusal=render_refusal,
        render_error=render_request_error,
        identify=identify,
    )

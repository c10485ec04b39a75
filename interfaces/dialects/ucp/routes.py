"""The URLs of the Universal Commerce Protocol.

| endpoint | intent | scope |
|---|---|---|
| POST /checkout-sessions | open a checkout | checkouts:write |
| GET /checkout-sessions/{id} | read it | checkouts:read |
| PUT /checkout-sessions/{id} | update it | checkouts:write |
| POST /checkout-sessions/{id}/complete | pay for it | checkouts:write |
| POST /checkout-sessions/{id}/cancel | cancel it | checkouts:write |
| POST /ucp/mcp | these five, and reading an order, over MCP | as they have |
| GET /orders/{id} | read the order of a purchase | checkouts:read or orders:read |
| PUT /orders/{id} | report what happened to it | orders:write |
| POST /testing/simulate-shipping/{id} | simulate its shipping, in a demo | the secret of the simulation |
| GET /.well-known/ucp | describe the shop | |
| GET /.well-known/ucp/{version} | describe it in one version | |
| GET /.well-known/ucp/handlers/{id} | describe a payment handler | |
| GET /.well-known/ucp/handlers/{id}/schema.json | the schema of its instruments | |

The header `UCP-Agent` names the profile of the platform, which is fetched when a checkout is opened. Every change takes
`Idempotency-Key` and `If-Match`; reading takes `?version=` and `?at=`.
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from fastapi import APIRouter, Request, Response

from application.checkouts.service import Checkouts
from application.history.finding.orders_by_id import OrdersById
from application.ports.audit_log import AuditLog
from application.selling.purchases import Purchases
from application.selling.sessions import Sessions
from interfaces.dialects.session.auth import READ, WRITE, Client
from interfaces.dialects.session.endpoints import SessionEndpoints
from interfaces.dialects.session.formats import SessionDialect, SessionFormat
from interfaces.dialects.ucp import openapi, profile
from interfaces.dialects.ucp.auth import Callers
from interfaces.dialects.ucp.documents import Documents
from interfaces.dialects.ucp.errors import render_refusal, render_request_error
from interfaces.dialects.ucp.formats import request_format
from interfaces.dialects.ucp.mandates.completions import platform_of
from interfaces.dialects.ucp.mcp.endpoint import PATH as MCP
from interfaces.dialects.ucp.mcp.endpoint import McpEndpoint
from interfaces.dialects.ucp.negotiation.negotiate import check_agent
from interfaces.dialects.ucp.negotiation.profiles import PlatformProfiles
from interfaces.dialects.ucp.orders import PATH, SIMULATION, PlatformOrders
from interfaces.dialects.ucp.settings import UcpShop
from interfaces.dialects.ucp.signing.answers import answer_signer
from interfaces.dialects.ucp.signing.check import RequestSignatures
from interfaces.dialects.ucp.versions.spoken import VERSIONS, note_version
from interfaces.dialects.ucp.wire import COMPLETE, DIALECT
from interfaces.http.dialect import Dialect
from interfaces.http.idempotency import ErrorRenderer, Idempotency
from interfaces.http.merchant_settings import MerchantSettings
from interfaces.http.party import STRANGER, Party
from interfaces.runtime.live import Live

PREFIXES = frozenset(("/checkout-sessions", "/ucp", "/orders", "/testing", profile.PATH))
_ROOT = "/checkout-sessions"
_ONE = _ROOT + "/{checkout_id}"
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
    audit_log: AuditLog,
    idempotency: Idempotency,
    merchants: Live[Sequence[MerchantSettings[UcpShop]]],
    profiles: PlatformProfiles,
    public_address: str | None,
    clock: Callable[[], datetime],
    new_id: Callable[[], str],
    new_name: Callable[[str], str],
    new_public_token: Callable[[str], str],
) -> Dialect:
    """Build the dialect for the merchants that sell to platforms. `new_name` takes the kind of id.

    `new_id` returns the ids of what is simulated.
    """
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

    async def check_signature(request: Request) -> None:
        caller = callers.now.caller_of(request)
        note_version(request, VERSIONS[caller.shop.ucp.version])
        await signatures.check(request, caller)

    def with_format(scope: str, endpoint: _SessionEndpoint, *, signed: bool = True) -> _Endpoint:
        async def run(request: Request) -> Response:
            caller = callers.now.authenticate(request, scope)
            note_version(request, VERSIONS[caller.shop.ucp.version])
            check_agent(caller)
            if signed:
                await signatures.check(request, caller)
            caller.refuse_foreign(request)
            platform = await platform_of(request, caller, profiles)
            of_request = request_format(
                request, caller, address_of(request), profiles, platform=platform, clock=clock
            )
            return await endpoint(request, caller.client, of_request)

        return run

    signatures = RequestSignatures(profiles, clock)
    documents = Documents(callers, address_of)
    orders = PlatformOrders(
        callers,
        checkouts=checkouts,
        orders=OrdersById(checkouts.find_by_order_id, audit_log),
        idempotency=idempotency,
        errors=_DIALECT.errors,
        clock=clock,
        new_id=new_id,
    )

    def of_platform(endpoint: _Endpoint, *, signed: bool = True) -> _Endpoint:
        async def run(request: Request) -> Response:
            caller = callers.now.caller_of(request)
            check_agent(caller)
            if signed:
                await signatures.check(request, caller)
            return await endpoint(request)

        return run

    async def identify(request: Request) -> Party:
        if request.scope["path"].startswith((profile.PATH, "/testing/")):
            return STRANGER
        return callers.now.identify(request)

    mcp = McpEndpoint(
        {
            "create_checkout": with_format(WRITE, endpoints.create, signed=False),
            "get_checkout": with_format(READ, endpoints.read, signed=False),
            "update_checkout": with_format(WRITE, endpoints.update, signed=False),
            "complete_checkout": with_format(WRITE, endpoints.complete, signed=False),
            "cancel_checkout": with_format(WRITE, endpoints.cancel, signed=False),
            "get_order": of_platform(orders.read, signed=False),
        },
        _DIALECT.errors,
        check_signature,
    )
    router = APIRouter(tags=[openapi.REFERENCE.title])
    for method, path, endpoint, status in (
        ("POST", _ROOT, with_format(WRITE, endpoints.create), 201),
        ("GET", _ONE, with_format(READ, endpoints.read), 200),
        ("PUT", _ONE, with_format(WRITE, endpoints.update), 200),
        ("POST", _ONE + COMPLETE, with_format(WRITE, endpoints.complete), 200),
        ("POST", _ONE + "/cancel", with_format(WRITE, endpoints.cancel), 200),
        ("POST", MCP, mcp.answer, 200),
        ("GET", PATH, of_platform(orders.read), 200),
        ("PUT", PATH, of_platform(orders.put), 200),
        ("POST", SIMULATION, orders.simulate_shipping, 200),
        ("GET", profile.PATH, documents.describe_shop, 200),
        ("GET", profile.OF_VERSION, documents.describe_shop, 200),
        ("GET", profile.HANDLERS, documents.describe_handler, 200),
        ("GET", profile.SCHEMA, documents.describe_instruments, 200),
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
        middleware=(answer_signer(clock),),
        reference=openapi.REFERENCE,
    )

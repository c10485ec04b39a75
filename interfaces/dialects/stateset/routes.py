"""The URLs of StateSet checkouts.

| endpoint | intent | scope |
|---|---|---|
| POST /v1/checkouts | open a session | checkouts:write |
| GET /v1/checkouts/{id} | read it | checkouts:read |
| PUT /v1/checkouts/{id} | update it | checkouts:write |
| POST /v1/checkouts/{id}/complete | pay for it | checkouts:write |
| POST /v1/checkouts/{id}/cancel | cancel it | checkouts:write |
| GET /v1/checkouts | list them | checkouts:read |

Every change takes `Idempotency-Key` and `If-Match`; reading takes `?version=` and `?at=`.
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from fastapi import APIRouter, Request, Response

from application.checkouts.admission import Target
from application.checkouts.service import Checkouts
from application.ports.listings import Listings
from application.selling.purchases import Purchases
from application.selling.sessions import Sessions
from interfaces.dialects.session.auth import READ, WRITE, ApiKeys, Client
from interfaces.dialects.session.endpoints import SessionEndpoints
from interfaces.dialects.session.formats import SessionDialect, SessionFormat
from interfaces.dialects.session.settings import SellingSettings
from interfaces.dialects.stateset import openapi, requests
from interfaces.dialects.stateset.errors import render_refusal, render_request_error
from interfaces.dialects.stateset.formats import FORMAT
from interfaces.dialects.stateset.rate_limits import RateLimits, allowance_headers
from interfaces.dialects.stateset.responses import listed_session
from interfaces.dialects.stateset.wire import MEDIA_TYPE, encode, page_of
from interfaces.http.dialect import Dialect
from interfaces.http.errors.request_errors import FieldFault, InvalidQuery
from interfaces.http.idempotency import ErrorRenderer, Idempotency
from interfaces.http.limits.memory import LimitsMemory
from interfaces.http.merchant_settings import MerchantSettings
from interfaces.http.party import Party
from interfaces.runtime.live import Live

PREFIX = "/v1"
_ROOT = "/v1/checkouts"
_ONE = _ROOT + "/{checkout_id}"
_DIALECT = SessionDialect(
    name=requests.DIALECT,
    id_prefix="checkout",
    noun="checkout",
    errors=ErrorRenderer(render_refusal=render_refusal, render_error=render_request_error),
)
_Endpoint = Callable[[Request], Awaitable[Response]]
_SessionEndpoint = Callable[[Request, Client, SessionFormat], Awaitable[Response]]


def stateset_dialect(
    *,
    checkouts: Checkouts,
    sessions: Sessions,
    purchases: Purchases,
    listings: Listings,
    idempotency: Idempotency,
    merchants: Live[Sequence[MerchantSettings[SellingSettings]]],
    clock: Callable[[], datetime],
    limits: LimitsMemory | None = None,
    new_name: Callable[[str], str],
    new_public_token: Callable[[str], str],
) -> Dialect:
    """Build the dialect for the merchants that have API keys. `new_name` takes the kind of id.

    `limits` has the counts of requests; without it this process counts alone.
    """
    keys = merchants.derive(ApiKeys)
    own_limits = RateLimits(clock, limits or LimitsMemory())
    endpoints = SessionEndpoints(
        _DIALECT,
        checkouts=checkouts,
        sessions=sessions,
        purchases=purchases,
        idempotency=idempotency,
        new_id=new_name,
        new_public_token=new_public_token,
    )

    async def identify(request: Request) -> Party:
        return keys.now.identify(request)

    def authenticate(request: Request, scope: str) -> Client:
        client = keys.now.authenticate(request, scope)
        own_limits.count(request, client)
        return client

    def read(endpoint: _SessionEndpoint) -> _Endpoint:
        async def run(request: Request) -> Response:
            client = authenticate(request, READ)
            response = await endpoint(request, client, FORMAT)
            response.headers.update(allowance_headers(request))
            return response

        return run

    def change(endpoint: _SessionEndpoint) -> _Endpoint:
        async def run(request: Request) -> Response:
            client = authenticate(request, WRITE)
            response = await endpoint(request, client, FORMAT)
            response.headers.update(allowance_headers(request))
            key = request.headers.get("idempotency-key")
            if key is not None:
                response.headers["Idempotency-Key"] = key
            return response

        return run

    async def list_sessions(request: Request) -> Response:
        client = authenticate(request, READ)
        return await _list(request, client, checkouts, listings)

    router = APIRouter(tags=[openapi.REFERENCE.title])
    _add(router, "POST", _ROOT, change(endpoints.create), 201)
    _add(router, "PUT", _ONE, change(endpoints.update))
    _add(router, "GET", _ONE, read(endpoints.read))
    _add(router, "POST", _ONE + "/complete", change(endpoints.complete))
    _add(router, "POST", _ONE + "/cancel", change(endpoints.cancel))
    _add(router, "GET", _ROOT, list_sessions)
    return Dialect(
        name=requests.DIALECT,
        prefixes=frozenset({PREFIX}),
        router=router,
        render_refusal=render_refusal,
        render_error=render_request_error,
        identify=identify,
        reference=openapi.REFERENCE,
    )


async def _list(
    request: Request, client: Client, checkouts: Checkouts, listings: Listings
) -> Response:
    page = requests.page_request(request.query_params.multi_items(), client)
    found = await listings.page(page.wanted, after=page.after, limit=page.limit)
    if found is None:
        message = "cursor: there is no checkout with this id."
        raise InvalidQuery((FieldFault(path="cursor", kind="query", message=message),))
    data = []
    for each in found.listings:
        target = Target(checkout_id=each.checkout_id, merchant=client.merchant, ignores_expiry=True)
        data.append(listed_session(await checkouts.read(target), client.selling))
    body = encode(page_of(data, has_more=found.has_more, total=found.total))
    return Response(body, headers=allowance_headers(request), media_type=MEDIA_TYPE)


def _add(router: APIRouter, method: str, path: str, endpoint: _Endpoint, status: int = 200) -> None:
    router.add_api_route(
        path,
        endpoint,
        methods=[method],
        response_model=None,
        status_code=status,
        **openapi.describe(method, path),
    )

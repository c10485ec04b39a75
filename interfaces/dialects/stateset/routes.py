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

from application.checkouts.service import Checkouts, Target
from application.ports.listings import Listings
from application.selling.purchases import Purchases
from application.selling.sessions import Sessions
from interfaces.dialects.session.auth import READ, WRITE, ApiKeys, Client
from interfaces.dialects.session.settings import SellingSettings
from interfaces.dialects.stateset import openapi, requests
from interfaces.dialects.stateset.endpoints import (
    CANCEL,
    COMPLETE,
    UPDATE,
    SessionChanges,
    responding,
    session_target,
)
from interfaces.dialects.stateset.errors import faulty, refused
from interfaces.dialects.stateset.rate_limits import RateLimits, allowance_headers
from interfaces.dialects.stateset.wire import MEDIA_TYPE, encoded, listed
from interfaces.http.dialect import Dialect
from interfaces.http.errors import FieldFault, InvalidQuery
from interfaces.http.idempotency import ErrorRenderer, Idempotency, IdempotentCall
from interfaces.http.merchant_settings import MerchantSettings
from interfaces.http.pipeline.invalid_bodies import note_change
from interfaces.http.request.as_of import cache_control, moment_asked
from interfaces.http.request.headers import etag, is_unchanged
from interfaces.runtime.live import Live

PREFIX = "/v1"
_ROOT = "/v1/checkouts"
_ONE = _ROOT + "/{checkout_id}"
_Endpoint = Callable[[Request], Awaitable[Response]]
_Work = Callable[[Request, Client, IdempotentCall], Awaitable[Response]]
_SAYING = ErrorRenderer(refused=refused, faulty=faulty)


def stateset_dialect(
    *,
    checkouts: Checkouts,
    sessions: Sessions,
    purchases: Purchases,
    listings: Listings,
    idempotency: Idempotency,
    merchants: Live[Sequence[MerchantSettings[SellingSettings]]],
    clock: Callable[[], datetime],
    new_name: Callable[[str], str],
    new_public_token: Callable[[str], str],
) -> Dialect:
    """The dialect for the merchants that have API keys. `new_name` takes what the name is of."""
    keys = merchants.following(ApiKeys)
    limits = RateLimits(clock)
    changes = SessionChanges(sessions, purchases, new_name, new_public_token)

    def asked(request: Request, scope: str) -> Client:
        client = keys.now.client(request, scope)
        limits.count(request, client)
        return client

    def once(work: _Work, operation: str | None = None) -> _Endpoint:
        """The endpoint of a kind of work. `operation` names what it does to a checkout that there is already."""

        async def changing(request: Request) -> Response:
            client = asked(request, WRITE)
            if operation is not None:
                note_change(
                    request,
                    checkouts,
                    lambda: session_target(request, client),
                    actor=client.actor,
                    dialect=requests.DIALECT,
                    operation=operation,
                )
            key = request.headers.get("idempotency-key")
            response = await idempotency.answered(
                request,
                identity=client.identity,
                key=key,
                saying=_SAYING,
                work=lambda attempt: work(request, client, attempt),
            )
            response.headers.update(allowance_headers(request))
            if key is not None:
                response.headers["Idempotency-Key"] = key
            return response

        return changing

    async def read(request: Request) -> Response:
        client = asked(request, READ)
        return await _read(request, client, checkouts)

    async def list_them(request: Request) -> Response:
        client = asked(request, READ)
        return await _list(request, client, checkouts, listings)

    router = APIRouter(tags=["StateSet checkouts"])
    _add(router, "POST", _ROOT, once(changes.create), 201)
    _add(router, "PUT", _ONE, once(changes.update, UPDATE))
    _add(router, "GET", _ONE, read)
    _add(router, "POST", _ONE + "/complete", once(changes.complete, COMPLETE))
    _add(router, "POST", _ONE + "/cancel", once(changes.cancel, CANCEL))
    _add(router, "GET", _ROOT, list_them)
    return Dialect(
        name=requests.DIALECT,
        prefixes=frozenset({PREFIX}),
        router=router,
        refused=refused,
        faulty=faulty,
    )


async def _read(request: Request, client: Client, checkouts: Checkouts) -> Response:
    target = session_target(request, client)
    moment = moment_asked(request)
    headers = allowance_headers(request)
    if moment is None:
        checkout = await checkouts.read(target)
    else:
        past = await checkouts.read_past(target, moment)
        checkout = past.checkout
        headers["Cache-Control"] = cache_control(checkout, is_settled=past.is_settled)
    if is_unchanged(request, checkout.version):
        return Response(status_code=304, headers={**headers, "ETag": etag(checkout.version)})
    response = responding(client)(checkout)
    response.headers.update(headers)
    return response


async def _list(
    request: Request, client: Client, checkouts: Checkouts, listings: Listings
) -> Response:
    page = requests.page_asked(request.query_params.multi_items(), client)
    found = await listings.page(page.wanted, after=page.after, limit=page.limit)
    if found is None:
        message = "cursor: there is no checkout with this id."
        raise InvalidQuery((FieldFault(path="cursor", kind="query", message=message),))
    data = []
    for each in found.listings:
        target = Target(checkout_id=each.checkout_id, merchant=client.merchant, for_good=True)
        data.append(requests.shown(await checkouts.read(target), client))
    body = encoded(listed(data, has_more=found.has_more, total=found.total))
    return Response(body, headers=allowance_headers(request), media_type=MEDIA_TYPE)


def _add(router: APIRouter, method: str, path: str, endpoint: _Endpoint, status: int = 200) -> None:
    router.add_api_route(
        path,
        endpoint,
        methods=[method],
        response_model=None,
        status_code=status,
        **openapi.said_of(method, path),
    )

"""The URLs of the Agentic Commerce Protocol.

| endpoint | intent | scope |
|---|---|---|
| POST /checkout_sessions | open a session | checkouts:write |
| GET /checkout_sessions/{id} | read it | checkouts:read |
| POST /checkout_sessions/{id} | update it | checkouts:write |
| POST /checkout_sessions/{id}/complete | pay for it | checkouts:write |
| POST /checkout_sessions/{id}/cancel | cancel it | checkouts:write |
| GET /.well-known/acp.json | say what the shop can do | |

The header `API-Version` says which version is spoken, in the request and in its answer; where the request has none, it
is the merchant's `default_version`. Every change takes `Idempotency-Key` and `If-Match`; reading
takes `?version=` and `?at=`.
"""

from collections.abc import Awaitable, Callable, Sequence

from fastapi import APIRouter, Request, Response

from application.checkouts.service import Checkouts
from application.selling.purchases import Purchases
from application.selling.sessions import Sessions
from interfaces.dialects.acp import openapi, requests
from interfaces.dialects.acp.discovery import discovered
from interfaces.dialects.acp.endpoints import (
    CANCEL,
    COMPLETE,
    UPDATE,
    SessionChanges,
    responding,
    session_target,
)
from interfaces.dialects.acp.errors import echoed, faulty, refused
from interfaces.dialects.acp.versions.negotiation import version_of
from interfaces.dialects.acp.versions.version import Version
from interfaces.dialects.acp.wire import MEDIA_TYPE, encoded
from interfaces.dialects.session.auth import READ, WRITE, ApiKeys, Client
from interfaces.dialects.session.settings import SellingSettings
from interfaces.http.dialect import Dialect
from interfaces.http.errors import IdempotencyKeyMissing
from interfaces.http.idempotency import ErrorRenderer, Idempotency, IdempotentCall
from interfaces.http.merchant_settings import MerchantSettings
from interfaces.http.pipeline.invalid_bodies import note_change
from interfaces.http.request.as_of import cache_control, moment_asked
from interfaces.http.request.headers import etag, is_unchanged
from interfaces.runtime.live import Live

PREFIXES = frozenset(("/checkout_sessions", "/.well-known"))
_ROOT = "/checkout_sessions"
_ONE = _ROOT + "/{checkout_id}"
_Endpoint = Callable[[Request], Awaitable[Response]]
_Work = Callable[[Request, Client, Version, IdempotentCall], Awaitable[Response]]
_SAYING = ErrorRenderer(refused=refused, faulty=faulty)


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
    """The dialect for the merchants that have API keys. `new_name` takes what the name is of."""
    keys = merchants.following(ApiKeys)
    changes = SessionChanges(sessions, purchases, new_name, new_public_token)

    def once(work: _Work, operation: str | None = None) -> _Endpoint:
        """The endpoint of a kind of work. `operation` names what it does to a checkout that there is already."""

        async def changing(request: Request) -> Response:
            client = keys.now.client(request, WRITE)
            version = version_of(request, client.selling.default_version)
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
            if key is None and version.key_required:
                raise IdempotencyKeyMissing
            response = await idempotency.answered(
                request,
                identity=client.identity,
                key=key,
                saying=_SAYING,
                work=lambda attempt: work(request, client, version, attempt),
            )
            return echoed(request, response)

        return changing

    async def read(request: Request) -> Response:
        client = keys.now.client(request, READ)
        version = version_of(request, client.selling.default_version)
        return echoed(request, await _read(request, client, version, checkouts))

    async def discover(request: Request) -> Response:
        document = discovered(public_address or str(request.base_url), merchants.now)
        headers = {"Cache-Control": "public, max-age=3600"}
        return Response(encoded(document), headers=headers, media_type=MEDIA_TYPE)

    router = APIRouter(tags=["Agentic Commerce Protocol"])
    _add(router, "POST", _ROOT, once(changes.create), 201)
    _add(router, "GET", _ONE, read)
    _add(router, "POST", _ONE, once(changes.update, UPDATE))
    _add(router, "POST", _ONE + "/complete", once(changes.complete, COMPLETE))
    _add(router, "POST", _ONE + "/cancel", once(changes.cancel, CANCEL))
    _add(router, "GET", "/.well-known/acp.json", discover)
    return Dialect(
        name=requests.DIALECT,
        prefixes=PREFIXES,
        router=router,
        refused=refused,
        faulty=faulty,
    )


async def _read(
    request: Request, client: Client, version: Version, checkouts: Checkouts
) -> Response:
    target = session_target(request, client)
    moment = moment_asked(request)
    headers = {}
    if moment is None:
        checkout = await checkouts.read(target)
    else:
        past = await checkouts.read_past(target, moment)
        checkout = past.checkout
        headers["Cache-Control"] = cache_control(checkout, is_settled=past.is_settled)
    if is_unchanged(request, checkout.version):
        return Response(status_code=304, headers={**headers, "ETag": etag(checkout.version)})
    response = responding(client, version)(checkout)
    response.headers.update(headers)
    return response


def _add(router: APIRouter, method: str, path: str, endpoint: _Endpoint, status: int = 200) -> None:
    router.add_api_route(
        path,
        endpoint,
        methods=[method],
        response_model=None,
        status_code=status,
        **openapi.said_of(method, path),
    )

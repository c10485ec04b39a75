"""What the endpoints that change something do: a line of work each, once for each idempotency key."""

from collections.abc import Awaitable, Callable

from fastapi import Request, Response

from application.checkouts.service import Target
from application.selling.purchases import Purchases
from application.selling.sessions import LARGEST_SUM, NotOffered, NotSold, Sessions, TooMuch
from domain.checkout import Checkout
from domain.provenance import Provenance
from interfaces.dialects.acp import requests
from interfaces.dialects.acp.versions.version import SessionRenderer, Version
from interfaces.dialects.acp.wire import MEDIA_TYPE, encoded
from interfaces.dialects.session.auth import Client
from interfaces.dialects.session.customers import bought_by
from interfaces.dialects.session.targets import target_of
from interfaces.http.errors import FieldFault, InvalidFields
from interfaces.http.idempotency import IdempotentCall
from interfaces.http.request.body.reader import read_body, require_json
from interfaces.http.request.headers import etag, provenance

UPDATE = "update session"
COMPLETE = "complete session"
CANCEL = "cancel session"


class SessionChanges:
    """The work. `new_name` takes what the name is of."""

    def __init__(
        self,
        sessions: Sessions,
        purchases: Purchases,
        new_name: Callable[[str], str],
        new_public_token: Callable[[str], str],
    ) -> None:
        self._sessions = sessions
        self._purchases = purchases
        self._new_name = new_name
        self._new_public_token = new_public_token

    async def create(
        self, request: Request, client: Client, version: Version, attempt: IdempotentCall
    ) -> Response:
        """Opens a session."""
        new = requests.new_session(
            await _json_body(request),
            version,
            client,
            checkout_id=self._new_name("checkout_session"),
            public_token=self._new_public_token(client.selling.country),
        )
        respond = responding(client, version, status=201)
        by = _by(request, client, "create session")
        opening = self._sessions.open(new, by, attempt.answering(respond))
        return respond(await wished(opening, version))

    async def update(
        self, request: Request, client: Client, version: Version, attempt: IdempotentCall
    ) -> Response:
        """Changes one."""
        update = requests.session_update(await _json_body(request), version)
        respond = responding(client, version)
        by = _by(request, client, UPDATE)
        target = session_target(request, client)
        updating = self._sessions.update(target, update, by, attempt.answering(respond))
        return respond(await wished(updating, version))

    async def complete(
        self, request: Request, client: Client, version: Version, attempt: IdempotentCall
    ) -> Response:
        """Takes the payment for one."""
        body = await _json_body(request)
        target = session_target(request, client)
        session = await self._sessions.read(target)
        purchase, buyer, billing = requests.purchase(body, version, is_free=session.total == 0)
        purchase = bought_by(purchase, buyer, billing, session)
        respond = responding(client, version, is_completion=True)
        by = _by(request, client, COMPLETE)
        return respond(
            await self._purchases.complete(
                target, purchase, by, attempt.answering(respond), again=attempt.again
            )
        )

    async def cancel(
        self, request: Request, client: Client, version: Version, attempt: IdempotentCall
    ) -> Response:
        """Calls one off."""
        reason = requests.cancellation(await _json_body(request))
        respond = responding(client, version)
        by = _by(request, client, CANCEL)
        target = session_target(request, client)
        return respond(await self._sessions.cancel(target, reason, by, attempt.answering(respond)))


def responding(
    client: Client, version: Version, *, status: int = 200, is_completion: bool = False
) -> Callable[[Checkout], Response]:
    """How a session is answered to this client in this version."""

    def respond(checkout: Checkout) -> Response:
        shown = SessionRenderer(
            checkout=checkout, selling=client.selling, is_completion=is_completion
        )
        body = encoded(version.session(shown))
        return Response(body, status, {"ETag": etag(checkout.version)}, media_type=MEDIA_TYPE)

    return respond


def session_target(request: Request, client: Client) -> Target:
    """The session that the path names. Raises CheckoutNotFound."""
    return target_of(request, merchant=client.merchant, dialect=requests.DIALECT)


async def wished(work: Awaitable[Checkout], version: Version) -> Checkout:
    """What comes of a wish. One that the shop cannot fulfil is a field that is wrong: raises InvalidFields."""
    try:
        return await work
    except NotSold as error:
        path = version.item_path.format(place=error.place)
        message = f"{path}: the shop does not sell {error.article!r}."
    except NotOffered as error:
        path = version.option_path
        message = f"{path}: must be one of {', '.join(error.offered) or 'none'}."
    except TooMuch:
        path = version.item_path.partition("[")[0]
        message = f"{path}: must come to at most {LARGEST_SUM}."
    raise InvalidFields((FieldFault(path=path, kind="choice", message=message),))


def _by(request: Request, client: Client, operation: str) -> Provenance:
    return provenance(request, actor=client.actor, dialect=requests.DIALECT, operation=operation)


async def _json_body(request: Request) -> bytes:
    body = await read_body(request)
    if body:
        require_json(request)
    return body

"""What the endpoints that change something do: a line of work each, once for each idempotency key."""

from collections.abc import Awaitable, Callable

from fastapi import Request, Response

from application.checkouts.service import Target
from application.selling.purchases import Purchases
from application.selling.sessions import LARGEST_SUM, NotOffered, NotSold, Sessions, TooMuch
from domain.checkout import Checkout
from domain.provenance import Provenance
from interfaces.dialects.session.auth import Client
from interfaces.dialects.session.customers import bought_by
from interfaces.dialects.session.targets import target_of
from interfaces.dialects.stateset import requests
from interfaces.dialects.stateset.wire import MEDIA_TYPE, encoded
from interfaces.http.errors import FieldFault, InvalidFields
from interfaces.http.idempotency import IdempotentCall
from interfaces.http.request.body.reader import read_body, require_json
from interfaces.http.request.headers import etag, provenance

UPDATE = "update checkout"
COMPLETE = "complete checkout"
CANCEL = "cancel checkout"


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

    async def create(self, request: Request, client: Client, attempt: IdempotentCall) -> Response:
        """Opens a session."""
        new = requests.new_session(
            await _json_body(request),
            client,
            checkout_id=self._new_name("checkout"),
            public_token=self._new_public_token(client.selling.country),
        )
        respond = responding(client, 201)
        by = _by(request, client, "create checkout")
        return respond(await wished(self._sessions.open(new, by, attempt.answering(respond))))

    async def update(self, request: Request, client: Client, attempt: IdempotentCall) -> Response:
        """Changes one."""
        update = requests.session_update(await _json_body(request))
        respond = responding(client)
        by = _by(request, client, UPDATE)
        target = session_target(request, client)
        updating = self._sessions.update(target, update, by, attempt.answering(respond))
        return respond(await wished(updating))

    async def complete(self, request: Request, client: Client, attempt: IdempotentCall) -> Response:
        """Takes the payment for one."""
        body = await _json_body(request)
        target = session_target(request, client)
        session = await self._sessions.read(target)
        purchase, buyer, billing = requests.purchase(body, is_free=session.total == 0)
        purchase = bought_by(purchase, buyer, billing, session)
        respond = responding(client)
        by = _by(request, client, COMPLETE)
        return respond(
            await self._purchases.complete(
                target, purchase, by, attempt.answering(respond), again=attempt.again
            )
        )

    async def cancel(self, request: Request, client: Client, attempt: IdempotentCall) -> Response:
        """Calls one off."""
        reason = requests.cancellation(await _json_body(request))
        respond = responding(client)
        by = _by(request, client, CANCEL)
        target = session_target(request, client)
        return respond(await self._sessions.cancel(target, reason, by, attempt.answering(respond)))


def responding(client: Client, status: int = 200) -> Callable[[Checkout], Response]:
    """How a session is answered to this client."""

    def respond(checkout: Checkout) -> Response:
        body = encoded(requests.answered(checkout, client))
        headers = {"ETag": etag(checkout.version)}
        return Response(body, status, headers, media_type=MEDIA_TYPE)

    return respond


def session_target(request: Request, client: Client) -> Target:
    """The session that the path names. Raises CheckoutNotFound."""
    return target_of(request, merchant=client.merchant, dialect=requests.DIALECT)


async def wished(work: Awaitable[Checkout]) -> Checkout:
    """What comes of a wish. One that the shop cannot fulfil is a parameter that is wrong: raises InvalidFields."""
    try:
        return await work
    except NotSold as error:
        path = f"items[{error.place}].id"
        message = f"{path}: the shop does not sell {error.article!r}."
    except NotOffered as error:
        path = "fulfillment_option_id"
        message = f"{path}: must be one of {', '.join(error.offered) or 'none'}."
    except TooMuch:
        path, message = "items", f"items: must come to at most {LARGEST_SUM}."
    raise InvalidFields((FieldFault(path=path, kind="choice", message=message),))


def _by(request: Request, client: Client, operation: str) -> Provenance:
    return provenance(request, actor=client.actor, dialect=requests.DIALECT, operation=operation)


async def _json_body(request: Request) -> bytes:
    body = await read_body(request)
    if body:
        require_json(request)
    return body

"""The URLs of Walley Checkout.

| endpoint | intent |
|---|---|
| POST /checkouts, POST /checkout | open a checkout |
| GET /checkouts/{id}, GET /merchants/{store}/checkouts/{id} | read it, or as it stood: `?version=`, `?at=` |
| PUT /checkouts/{id} | replace everything |
| PUT …/cart | replace the cart |
| PUT …/fees | update the fees |
| PUT /checkouts/{id}/shippingProperties | replace the shipping properties |
| PUT …/metadata | replace the metadata |
| PUT …/reference | change the reference; after completion once more |
| POST /oauth2/v2.0/token | get a token |

`…` is `/checkouts/{id}` (the OAuth generation) or `/merchants/{store}/checkouts/{id}` (the SharedKey generation);
either kind of credentials is good on either path. Each path works with and without a trailing slash.
A change that is sent again with its `X-idempotency` is answered as it was the first time, and does nothing.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter, Request, Response

from application.checkouts.service import Checkouts, Target
from application.commands.shop import Change
from domain.checkout import Checkout
from domain.provenance import Provenance
from domain.refusals import CheckoutNotFound
from interfaces.dialects.walley import openapi
from interfaces.dialects.walley.auth.credentials import Credentials, WalleyCaller
from interfaces.dialects.walley.auth.token_endpoint import TOKEN_PATH, answer_token
from interfaces.dialects.walley.errors import faulty, refused
from interfaces.dialects.walley.requests import commands, creation, updates
from interfaces.dialects.walley.responses import checkout as information
from interfaces.dialects.walley.responses import envelope
from interfaces.dialects.walley.settings import WalleySettings
from interfaces.http.dialect import Dialect
from interfaces.http.idempotency import ErrorRenderer, Idempotency, IdempotentCall, sender_identity
from interfaces.http.merchant_settings import MerchantSettings
from interfaces.http.pipeline.invalid_bodies import note_change
from interfaces.http.request.as_of import cache_control, moment_asked
from interfaces.http.request.body.reader import read_body, require_json
from interfaces.http.request.headers import expected_versions, is_unchanged, provenance
from interfaces.http.request.patterns import GUID
from interfaces.runtime.live import Live

# The last two are the provider's own paths for what this service does not do.
PREFIXES = frozenset(("/checkouts", "/checkout", "/merchants", "/oauth2", "/manage", "/widgets"))
STATUSES = {900: "Business Error"}
_OAUTH = "/checkouts/{checkout_id}"
_SHARED_KEY = "/merchants/{store_id}/checkouts/{checkout_id}"
_SAYING = ErrorRenderer(refused=refused, faulty=faulty)
_Work = Callable[[IdempotentCall], Awaitable[Response]]
_Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class Update:
    """One kind of update: where, what it is called in the history, and what its body means."""

    path: str
    operation: str
    means: Callable[[bytes], Change]
    generations: tuple[str, ...] = (_OAUTH, _SHARED_KEY)


UPDATES = (
    Update(
        "/cart",
        "replace cart",
        lambda body: commands.replace_cart(updates.cart_update(body)),
    ),
    Update(
        "",
        "replace checkout",
        lambda body: commands.replace_everything(updates.whole_update(body)),
        generations=(_OAUTH,),
    ),
    Update(
        "/fees",
        "update fees",
        lambda body: commands.update_fees(updates.fees_update(body)),
    ),
    Update(
        "/shippingProperties",
        "replace shipping properties",
        lambda body: commands.replace_shipping_properties(updates.shipping_properties_update(body)),
        generations=(_OAUTH,),
    ),
    Update(
        "/metadata",
        "replace metadata",
        lambda body: commands.replace_metadata(updates.metadata_update(body)),
    ),
    Update(
        "/reference",
        "change reference",
        lambda body: commands.change_reference(updates.reference_update(body)),
    ),
)


def walley_dialect(
    *,
    checkouts: Checkouts,
    merchants: Live[Sequence[MerchantSettings[WalleySettings]]],
    idempotency: Idempotency,
    clock: Callable[[], datetime],
    new_public_token: Callable[[str], str],
    token_key: Callable[[], bytes],
) -> Dialect:
    """The dialect for the merchants that have Walley credentials. `new_public_token` takes the country code.

    `token_key` gives the installation's key for bearer tokens; it is asked only while the server serves.
    """
    credentials = merchants.following(lambda each: Credentials(each, clock, token_key))

    async def once(request: Request, caller: WalleyCaller, work: _Work) -> Response:
        return await idempotency.answered(
            request,
            identity=sender_identity(caller.merchant, caller.actor),
            key=request.headers.get("x-idempotency"),
            saying=_SAYING,
            work=work,
        )

    async def get_token(request: Request) -> Response:
        return await answer_token(request, credentials.now)

    async def open_checkout(request: Request) -> Response:
        caller = await credentials.now.caller(request)
        opening = _opening(request, caller, checkouts, new_public_token)
        return await once(request, caller, opening)

    async def read_checkout(request: Request) -> Response:
        caller = await credentials.now.caller(request)
        target = _target(request, caller)
        moment = moment_asked(request)
        if moment is None:
            checkout, keeping = await checkouts.read(target), None
        else:
            past = await checkouts.read_past(target, moment)
            checkout = past.checkout
            keeping = cache_control(checkout, is_settled=past.is_settled)
        if is_unchanged(request, checkout.version):
            return envelope.unchanged(checkout, keeping)
        said = information.information(checkout, caller.purchase_results)
        return envelope.read(checkout, said, keeping)

    def updating(update: Update) -> _Endpoint:
        async def change_checkout(request: Request) -> Response:
            caller = await credentials.now.caller(request)
            note_change(
                request,
                checkouts,
                lambda: _target(request, caller),
                actor=caller.actor,
                dialect=commands.DIALECT,
                operation=update.operation,
            )
            return await once(request, caller, _changing(request, caller, checkouts, update))

        return change_checkout

    router = APIRouter(tags=["Walley Checkout"])
    # Routes are tried in this order, so that the most frequent ones come first.
    for update in UPDATES:
        for generation in update.generations:
            _add(router, "PUT", generation + update.path, updating(update))
    _add(router, "GET", _OAUTH, read_checkout)
    _add(router, "GET", _SHARED_KEY, read_checkout)
    _add(router, "POST", "/checkouts", open_checkout)
    _add(router, "POST", "/checkout", open_checkout)
    _add(router, "POST", TOKEN_PATH, get_token)
    return Dialect(
        name=commands.DIALECT,
        prefixes=PREFIXES,
        router=router,
        refused=refused,
        faulty=faulty,
        statuses=STATUSES,
    )


def _opening(
    request: Request,
    caller: WalleyCaller,
    checkouts: Checkouts,
    new_public_token: Callable[[str], str],
) -> _Work:
    def respond(checkout: Checkout) -> Response:
        return envelope.opened(request, checkout, information.created(checkout))

    async def work(attempt: IdempotentCall) -> Response:
        wanted = creation.creation(await _json_body(request))
        caller.require_store(wanted.store_id)
        token = new_public_token(wanted.country_code)
        command = commands.open_checkout(wanted, merchant=caller.merchant, public_token=token)
        by = _by(request, caller, "open checkout")
        return respond(await checkouts.open(command, by, attempt.answering(respond)))

    return work


def _changing(
    request: Request, caller: WalleyCaller, checkouts: Checkouts, update: Update
) -> _Work:
    def respond(checkout: Checkout) -> Response:
        return envelope.changed(request, checkout)

    async def work(attempt: IdempotentCall) -> Response:
        target = _target(request, caller)
        change = update.means(await _json_body(request))
        by = _by(request, caller, update.operation)
        return respond(await checkouts.change(target, change, by, attempt.answering(respond)))

    return work


def _add(router: APIRouter, method: str, path: str, endpoint: _Endpoint) -> None:
    said = openapi.said_of(method, path)
    router.add_api_route(
        path,
        endpoint,
        methods=[method],
        response_model=None,
        status_code=said.status,
        summary=said.summary,
        description=said.description,
        operation_id=said.operation_id,
        responses=said.responses,
        openapi_extra=said.extra,
    )


def _target(request: Request, caller: WalleyCaller) -> Target:
    """The checkout that the path names.

    Raises AccessDenied for a store of another merchant's, and CheckoutNotFound for an id that is not a GUID.
    """
    store_id: str | None = request.path_params.get("store_id")
    if store_id is not None:
        caller.require_store(store_id)
    checkout_id: str = request.path_params["checkout_id"].lower()
    if not GUID.fullmatch(checkout_id):
        raise CheckoutNotFound(checkout_id=checkout_id[:100])
    return Target(
        checkout_id=checkout_id,
        merchant=caller.merchant,
        expected_versions=expected_versions(request),
        changed_in=commands.DIALECT,
    )


async def _json_body(request: Request) -> bytes:
    body = await read_body(request)
    if body:
        require_json(request)
    return body


def _by(request: Request, caller: WalleyCaller, operation: str) -> Provenance:
    return provenance(request, actor=caller.actor, dialect=commands.DIALECT, operation=operation)

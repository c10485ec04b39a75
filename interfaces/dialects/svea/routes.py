"""The URLs of Svea Checkout.

| endpoint | intent |
|---|---|
| POST /api/orders | open a checkout; or read the one that has its ClientOrderNumber |
| GET /api/orders/{id} | read it |
| PUT, POST /api/orders/{id} | replace the cart, and the other parts that the body names |
| POST /api/tokens/{token}/orders | open a checkout under a recurring token, committed at once |
| GET /api/tokens/{token} | read the token |
| GET /api/tokens/{token}/orders/{id} | read a checkout that was opened under it |
| PATCH /api/tokens/{token} | cancel the token |
| GET /api/util/GetAvailablePartPaymentCampaigns | read the configuration |

Each path works with and without a trailing slash. What needs no checkout is refused before any is looked for.
"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from application.checkouts.service import Checkouts, Target
from application.jobs.erasure import KeyVault
from domain.checkout import Checkout
from domain.refusals import ReferenceTaken
from interfaces.dialects.svea import campaigns, openapi, wire
from interfaces.dialects.svea.auth import Signatures
from interfaces.dialects.svea.erasable_data import MerchantData
from interfaces.dialects.svea.errors import faulty, refused
from interfaces.dialects.svea.recurring import TokenEndpoints
from interfaces.dialects.svea.requests import commands, creation, updates
from interfaces.dialects.svea.responses import envelope, order
from interfaces.dialects.svea.responses.snippet import Addresses
from interfaces.dialects.svea.settings import SveaSettings
from interfaces.dialects.svea.targets import found_by_number, json_body
from interfaces.http.dialect import Dialect
from interfaces.http.merchant_settings import MerchantSettings
from interfaces.http.pipeline.invalid_bodies import note_change
from interfaces.http.request.as_of import cache_control, moment_asked
from interfaces.http.request.headers import is_unchanged, provenance
from interfaces.runtime.live import Live

PREFIX = "/api"
ORDERS = f"{PREFIX}/orders"
ORDER = f"{ORDERS}/{{order_id}}"
TOKEN = f"{PREFIX}/tokens/{{token}}"
TOKEN_ORDERS = f"{TOKEN}/orders"
TOKEN_ORDER = f"{TOKEN_ORDERS}/{{order_id}}"
CAMPAIGNS = f"{PREFIX}/util/GetAvailablePartPaymentCampaigns"
_UPDATE = "update order"
_Endpoint = Callable[[Request], Awaitable[Response]]


def svea_dialect(
    *,
    checkouts: Checkouts,
    merchants: Live[Sequence[MerchantSettings[SveaSettings]]],
    public_address: str | None,
    clock: Callable[[], datetime],
    new_id: Callable[[], str],
    new_public_token: Callable[[str], str],
    vault: KeyVault,
) -> Dialect:
    """The dialect for the merchants that have Svea credentials. `new_public_token` takes the country code.

    `public_address` is where customers reach this server; None where that is the address that the shop asked.
    """
    signatures = merchants.following(lambda each: Signatures(each, clock))
    addresses = Addresses(public_address)
    data = MerchantData(vault, clock)
    tokens = TokenEndpoints(checkouts, signatures, addresses, data, new_id, new_public_token)

    async def shown(
        request: Request, checkout: Checkout, references: Sequence[str | None] = ()
    ) -> wire.Order:
        snippet = addresses.snippet(request, checkout.public_token)
        return await data.shown(checkout, order.order(checkout, snippet, references))

    async def create_order(request: Request) -> Response:
        caller = await signatures.now.caller(request)
        checkout_id = new_id()
        body = creation.creation(await json_body(request))
        body = await data.sealed(body, checkout_id, caller.settings.merchant_data_kept_for)
        command = commands.open_order(
            body,
            checkout_id=checkout_id,
            merchant=caller.merchant,
            settings=caller.settings,
            public_token=new_public_token(body.country_code),
        )
        references = commands.temporary_references(body.rows)
        by = provenance(
            request, actor=caller.actor, dialect=commands.DIALECT, operation="create order"
        )
        try:
            checkout = await checkouts.open(command, by)
        except ReferenceTaken as taken:
            target = Target(checkout_id=taken.checkout_id, merchant=caller.merchant, for_good=True)
            known = await checkouts.read(target)
            return envelope.answer(await shown(request, known), known)
        where = f"{addresses.of(request)}{ORDERS}/{checkout.order_number}"
        return envelope.created(await shown(request, checkout, references), checkout, where)

    async def read_order(request: Request) -> Response:
        caller = await signatures.now.caller(request)
        moment = moment_asked(_with_folded_names(request))
        target = await found_by_number(checkouts, request, caller.merchant)
        if moment is None:
            checkout, keeping = await checkouts.read(target), None
        else:
            past = await checkouts.read_past(target, moment)
            checkout = past.checkout
            keeping = cache_control(checkout, is_settled=past.is_settled)
        if is_unchanged(request, checkout.version):
            return envelope.unchanged(checkout, keeping)
        return envelope.answer(await shown(request, checkout), checkout, keeping=keeping)

    async def update_order(request: Request) -> Response:
        caller = await signatures.now.caller(request)
        note_change(
            request,
            checkouts,
            lambda: found_by_number(checkouts, request, caller.merchant),
            actor=caller.actor,
            dialect=commands.DIALECT,
            operation=_UPDATE,
        )
        body = updates.update(await json_body(request))
        target = await found_by_number(checkouts, request, caller.merchant)
        kept_for = caller.settings.merchant_data_kept_for
        body = await data.sealed(body, target.checkout_id, kept_for)
        by = provenance(request, actor=caller.actor, dialect=commands.DIALECT, operation=_UPDATE)
        checkout = await checkouts.change(target, commands.update_order(body), by)
        references = commands.temporary_references(body.rows)
        return envelope.answer(await shown(request, checkout, references), checkout)

    async def read_campaigns(request: Request) -> Response:
        caller = await signatures.now.caller(request)
        query = request.query_params.multi_items()
        return envelope.plain(campaigns.available(caller.settings.campaigns, query))

    router = APIRouter(tags=["Svea Checkout"])
    _add(router, "PUT", ORDER, update_order)
    _add(router, "POST", ORDER, update_order)
    _add(router, "GET", ORDER, read_order)
    _add(router, "POST", ORDERS, create_order)
    _add(router, "POST", TOKEN_ORDERS, tokens.create_order)
    _add(router, "GET", TOKEN, tokens.read_token)
    _add(router, "GET", TOKEN_ORDER, tokens.read_order)
    _add(router, "PATCH", TOKEN, tokens.change_token)
    _add(router, "GET", CAMPAIGNS, read_campaigns)
    return Dialect(
        name=commands.DIALECT,
        prefixes=frozenset({PREFIX}),
        router=router,
        refused=refused,
        faulty=faulty,
    )


def _with_folded_names(request: Request) -> Request:
    """The request with the names of its query in lower case."""
    pairs = [(name.lower(), value) for name, value in request.query_params.multi_items()]
    return Request({**request.scope, "query_string": urlencode(pairs).encode()})


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

"""The endpoints of Walley Checkout, one method for each operation of the documents."""

from collections.abc import Awaitable, Callable
from functools import partial

from fastapi import Request, Response

from application.checkouts.admission import Target
from application.checkouts.service import Checkouts
from application.commands.change import Change
from domain.checkout import Checkout
from domain.provenance import Provenance
from domain.refusals import CheckoutNotFound
from interfaces.dialects.walley.auth.credentials import Credentials, WalleyCaller
from interfaces.dialects.walley.auth.token_endpoint import TOKEN_PATH, answer_token
from interfaces.dialects.walley.errors import render_refusal, render_request_error
from interfaces.dialects.walley.requests import commands, creation, updates
from interfaces.dialects.walley.responses import checkout as information
from interfaces.dialects.walley.responses import envelope
from interfaces.http.idempotency import ErrorRenderer, Idempotency, IdempotentCall
from interfaces.http.large_answers import render
from interfaces.http.party import STRANGER, Party
from interfaces.http.pipeline.invalid_bodies import note_change
from interfaces.http.request.as_of import SelectedState, read_as_of, selected_as_of
from interfaces.http.request.body.reader import read_body, require_json
from interfaces.http.request.headers import expected_versions, provenance
from interfaces.http.request.patterns import GUID
from interfaces.runtime.live import Live

_ERRORS = ErrorRenderer(render_refusal=render_refusal, render_error=render_request_error)


class WalleyEndpoints:
    """The endpoints over all checkouts. `new_public_token` takes the country code.

    A change repeated with its `X-idempotency` gets the stored response of the first request and does nothing.
    """

    def __init__(
        self,
        checkouts: Checkouts,
        credentials: Live[Credentials],
        idempotency: Idempotency,
        new_public_token: Callable[[str], str],
    ) -> None:
        self._checkouts = checkouts
        self._credentials = credentials
        self._idempotency = idempotency
        self._new_public_token = new_public_token

    async def identify(self, request: Request) -> Party:
        """Return the party of a request; a stranger for a token request. Raises Unauthenticated."""
        if request.scope["path"] == TOKEN_PATH:
            return STRANGER
        return self._credentials.now.identify(request)

    async def get_token(self, request: Request) -> Response:
        """Issue a bearer token for client credentials."""
        return await answer_token(request, self._credentials.now)

    async def read_checkout(self, request: Request) -> Response:
        """Render the current version, or the one that `version` or `at` of the query selects."""
        caller = await self._credentials.now.caller(request)
        target = _target(request, caller)
        state = await read_as_of(self._checkouts, target, selected_as_of(request), request)
        if state.is_unchanged:
            return envelope.respond_unchanged(state.checkout, state.cache_control)
        return await render(state.checkout, partial(_render_read, state, caller))

    async def open_checkout(self, request: Request) -> Response:
        """Open a checkout ("initialize checkout")."""
        caller = await self._credentials.now.caller(request)

        async def handle(call: IdempotentCall) -> Response:
            body = creation.creation(await _json_body(request))
            caller.require_store(body.store_id)
            token = self._new_public_token(body.country_code)
            command = commands.open_checkout(body, merchant=caller.merchant, public_token=token)
            by = _provenance(request, caller, "open checkout")
            render = partial(_render_opened, request)
            return render(await self._checkouts.open(command, by, call.response_renderer(render)))

        return await self._idempotent(request, caller, handle)

    async def replace_checkout(self, request: Request) -> Response:
        """Replace everything that a shop may change ("update checkout")."""
        return await self._change(request, "replace checkout", _replace_everything)

    async def replace_cart(self, request: Request) -> Response:
        """Replace the cart, and the shipping properties where the body names them ("update cart")."""
        return await self._change(request, "replace cart", _replace_cart)

    async def update_fees(self, request: Request) -> Response:
        """Replace the fees ("update fees")."""
        return await self._change(request, "update fees", _update_fees)

    async def replace_shipping_properties(self, request: Request) -> Response:
        """Replace the shipping properties ("update shipping properties")."""
        operation = "replace shipping properties"
        return await self._change(request, operation, _replace_shipping_properties)

    async def replace_metadata(self, request: Request) -> Response:
        """Replace the metadata ("update metadata")."""
        return await self._change(request, "replace metadata", _replace_metadata)

    async def change_reference(self, request: Request) -> Response:
        """Set or remove the reference ("update reference"); after completion it can be changed once."""
        return await self._change(request, "change reference", _change_reference)

    async def _change(
        self, request: Request, operation: str, read_command: Callable[[bytes], Change]
    ) -> Response:
        """Change the checkout that the path names. `operation` is the name of the change in the audit log."""
        caller = await self._credentials.now.caller(request)
        note_change(
            request,
            self._checkouts,
            partial(_target, request, caller),
            actor=caller.actor,
            dialect=commands.DIALECT,
            operation=operation,
        )

        async def handle(call: IdempotentCall) -> Response:
            target = _target(request, caller)
            command = read_command(await _json_body(request))
            by = _provenance(request, caller, operation)
            render = partial(envelope.respond_changed, request)
            response_renderer = call.response_renderer(render)
            # The answer shows the new version and no personal data.
            changed = await self._checkouts.change(
                target, command, by, response_renderer, shows_person=False
            )
            return render(changed)

        return await self._idempotent(request, caller, handle)

    async def _idempotent(
        self,
        request: Request,
        caller: WalleyCaller,
        handle: Callable[[IdempotentCall], Awaitable[Response]],
    ) -> Response:
        return await self._idempotency.execute(
            request,
            identity=caller.identity,
            key=request.headers.get("x-idempotency"),
            error_renderer=_ERRORS,
            work=handle,
        )


def _replace_everything(body: bytes) -> Change:
    return commands.replace_everything(updates.whole_update(body))


def _replace_cart(body: bytes) -> Change:
    return commands.replace_cart(updates.cart_update(body))


def _update_fees(body: bytes) -> Change:
    return commands.update_fees(updates.fees_update(body))


def _replace_shipping_properties(body: bytes) -> Change:
    return commands.replace_shipping_properties(updates.shipping_properties_update(body))


def _replace_metadata(body: bytes) -> Change:
    return commands.replace_metadata(updates.metadata_update(body))


def _change_reference(body: bytes) -> Change:
    return commands.change_reference(updates.reference_update(body))


def _render_read(state: SelectedState, caller: WalleyCaller) -> Response:
    data = information.information(state.checkout, caller.purchase_results)
    return envelope.read(state.checkout, data, state.cache_control)


def _render_opened(request: Request, checkout: Checkout) -> Response:
    return envelope.respond_opened(request, checkout, information.created_checkout(checkout))


def _target(request: Request, caller: WalleyCaller) -> Target:
    """Return the checkout that the path names.

    Raises AccessDenied for a store of another merchant, and CheckoutNotFound for an id that is not a GUID.
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
        dialect=commands.DIALECT,
    )


async def _json_body(request: Request) -> bytes:
    body = await read_body(request)
    if body:
        require_json(request)
    return body


def _provenance(request: Request, caller: WalleyCaller, operation: str) -> Provenance:
    return provenance(request, actor=caller.actor, dialect=commands.DIALECT, operation=operation)

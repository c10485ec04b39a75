"""The format of one request: its readers and renderers, for its shop and its platform."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from fastapi import Request

from application.selling.session_requests import SessionUpdate
from domain.checkout import Checkout
from domain.stage import Stage
from interfaces.dialects.session.formats import SessionFormat
from interfaces.dialects.session.settings import SellingSettings
from interfaces.dialects.ucp.auth import Caller
from interfaces.dialects.ucp.mandates.authorization import (
    with_authorization,
    without_authorization,
)
from interfaces.dialects.ucp.mandates.canonical import parse
from interfaces.dialects.ucp.mandates.completions import CompletionMandates, PlatformOfRequest
from interfaces.dialects.ucp.negotiation.capabilities import AP2_MANDATE
from interfaces.dialects.ucp.negotiation.negotiate import negotiate
from interfaces.dialects.ucp.negotiation.outcome import Outcome, capabilities_of
from interfaces.dialects.ucp.negotiation.profiles import PlatformProfiles
from interfaces.dialects.ucp.requests.bodies import UcpRequests, restricted_update
from interfaces.dialects.ucp.requests.payment import without_secrets
from interfaces.dialects.ucp.responses.checkout import CheckoutView
from interfaces.dialects.ucp.responses.failures import failure_renderer
from interfaces.dialects.ucp.versions.spoken import (
    USUAL,
    VERSIONS,
    note_version,
    renderer_name,
    requested_version,
    version_of,
)
from interfaces.dialects.ucp.versions.version import UcpVersion
from interfaces.dialects.ucp.wire import COMPLETE, Shape, encode, error_body


@dataclass
class _Negotiation:
    """The negotiation of one request, which takes place once."""

    caller: Caller
    profiles: PlatformProfiles
    address: str
    outcome: Outcome

    async def run(self) -> None:
        found = await negotiate(self.caller, self.profiles)
        self.outcome = replace(found, shop_address=self.address)


def request_format(
    request: Request,
    caller: Caller,
    address: str,
    profiles: PlatformProfiles,
    *,
    platform: PlatformOfRequest,
    clock: Callable[[], datetime],
) -> SessionFormat:
    """Return the format of a request.

    Where it names no version, a checkout is answered in the version of its negotiation. `address` is that of this
    server, for the customer's page. `platform` has the keys for a mandate.
    """
    requested = requested_version(request)
    outcome = Outcome(version=caller.shop.ucp.version)
    negotiation = _Negotiation(caller, profiles, address, outcome)
    view = CheckoutView(shop=caller.shop, address=address)
    is_completion = request.scope["path"].endswith(COMPLETE)

    def version_for(checkout: Checkout | None) -> UcpVersion:
        version = requested
        if version is None:
            version = (
                VERSIONS[negotiation.outcome.version] if checkout is None else version_of(checkout)
            )
            note_version(request, version)
        return version

    async def prepare() -> None:
        await negotiation.run()
        version_for(None)

    def failed_with(checkout: Checkout, is_completion: bool) -> int | None:
        """Return the status of a completion that has failed, where the version has one for it."""
        if not is_completion or checkout.stage is Stage.COMPLETED:
            return None
        status = version_for(checkout).status_of(_first_error(view.write(checkout))["code"])
        return None if status == 200 else status

    def render(checkout: Checkout, _: SellingSettings, is_completion: bool) -> bytes:
        version, shape = version_for(checkout), view.write(checkout)
        if failed_with(checkout, is_completion) is not None:
            word = version.word_for(_first_error(shape)["code"])
            found = version.messages(shape["messages"])
            return encode(error_body(found, word, version.name))
        return sign(checkout, encode(version.write(shape, caller.shop)))

    def sign(checkout: Checkout, body: bytes) -> bytes:
        return with_authorization(body, caller.shop.keys) if has_mandates(checkout) else body

    def terms_of(checkout: Checkout, name: str) -> Shape | None:
        version = VERSIONS.get(name)
        if version is None:
            return None
        shape: Shape = parse(encode(version.write(view.write(checkout), caller.shop)))
        return shape

    requests = UcpRequests(
        shop=caller.shop,
        outcome=lambda: negotiation.outcome,
        version_for=version_for,
        shows_addresses=caller.shop.ucp.offers_addresses(is_open=caller.is_open),
        mandates=CompletionMandates(
            caller=caller, platform=platform, clock=clock, terms_of=terms_of
        ),
    )

    def restrict(update: SessionUpdate, checkout: Checkout) -> SessionUpdate:
        version = version_for(checkout)
        update = requests.with_context(update, version)
        return restricted_update(update, checkout, version, caller)

    return SessionFormat(
        renderer=renderer_name(USUAL),
        requests=requests,
        render=render,
        item_path="line_items[{place}].item.id",
        option_path="fulfillment.methods[{place}].groups[{group}].selected_option_id",
        groups_path="fulfillment.methods",
        destination_field="selected_destination_id",
        prepare=prepare,
        failure=failure_renderer(view, version_for, sign, is_completion=is_completion),
        comparable=without_secrets,
        id_prefix=caller.id_prefix,
        restrict=restrict,
        status_of=failed_with,
        renderer_of=lambda checkout: renderer_name(version_for(checkout)),
        recorded=lambda checkout, body: (
            without_authorization(body) if has_mandates(checkout) else body
        ),
    )


def has_mandates(checkout: Checkout) -> bool:
    """Return whether the shop signs a checkout, and the buyer has to authorise its purchase with a mandate."""
    return AP2_MANDATE in capabilities_of(checkout)


def _first_error(shape: Shape) -> Shape:
    """Return the first error of a checkout that is not completed."""
    errors = (each for each in shape["messages"] if each["type"] == "error")
    return next(errors, {"code": "unavailable"})

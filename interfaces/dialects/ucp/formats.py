"""The format of one request: its readers and renderers, for its shop and its platform."""

from dataclasses import dataclass, field

from domain.checkout import Checkout
from interfaces.dialects.session.formats import SessionFormat
from interfaces.dialects.session.settings import SellingSettings
from interfaces.dialects.ucp.auth import Caller
from interfaces.dialects.ucp.negotiation.negotiate import negotiate
from interfaces.dialects.ucp.negotiation.outcome import Outcome
from interfaces.dialects.ucp.negotiation.profiles import PlatformProfiles
from interfaces.dialects.ucp.requests.bodies import UcpRequests, without_the_unnegotiated
from interfaces.dialects.ucp.requests.payment import without_secrets
from interfaces.dialects.ucp.responses.checkout import CheckoutView
from interfaces.dialects.ucp.responses.failures import failure_renderer
from interfaces.dialects.ucp.wire import DIALECT, VERSION, encode


@dataclass
class _Negotiation:
    """The negotiation of one request, which takes place once."""

    caller: Caller
    profiles: PlatformProfiles
    outcome: Outcome = field(default_factory=Outcome)

    async def run(self) -> None:
        self.outcome = await negotiate(self.caller, self.profiles)


def request_format(caller: Caller, address: str, profiles: PlatformProfiles) -> SessionFormat:
    """Return the format of a request. `address` is that of this server, for the customer's page."""
    negotiation = _Negotiation(caller, profiles)
    view = CheckoutView(shop=caller.shop, address=address)

    def render(checkout: Checkout, _: SellingSettings, __: bool) -> bytes:
        return encode(view.write(checkout))

    return SessionFormat(
        renderer=f"{DIALECT}/{VERSION}",
        requests=UcpRequests(shop=caller.shop, outcome=lambda: negotiation.outcome),
        render=render,
        item_path="line_items[{place}].item.id",
        option_path="fulfillment.methods[0].groups[0].selected_option_id",
        groups_path="fulfillment.methods",
        destination_field="selected_destination_id",
        prepare=negotiation.run,
        failure=failure_renderer(view),
        comparable=without_secrets,
        id_prefix=caller.id_prefix,
        restrict=without_the_unnegotiated,
    )

"""Reading request bodies into requests to the application.

What a request may not carry is ignored, because clients send back what they were answered.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from application.selling.customer_edits import BuyerContextEdit, CustomerEdit
from application.selling.grouping.group_edits import GroupEdit
from application.selling.line_naming import ItemRequest
from application.selling.payments import Purchase
from application.selling.session_requests import NewSession, SessionUpdate
from domain.checkout import Checkout
from interfaces.dialects.session import requests
from interfaces.dialects.session.auth import Client
from interfaces.dialects.session.formats import Completion
from interfaces.dialects.session.quote_errors import INCOMPLETE, Unfulfillable
from interfaces.dialects.ucp.auth import Caller, is_open
from interfaces.dialects.ucp.mandates.completions import CompletionMandates
from interfaces.dialects.ucp.negotiation.capabilities import (
    AP2_MANDATE,
    BUYER_CONSENT,
    DISCOUNT,
    FULFILLMENT,
)
from interfaces.dialects.ucp.negotiation.outcome import Outcome, capabilities_of, has_parcels
from interfaces.dialects.ucp.requests.buyer_context import (
    context_edit_of,
    context_edit_of_completion,
    place_in,
)
from interfaces.dialects.ucp.requests.buyers import (
    buyer_of,
    consent_edit_of,
    consents_in,
)
from interfaces.dialects.ucp.requests.fulfillment import fulfillment_of
from interfaces.dialects.ucp.requests.payment import PaymentMeans, payment_of
from interfaces.dialects.ucp.responses.buyer import buyer_of_answer
from interfaces.dialects.ucp.responses.consent_gaps import consent_gaps
from interfaces.dialects.ucp.responses.messages import address_gaps
from interfaces.dialects.ucp.settings import UcpShop
from interfaces.dialects.ucp.versions.version import UcpVersion
from interfaces.dialects.ucp.wire import DIALECT
from interfaces.http.errors.request_errors import FieldFault
from interfaces.http.request.body.reader import FieldReader, parse_json


@dataclass(frozen=True, kw_only=True)
class _Body:
    """The body of "create" or "update". None is an absent member."""

    items: tuple[ItemRequest, ...] | None
    customer: CustomerEdit | None
    groups: tuple[GroupEdit, ...] | None
    codes: tuple[str, ...] | None


@dataclass(kw_only=True)
class UcpRequests:
    """Readers of the body of one request. `outcome` returns what was negotiated for a new checkout.

    `version_for` returns the version of the request for a checkout. `shows_addresses` is whether the platform is
    offered the known addresses of a buyer. `mandates` checks that of a completion.
    """

    shop: UcpShop
    outcome: Callable[[], Outcome]
    version_for: Callable[[Checkout | None], UcpVersion]
    shows_addresses: bool
    mandates: CompletionMandates
    _updated: FieldReader | None = field(default=None, init=False)

    def new_session(
        self, body: bytes, client: Client, *, checkout_id: str, public_token: str
    ) -> NewSession:
        """Read the body of "create"."""
        fields = FieldReader(parse_json(body))
        found = _read(fields, is_new=True)
        version = self.version_for(None)
        context = context_edit_of(fields, version).apply_to(None)
        fields.raise_faults()
        outcome = self.outcome()
        items = found.items or ()
        edits = (found.groups or ()) if FULFILLMENT in outcome.capabilities else ()
        return NewSession(
            merchant=client.merchant,
            dialect=DIALECT,
            checkout_id=checkout_id,
            public_token=public_token,
            country=client.selling.country,
            currency=client.selling.currency,
            items=items,
            customer=None if found.customer is None else found.customer.apply_to(None),
            group_edits=edits,
            codes=(found.codes or ()) if DISCOUNT in outcome.capabilities else (),
            merges_articles=False,
            settings=outcome.as_settings(),
            refuses_shortages=version.refuses_shortages,
            offers_known_addresses=self.shows_addresses,
            divides_parcels=outcome.has_parcels,
            provisional_place=place_in(context),
            buyer_context=context,
        )

    def session_update(self, body: bytes) -> SessionUpdate:
        """Read the body of "update"."""
        fields = FieldReader(parse_json(body))
        found = _read(fields, is_new=False)
        fields.raise_faults()
        self._updated = fields
        return SessionUpdate(
            items=found.items,
            customer=found.customer,
            group_edits=found.groups,
            codes=found.codes,
            merges_articles=False,
        )

    def with_context(self, update: SessionUpdate, version: UcpVersion) -> SessionUpdate:
        """Return the update that was read, with the circumstances that the version of its checkout has.

        Raises InvalidFields.
        """
        if self._updated is None:
            return update
        context = context_edit_of(self._updated, version)
        self._updated.raise_faults()
        return replace(update, buyer_context=context)

    def completion(self, body: bytes, checkout: Checkout) -> Completion:
        """Read the body of "complete". A checkout whose total is 0 needs neither a payment nor a body."""
        is_free = checkout.total == 0
        fields = FieldReader({} if is_free and not body.strip() else parse_json(body))
        fields.raise_faults()
        version = self.version_for(checkout)
        is_consent_taken = version.takes_consents_with_payment
        buyer = None
        if is_consent_taken and BUYER_CONSENT in capabilities_of(checkout):
            buyer = consent_edit_of(fields)
        payment = PaymentMeans()
        if not is_free:
            is_only_one = version.takes_one_instrument
            payment = payment_of(fields, self.shop, checkout, is_only_one=is_only_one)
        context_edit = context_edit_of_completion(fields, version)
        fields.raise_faults()
        customer = checkout.customer if buyer is None else buyer.apply_to(checkout.customer)
        gaps = [
            FieldFault(path=gap["path"], kind="missing", message=gap["content"])
            for gap in address_gaps(checkout)
        ]
        if is_consent_taken and customer is not None:
            gaps += consent_gaps(buyer_of_answer(customer), self.shop.selling)
        if gaps:
            raise Unfulfillable(tuple(gaps), INCOMPLETE)
        if AP2_MANDATE in capabilities_of(checkout):
            mandate = self.mandates.authorise(fields, checkout)
            context_edit = replace(context_edit, mandate=mandate)
        context = context_edit.apply_to(checkout.buyer_context)
        purchase = Purchase(
            token=payment.token,
            provider=payment.handler,
            buyer_context=None if context == checkout.buyer_context else context,
            consents=consents_in(customer, self._channels),
        )
        return Completion(purchase=purchase, buyer=buyer, billing=payment.billing)

    @property
    def _channels(self) -> list[str]:
        return [each.channel for each in self.shop.selling.marketing_consents]

    def cancellation(self, body: bytes) -> str | None:
        """Ignore the body: a platform gives no reason."""
        return None


def restricted_update(
    update: SessionUpdate, checkout: Checkout, version: UcpVersion, caller: Caller
) -> SessionUpdate:
    """Return the update by the rules of the version, and without the members of extensions that were not negotiated.

    In a checkout of an open platform, a platform with a key is offered no more addresses than the open one.
    """
    reached_without_key = caller.is_open or is_open(checkout.id)
    shows_addresses = caller.shop.ucp.offers_addresses(is_open=reached_without_key)
    update = replace(
        update,
        refuses_shortages=version.refuses_shortages,
        offers_known_addresses=shows_addresses and checkout.dialect == DIALECT,
        divides_parcels=has_parcels(checkout),
    )
    edit = update.buyer_context or BuyerContextEdit()
    place = place_in(edit.apply_to(checkout.buyer_context))
    update = replace(update, provisional_place=place)
    capabilities = capabilities_of(checkout)
    if DISCOUNT not in capabilities:
        update = replace(update, codes=None)
    return update if FULFILLMENT in capabilities else replace(update, group_edits=None)


def _read(fields: FieldReader, *, is_new: bool) -> _Body:
    codes: tuple[str, ...] | None = None
    if requests.is_null(fields, "discounts") or fields.value("discounts") == {}:
        codes = ()
    elif (discounts := requests.object_of(fields, "discounts")) is not None:
        codes = requests.read_codes(discounts, "codes") if "codes" in discounts.names() else None
    return _Body(
        items=requests.items_of(
            fields, "line_items", required=is_new, inside="item", is_nested=True
        ),
        customer=buyer_of(fields),
        groups=fulfillment_of(fields),
        codes=codes,
    )

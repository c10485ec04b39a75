"""Events to store: one of each type, and a sequence of one type."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from domain.events import (
    BuyerContextReplaced,
    Cancelled,
    CartReplaced,
    CheckoutEvent,
    CommitmentReleased,
    Completed,
    ConsentsRecorded,
    CustomerIdentified,
    DataErased,
    DeliveryChanged,
    Expired,
    FeesUpdated,
    MetadataReplaced,
    MinimumAgeChanged,
    NoticesReplaced,
    Opened,
    OrderTaxesUpdated,
    PaymentFailureReported,
    PurchaseCommitted,
    RecurringTokenCancelled,
    RecurringTokenIssued,
    ReferenceChanged,
    Resumed,
    ShippingPropertiesReplaced,
    SurplusPaymentReceived,
    Suspended,
)
from domain.values.buyer_context import BuyerContext, ReferralParameter
from domain.values.cart import Cart, Line
from domain.values.charges import Fee, OrderTax
from domain.values.consent import Consent
from domain.values.fulfilment import (
    FulfilmentGroup,
    FulfilmentKind,
)
from domain.values.payment import Payment, RefundCause, RefundDue
from domain.values.quote import Notice, NoticeKind
from domain.values.shown import MoneyFormat, PageClaims, Purchaser, Shown, Sight, Surface
from tests.interfaces.storage.discount_example import DISCOUNTS_REPLACED
from tests.interfaces.storage.earlier_examples import EARLIER
from tests.interfaces.storage.example_values import (
    ADA,
    AT,
    BY,
    COMMON,
    DELIVERY_IN_GROUPS,
    HOME,
    ID,
    LINES,
    NOTICES,
    VERSION,
)
from tests.interfaces.storage.order_examples import REPORTED_OF_ORDERS

__all__ = ["AT", "BY", "EARLIER", "EXAMPLES", "ID", "VERSION", "changes", "reference_changed"]

EXAMPLES: tuple[CheckoutEvent, ...] = (
    Opened(
        **COMMON,
        merchant="demo-shop",
        dialect="walley",
        country="SE",
        currency="SEK",
        public_token="public-SE-1",
        expires_at=AT + timedelta(days=7),
        settings='{"profileName":"b2c","redirectPageUri":"https://shop.example/thanks?a=1&b=2"}',
        order_number=9_007_199_254_740_991,
        idle_limit=172_800,
        is_recurring=True,
        token_used="9b1de0b5-3f0c-4c58-8a5e-f7f1a5a6c1de",
        has_unique_reference=True,
        opened_from="cart_1/2",
    ),
    CartReplaced(
        **COMMON,
        cart=Cart(
            lines=(
                *LINES,
                Line.with_tax_on_top(
                    article="4",
                    description="Tea in a box",
                    quantity=Decimal(2),
                    unit_price=1_000,
                    tax_rate=2500,
                    discount=300,
                    line_id="4-2",
                    parent="1",
                ),
                Line.with_tax_on_top(
                    article="5",
                    description="Mug",
                    quantity=Decimal(1),
                    unit_price=1_000,
                    tax_rate=0,
                    image_url="https://shop.example/mug.jpg",
                ),
            )
        ),
    ),
    FeesUpdated(
        **COMMON,
        fees=(
            Fee.with_tax_inside(
                kind="shipping", article="s", description="Parcel", unit_price=4_900, tax_rate=2500
            ),
        ),
    ),
    ShippingPropertiesReplaced(**COMMON, properties='{"height":12.50,"isBulky":false}'),
    ReferenceChanged(**COMMON, reference="order-\u00e5/17"),
    MetadataReplaced(**COMMON, metadata='{"note":"a \\u0000 b"}'),
    CustomerIdentified(
        **COMMON,
        customer=replace(ADA, billing_address=HOME, other_members='{"tier":"gold"}'),
    ),
    Suspended(**COMMON),
    Resumed(**COMMON),
    PurchaseCommitted(
        **COMMON,
        shown_version=6,
        total=29_900,
        currency="SEK",
        payment_attempt="checkout-1:7",
        shown=Shown(
            surface=Surface.SVEA_SNIPPET,
            renderer="shopper/1",
            sight=Sight.MASKED,
            digest="keyed1:shown.digest:" + "A" * 43 + ":" + "B" * 43,
            claims=PageClaims(
                page="1d" * 32,
                language="sv-SE",
                time_zone="Europe/Stockholm",
                money=MoneyFormat(
                    positive="1\u00a0234\u00a0567\u00a0890,00\u00a0kr",
                    negative="\u22121\u00a0234\u00a0567\u00a0890,00\u00a0kr",
                ),
            ),
            displayed="keyed1:shown.displayed:" + "C" * 43 + ":" + "D" * 43,
        ),
        purchaser=Purchaser(
            device_id="sealed2:purchaser.device_id:" + "E" * 43 + ":RkZG", account_id=None
        ),
    ),
    CommitmentReleased(
        **COMMON, reason="card declined", payment_id="pay_1", due=AT - timedelta(hours=1)
    ),
    Completed(
        **COMMON,
        payment=Payment(
            method="card", amount=29_900, currency="SEK", id="pay_1", provider="stripe"
        ),
        order_id="order-1",
        purchase_id="purchase-1",
    ),
    Cancelled(**COMMON, reason=None),
    Expired(**COMMON, due=AT - timedelta(hours=1)),
    MinimumAgeChanged(**COMMON, minimum_age=18),
    RecurringTokenIssued(**COMMON, token="9b1de0b5-3f0c-4c58-8a5e-f7f1a5a6c1de"),
    RecurringTokenCancelled(**COMMON, token="9b1de0b5-3f0c-4c58-8a5e-f7f1a5a6c1de"),
    DataErased(**COMMON, data_class="merchant-data", key_mark="0a" * 32),
    DeliveryChanged(
        **COMMON,
        delivery=replace(
            DELIVERY_IN_GROUPS,
            groups=(
                *DELIVERY_IN_GROUPS.groups,
                FulfilmentGroup(
                    id="shipping:bulky",
                    kind=FulfilmentKind.LOCAL_DELIVERY,
                    lines=("6",),
                    method="shipping",
                ),
            ),
            is_provisional=True,
        ),
    ),
    OrderTaxesUpdated(**COMMON, order_taxes=(OrderTax(name="Tax", rate=286, amount=100),)),
    NoticesReplaced(
        **COMMON,
        notices=(
            *NOTICES,
            Notice(kind=NoticeKind.OUT_OF_STOCK, article="4", available=0, line_id="4-2"),
            Notice(kind=NoticeKind.DISCOUNT_ENDED, discount="Half off"),
        ),
    ),
    SurplusPaymentReceived(
        **COMMON,
        refund_due=RefundDue(
            payment=Payment(method="swish", amount=29_900, currency="SEK", id="pay_2"),
            commitment=7,
            cause=RefundCause.SECOND_CHARGE,
        ),
        purchase_payment=Payment(
            method="card", amount=29_900, currency="SEK", id="pay_1", provider="stripe"
        ),
    ),
    PaymentFailureReported(
        **COMMON,
        commitment=7,
        payment_id="pay_3",
        reason="card declined",
    ),
    DISCOUNTS_REPLACED,
    BuyerContextReplaced(
        **COMMON,
        buyer_context=BuyerContext(
            hints='{"intent":"gift"}',
            signals='{"dev.ucp.buyer_ip":"198.51.100.9"}',
            attribution=(ReferralParameter(name="utm_source", value="letter"),),
            mandate="e30.e30.c2ln~",
        ),
    ),
    ConsentsRecorded(
        **COMMON,
        consents=(
            Consent(purpose="marketing.email", is_granted=True),
            Consent(purpose="marketing.sms", is_granted=False),
        ),
    ),
    *REPORTED_OF_ORDERS,
)


def reference_changed(checkout_id: str, version: int, reference: str = "") -> ReferenceChanged:
    """One event. `reference` distinguishes events at the same version."""
    return ReferenceChanged(
        originator_id=checkout_id,
        originator_version=version,
        timestamp=AT,
        provenance=BY,
        reference=reference,
    )


def changes(checkout_id: str, first: int, last: int, reference: str = "") -> list[CheckoutEvent]:
    """Events of one checkout, from version `first` to version `last`."""
    return [
        reference_changed(checkout_id, version, reference) for version in range(first, last + 1)
    ]

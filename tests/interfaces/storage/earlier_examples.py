"""Events as earlier versions wrote them, before fields were added. They stay readable."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from domain.events import (
    BuyerContextReplaced,
    CartReplaced,
    CheckoutEvent,
    CommitmentReleased,
    Completed,
    CustomerIdentified,
    DataErased,
    DeliveryChanged,
    Expired,
    NoticesReplaced,
    Opened,
    PurchaseCommitted,
)
from domain.values.buyer_context import BuyerContext, ReferralParameter
from domain.values.cart import Cart, Line, LineKind
from domain.values.payment import Payment
from tests.interfaces.storage.example_values import (
    ADA,
    AT,
    COMMON,
    DELIVERY,
    DELIVERY_IN_GROUPS,
    HOME,
    LINES,
    NOTICES,
)

EARLIER: tuple[CheckoutEvent, ...] = (
    Opened(
        **COMMON,
        merchant="demo-shop",
        dialect="walley",
        country="SE",
        currency="SEK",
        public_token="public-SE-1",
        expires_at=AT + timedelta(days=7),
        settings='{"profileName":"b2c","redirectPageUri":"https://shop.example/thanks?a=1&b=2"}',
    ),
    CartReplaced(
        **COMMON,
        cart=Cart(
            lines=(
                Line.with_tax_inside(
                    article="1",
                    description="Skjorta å ä ö 👕",
                    quantity=Decimal("2.50"),
                    unit_price=10_000,
                    tax_rate=2500,
                    sku="s-1",
                    unit_weight=Decimal("0.250"),
                    requires_electronic_id=True,
                    minimum_age=18,
                ),
                Line.with_tax_inside(
                    article="2",
                    description="Presentkort",
                    quantity=Decimal(1),
                    unit_price=-5_000,
                    tax_rate=0,
                    kind=LineKind.GIFT_CARD,
                ),
            )
        ),
    ),
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
    ),
    Expired(**COMMON),
    CustomerIdentified(**COMMON, customer=ADA),
    PurchaseCommitted(**COMMON, shown_version=6, total=29_900, currency="SEK"),
    PurchaseCommitted(
        **COMMON, shown_version=6, total=29_900, currency="SEK", payment_attempt="checkout-1:7"
    ),
    CommitmentReleased(**COMMON, reason="card declined"),
    Completed(
        **COMMON,
        payment=Payment(method="card", amount=29_900, currency="SEK"),
        order_id="order-1",
        purchase_id="purchase-1",
    ),
    CommitmentReleased(**COMMON, reason="card declined", payment_id="pay_1"),
    DataErased(**COMMON, data_class="merchant-data"),
    CartReplaced(**COMMON, cart=Cart(lines=LINES)),
    NoticesReplaced(**COMMON, notices=NOTICES),
    DeliveryChanged(**COMMON, delivery=DELIVERY),
    DeliveryChanged(**COMMON, delivery=DELIVERY_IN_GROUPS),
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
    ),
    CustomerIdentified(**COMMON, customer=replace(ADA, billing_address=HOME)),
    BuyerContextReplaced(
        **COMMON,
        buyer_context=BuyerContext(
            hints='{"intent":"gift"}',
            signals='{"dev.ucp.buyer_ip":"198.51.100.9"}',
            attribution=(ReferralParameter(name="utm_source", value="letter"),),
        ),
    ),
)

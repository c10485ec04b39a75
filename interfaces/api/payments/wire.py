"""Shapes of the payments API. Amounts are whole minor units of `currency`."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from interfaces.http.request.body.models import (
    MAX_INTEGER,
    Identifier,
    LongText,
    MinorUnits,
    WireModel,
    match_pattern,
)

CurrencyCode = Annotated[
    str,
    match_pattern(r"[A-Z]{3}", "must be a currency in three capital letters (ISO 4217), as in SEK"),
    Field(json_schema_extra={"pattern": "^[A-Z]{3}$"}),
]


Version = Annotated[int, Field(ge=1, le=MAX_INTEGER)]
PaymentId = Annotated[
    Identifier | None,
    Field(
        description="The provider's id of the payment. Always send it: without one, a second charge on the "
        "same terms looks like a repeated report."
    ),
]
Commitment = Annotated[
    Version | None,
    Field(
        description="The version of the checkout at which the customer committed to the purchase: `version` in "
        "the response to the commit. Required after the second commitment of a checkout."
    ),
]


class SucceededBody(WireModel):
    """The report of a payment that succeeded."""

    method: Annotated[Identifier, Field(description="The payment method, such as `card`.")]
    amount: Annotated[
        MinorUnits,
        Field(
            description="The paid amount: exactly the agreed total. Without a fraction: 24000, not 24000.0."
        ),
    ]
    currency: CurrencyCode
    payment_id: PaymentId = None
    provider: Annotated[
        Identifier | None, Field(description="The payment provider, if there are several.")
    ] = None
    commitment: Commitment = None


class FailedBody(WireModel):
    """The report of a payment that failed."""

    reason: Annotated[LongText | None, Field(description="The reason, for the history.")] = None
    payment_id: PaymentId = None
    commitment: Commitment = None


class PurchaseShown(WireModel):
    """A completed purchase with its payment."""

    checkout: str
    version: int
    order_id: str
    purchase_id: str
    method: str
    amount: int
    currency: str
    completed_at: datetime


class ReleasedShown(WireModel):
    """A checkout that accepts changes and a new commitment."""

    checkout: str
    version: int
    stage: Literal["open"]


class RefundDueShown(WireModel):
    """A successful payment that does not pay for the purchase and must be refunded."""

    payment_id: str | None
    method: str
    amount: int
    currency: str
    commitment: int
    cause: Literal["second-charge", "late-success"]


class ReportShown(WireModel):
    """The checkout after a report that is recorded without effect."""

    checkout: str
    version: int
    stage: str
    refunds_due: list[RefundDueShown]

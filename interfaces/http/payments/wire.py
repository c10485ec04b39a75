"""The shapes of the payments API. Amounts are whole minor units of `currency`."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from interfaces.http.model_bodies import LongText, MinorUnits, ShortText, WireModel, formed

CurrencyCode = Annotated[
    str,
    formed(r"[A-Z]{3}", "must be a currency in three capital letters (ISO 4217), as in SEK"),
    Field(json_schema_extra={"pattern": "^[A-Z]{3}$"}),
]


class SucceededBody(WireModel):
    """A payment that succeeded."""

    method: Annotated[ShortText, Field(description="How it was paid, as in `card`.")]
    amount: Annotated[MinorUnits, Field(description="What was paid: the agreed total, exactly.")]
    currency: CurrencyCode


class FailedBody(WireModel):
    """A payment that failed."""

    reason: Annotated[LongText | None, Field(description="Why, for the history.")] = None


class PurchaseShown(WireModel):
    """A purchase that is complete."""

    checkout: str
    version: int
    order_id: str
    purchase_id: str
    method: str
    amount: int
    currency: str
    completed_at: datetime


class ReleasedShown(WireModel):
    """A checkout that can be changed and committed to again."""

    checkout: str
    version: int
    stage: Literal["open"]

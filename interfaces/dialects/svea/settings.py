"""The Svea settings of a merchant in the configuration."""

from datetime import timedelta
from decimal import Decimal
from typing import Annotated, Literal

import msgspec

from interfaces.runtime.secret import Secret


class SveaCredential(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The merchant id and secret that sign a merchant's requests."""

    merchant_id: str
    secret: Secret


class SveaCampaign(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A part-payment campaign that shops show. Amounts are major units, as in Svea's response."""

    code: int
    description: str
    payment_plan_type: Literal["standard", "interest-free", "interest-and-amortization-free"] = (
        "standard"
    )
    contract_length_in_months: int
    monthly_annuity_factor: Decimal
    initial_fee: Decimal = Decimal(0)
    notification_fee: Decimal = Decimal(0)
    interest_rate_percent: Decimal = Decimal(0)
    number_of_interest_free_months: int = 0
    number_of_payment_free_months: int = 0
    from_amount: Decimal
    to_amount: Decimal
    for_companies: bool = False


class SveaSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The credentials and limits of a merchant. A merchant id may have several secrets while one is rotated.

    With `one_path_per_signature`, a signature is taken for one method and path. Two changes of different orders with
    the same body and the same Timestamp have the same signature, so the second one is refused.
    """

    credentials: tuple[SveaCredential, ...]
    clock_window_minutes: Annotated[int, msgspec.Meta(ge=1, le=24 * 60)] = 5
    idle_hours: Annotated[int, msgspec.Meta(ge=1, le=24 * 3650)] = 48
    merchant_data_days: Annotated[int, msgspec.Meta(ge=1, le=3650)] = 45
    recurring: bool = False
    one_path_per_signature: bool = True
    campaigns: tuple[SveaCampaign, ...] = ()

    @property
    def clock_window(self) -> timedelta:
        """The largest allowed difference between a request's Timestamp and this server's clock."""
        return timedelta(minutes=self.clock_window_minutes)

    @property
    def idle_limit(self) -> timedelta:
        """The time without a recorded change after which an order is cancelled."""
        return timedelta(hours=self.idle_hours)

    @property
    def merchant_data_kept_for(self) -> timedelta:
        """The time from an order's first MerchantData to the destruction of its key."""
        return timedelta(days=self.merchant_data_days)


DEMO_CAMPAIGN = SveaCampaign(
    code=310012,
    description="12 months, free of interest",
    payment_plan_type="interest-free",
    contract_length_in_months=12,
    monthly_annuity_factor=Decimal("0.08333333"),
    initial_fee=Decimal(100),
    notification_fee=Decimal(29),
    number_of_interest_free_months=12,
    from_amount=Decimal(1000),
    to_amount=Decimal(50000),
)

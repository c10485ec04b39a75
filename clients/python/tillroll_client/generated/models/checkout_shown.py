from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.checkout_shown_stage import CheckoutShownStage

if TYPE_CHECKING:
    from ..models.customer_shown import CustomerShown
    from ..models.delivery_shown import DeliveryShown
    from ..models.fee_shown import FeeShown
    from ..models.line_shown import LineShown
    from ..models.obstacle_shown import ObstacleShown
    from ..models.tax_shown import TaxShown
    from ..models.totals_shown import TotalsShown


T = TypeVar("T", bound="CheckoutShown")


@_attrs_define
class CheckoutShown:
    """The checkout as the customer's page shows it. `interfaces.api.shown` renders it.

    Attributes:
        public_token (str):
        version (int): Send this with the commit; also the ETag.
        stage (CheckoutShownStage):
        suspended (bool):
        purchasable (bool):
        obstacle (None | ObstacleShown): Null if and only if `purchasable` is true.
        country (str):
        currency (str):
        lines (list[LineShown]):
        fees (list[FeeShown]):
        deliveries (list[DeliveryShown]):
        taxes (list[TaxShown]):
        totals (TotalsShown): The totals of the purchase. Lines, fees, deliveries and taxes come to `total`.
        minimum_age (int | None):
        customer (CustomerShown | None):
        expires_at (datetime.datetime):
        completed_at (datetime.datetime | None):
    """

    public_token: str
    version: int
    stage: CheckoutShownStage
    suspended: bool
    purchasable: bool
    obstacle: None | ObstacleShown
    country: str
    currency: str
    lines: list[LineShown]
    fees: list[FeeShown]
    deliveries: list[DeliveryShown]
    taxes: list[TaxShown]
    totals: TotalsShown
    minimum_age: int | None
    customer: CustomerShown | None
    expires_at: datetime.datetime
    completed_at: datetime.datetime | None

    def to_dict(self) -> dict[str, Any]:
        from ..models.customer_shown import CustomerShown
        from ..models.obstacle_shown import ObstacleShown

        public_token = self.public_token

        version = self.version

        stage = self.stage.value

        suspended = self.suspended

        purchasable = self.purchasable

        obstacle: dict[str, Any] | None
        if isinstance(self.obstacle, ObstacleShown):
            obstacle = self.obstacle.to_dict()
        else:
            obstacle = self.obstacle

        country = self.country

        currency = self.currency

        lines = []
        for lines_item_data in self.lines:
            lines_item = lines_item_data.to_dict()
            lines.append(lines_item)

        fees = []
        for fees_item_data in self.fees:
            fees_item = fees_item_data.to_dict()
            fees.append(fees_item)

        deliveries = []
        for deliveries_item_data in self.deliveries:
            deliveries_item = deliveries_item_data.to_dict()
            deliveries.append(deliveries_item)

        taxes = []
        for taxes_item_data in self.taxes:
            taxes_item = taxes_item_data.to_dict()
            taxes.append(taxes_item)

        totals = self.totals.to_dict()

        minimum_age: int | None
        minimum_age = self.minimum_age

        customer: dict[str, Any] | None
        if isinstance(self.customer, CustomerShown):
            customer = self.customer.to_dict()
        else:
            customer = self.customer

        expires_at = self.expires_at.isoformat()

        completed_at: None | str
        if isinstance(self.completed_at, datetime.datetime):
            completed_at = self.completed_at.isoformat()
        else:
            completed_at = self.completed_at

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "public_token": public_token,
                "version": version,
                "stage": stage,
                "suspended": suspended,
                "purchasable": purchasable,
                "obstacle": obstacle,
                "country": country,
                "currency": currency,
                "lines": lines,
                "fees": fees,
                "deliveries": deliveries,
                "taxes": taxes,
                "totals": totals,
                "minimum_age": minimum_age,
                "customer": customer,
                "expires_at": expires_at,
                "completed_at": completed_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.customer_shown import CustomerShown
        from ..models.delivery_shown import DeliveryShown
        from ..models.fee_shown import FeeShown
        from ..models.line_shown import LineShown
        from ..models.obstacle_shown import ObstacleShown
        from ..models.tax_shown import TaxShown
        from ..models.totals_shown import TotalsShown

        d = dict(src_dict)
        public_token = d.pop("public_token")

        version = d.pop("version")

        stage = CheckoutShownStage(d.pop("stage"))

        suspended = d.pop("suspended")

        purchasable = d.pop("purchasable")

        def _parse_obstacle(data: object) -> None | ObstacleShown:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                obstacle_type_0 = ObstacleShown.from_dict(data)

                return obstacle_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | ObstacleShown, data)

        obstacle = _parse_obstacle(d.pop("obstacle"))

        country = d.pop("country")

        currency = d.pop("currency")

        lines = []
        _lines = d.pop("lines")
        for lines_item_data in _lines:
            lines_item = LineShown.from_dict(lines_item_data)

            lines.append(lines_item)

        fees = []
        _fees = d.pop("fees")
        for fees_item_data in _fees:
            fees_item = FeeShown.from_dict(fees_item_data)

            fees.append(fees_item)

        deliveries = []
        _deliveries = d.pop("deliveries")
        for deliveries_item_data in _deliveries:
            deliveries_item = DeliveryShown.from_dict(deliveries_item_data)

            deliveries.append(deliveries_item)

        taxes = []
        _taxes = d.pop("taxes")
        for taxes_item_data in _taxes:
            taxes_item = TaxShown.from_dict(taxes_item_data)

            taxes.append(taxes_item)

        totals = TotalsShown.from_dict(d.pop("totals"))

        def _parse_minimum_age(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        minimum_age = _parse_minimum_age(d.pop("minimum_age"))

        def _parse_customer(data: object) -> CustomerShown | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                customer_type_0 = CustomerShown.from_dict(data)

                return customer_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CustomerShown | None, data)

        customer = _parse_customer(d.pop("customer"))

        expires_at = datetime.datetime.fromisoformat(d.pop("expires_at"))

        def _parse_completed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                completed_at_type_0 = datetime.datetime.fromisoformat(data)

                return completed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        completed_at = _parse_completed_at(d.pop("completed_at"))

        checkout_shown = cls(
            public_token=public_token,
            version=version,
            stage=stage,
            suspended=suspended,
            purchasable=purchasable,
            obstacle=obstacle,
            country=country,
            currency=currency,
            lines=lines,
            fees=fees,
            deliveries=deliveries,
            taxes=taxes,
            totals=totals,
            minimum_age=minimum_age,
            customer=customer,
            expires_at=expires_at,
            completed_at=completed_at,
        )

        return checkout_shown

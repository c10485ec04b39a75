from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.confirmation_body_merchandise_or_services_type_0 import (
    ConfirmationBodyMerchandiseOrServicesType0,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.prior_body import PriorBody
    from ..models.purchase_body import PurchaseBody


T = TypeVar("T", bound="ConfirmationBody")


@_attrs_define
class ConfirmationBody:
    """What tillroll cannot know. A member that is left out is left out of the fields too, and never guessed.

    Attributes:
        dispute_id (None | str | Unset):
        dispute_date (datetime.date | None | Unset):
        psp_reference (None | str | Unset):
        merchant_account (None | str | Unset):
        merchandise_or_services (ConfirmationBodyMerchandiseOrServicesType0 | None | Unset):
        email_is_login (bool | Unset):  Default: False.
        disputed (PurchaseBody | Unset): What is said about one purchase.
        priors (list[PriorBody] | Unset):
        duplicate_of (None | PurchaseBody | Unset):
    """

    dispute_id: None | str | Unset = UNSET
    dispute_date: datetime.date | None | Unset = UNSET
    psp_reference: None | str | Unset = UNSET
    merchant_account: None | str | Unset = UNSET
    merchandise_or_services: (
        ConfirmationBodyMerchandiseOrServicesType0 | None | Unset
    ) = UNSET
    email_is_login: bool | Unset = False
    disputed: PurchaseBody | Unset = UNSET
    priors: list[PriorBody] | Unset = UNSET
    duplicate_of: None | PurchaseBody | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.purchase_body import PurchaseBody

        dispute_id: None | str | Unset
        if isinstance(self.dispute_id, Unset):
            dispute_id = UNSET
        else:
            dispute_id = self.dispute_id

        dispute_date: None | str | Unset
        if isinstance(self.dispute_date, Unset):
            dispute_date = UNSET
        elif isinstance(self.dispute_date, datetime.date):
            dispute_date = self.dispute_date.isoformat()
        else:
            dispute_date = self.dispute_date

        psp_reference: None | str | Unset
        if isinstance(self.psp_reference, Unset):
            psp_reference = UNSET
        else:
            psp_reference = self.psp_reference

        merchant_account: None | str | Unset
        if isinstance(self.merchant_account, Unset):
            merchant_account = UNSET
        else:
            merchant_account = self.merchant_account

        merchandise_or_services: None | str | Unset
        if isinstance(self.merchandise_or_services, Unset):
            merchandise_or_services = UNSET
        elif isinstance(
            self.merchandise_or_services, ConfirmationBodyMerchandiseOrServicesType0
        ):
            merchandise_or_services = self.merchandise_or_services.value
        else:
            merchandise_or_services = self.merchandise_or_services

        email_is_login = self.email_is_login

        disputed: dict[str, Any] | Unset = UNSET
        if not isinstance(self.disputed, Unset):
            disputed = self.disputed.to_dict()

        priors: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.priors, Unset):
            priors = []
            for priors_item_data in self.priors:
                priors_item = priors_item_data.to_dict()
                priors.append(priors_item)

        duplicate_of: dict[str, Any] | None | Unset
        if isinstance(self.duplicate_of, Unset):
            duplicate_of = UNSET
        elif isinstance(self.duplicate_of, PurchaseBody):
            duplicate_of = self.duplicate_of.to_dict()
        else:
            duplicate_of = self.duplicate_of

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if dispute_id is not UNSET:
            field_dict["dispute_id"] = dispute_id
        if dispute_date is not UNSET:
            field_dict["dispute_date"] = dispute_date
        if psp_reference is not UNSET:
            field_dict["psp_reference"] = psp_reference
        if merchant_account is not UNSET:
            field_dict["merchant_account"] = merchant_account
        if merchandise_or_services is not UNSET:
            field_dict["merchandise_or_services"] = merchandise_or_services
        if email_is_login is not UNSET:
            field_dict["email_is_login"] = email_is_login
        if disputed is not UNSET:
            field_dict["disputed"] = disputed
        if priors is not UNSET:
            field_dict["priors"] = priors
        if duplicate_of is not UNSET:
            field_dict["duplicate_of"] = duplicate_of

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.prior_body import PriorBody
        from ..models.purchase_body import PurchaseBody

        d = dict(src_dict)

        def _parse_dispute_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        dispute_id = _parse_dispute_id(d.pop("dispute_id", UNSET))

        def _parse_dispute_date(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                dispute_date_type_0 = datetime.date.fromisoformat(data)

                return dispute_date_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        dispute_date = _parse_dispute_date(d.pop("dispute_date", UNSET))

        def _parse_psp_reference(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        psp_reference = _parse_psp_reference(d.pop("psp_reference", UNSET))

        def _parse_merchant_account(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        merchant_account = _parse_merchant_account(d.pop("merchant_account", UNSET))

        def _parse_merchandise_or_services(
            data: object,
        ) -> ConfirmationBodyMerchandiseOrServicesType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                merchandise_or_services_type_0 = (
                    ConfirmationBodyMerchandiseOrServicesType0(data)
                )

                return merchandise_or_services_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ConfirmationBodyMerchandiseOrServicesType0 | None | Unset, data)

        merchandise_or_services = _parse_merchandise_or_services(
            d.pop("merchandise_or_services", UNSET)
        )

        email_is_login = d.pop("email_is_login", UNSET)

        _disputed = d.pop("disputed", UNSET)
        disputed: PurchaseBody | Unset
        if isinstance(_disputed, Unset):
            disputed = UNSET
        else:
            disputed = PurchaseBody.from_dict(_disputed)

        _priors = d.pop("priors", UNSET)
        priors: list[PriorBody] | Unset = UNSET
        if _priors is not UNSET:
            priors = []
            for priors_item_data in _priors:
                priors_item = PriorBody.from_dict(priors_item_data)

                priors.append(priors_item)

        def _parse_duplicate_of(data: object) -> None | PurchaseBody | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                duplicate_of_type_0 = PurchaseBody.from_dict(data)

                return duplicate_of_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PurchaseBody | Unset, data)

        duplicate_of = _parse_duplicate_of(d.pop("duplicate_of", UNSET))

        confirmation_body = cls(
            dispute_id=dispute_id,
            dispute_date=dispute_date,
            psp_reference=psp_reference,
            merchant_account=merchant_account,
            merchandise_or_services=merchandise_or_services,
            email_is_login=email_is_login,
            disputed=disputed,
            priors=priors,
            duplicate_of=duplicate_of,
        )

        return confirmation_body

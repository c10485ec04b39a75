"""Decides which checkouts a caller may see or change."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.checkout import Checkout
from domain.refusals import CheckoutNotFound
from domain.stage import Stage

_MAY_EXPIRE = (Stage.OPEN, Stage.SUSPENDED, Stage.EXPIRED)


@dataclass(frozen=True, kw_only=True)
class Target:
    """The checkout that a request names, and the conditions under which the caller may access it.

    `merchant` is the owner that it must have; None for any. `expected_versions` are the versions that the caller
    accepts as current; None for any. `dialect` is the dialect of a change, which must be the one that the checkout
    was opened in; None for any. `ignores_expiry` lets the caller see the checkout however long ago it expired.
    """

    checkout_id: str
    merchant: str | None
    expected_versions: tuple[int, ...] | None = None
    dialect: str | None = None
    ignores_expiry: bool = False


@dataclass(frozen=True, kw_only=True)
class AdmissionRules:
    """How long an expired checkout is visible, and a callback for every checkout that its owner asks for."""

    readable_after_expiry: timedelta
    on_access: Callable[[Checkout], None]


def admit(checkout: Checkout, target: Target, at: datetime, rules: AdmissionRules) -> None:
    """Raise CheckoutNotFound for another merchant's checkout, and for one that expired too long before `at`."""
    require_owner(checkout, target)
    rules.on_access(checkout)
    if target.ignores_expiry:
        return
    if checkout.stage in _MAY_EXPIRE and at >= checkout.deadline + rules.readable_after_expiry:
        raise CheckoutNotFound(checkout_id=target.checkout_id)


def require_owner(checkout: Checkout, target: Target) -> None:
    """Raise CheckoutNotFound for another merchant's checkout, so that its existence is not revealed."""
    if target.merchant not in (None, checkout.merchant):
        raise CheckoutNotFound(checkout_id=target.checkout_id)

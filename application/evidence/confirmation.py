"""What a person confirms for a pack, because tillroll cannot know it: ids of the processor, devices, prior purchases.

Nothing of it is checked against anything, and nothing of it is proven. Without it, the fields are left out.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class ConfirmedPurchase:
    """What a person says about one purchase.

    `charge` is the processor's id of the payment, `arn` the acquirer's reference number. A device id has 15 characters
    or more, a fingerprint 20 or more, which makes them fit for Visa.
    """

    checkout: str = ""
    charge: str | None = None
    arn: str | None = None
    account_id: str | None = None
    device_id: str | None = None
    device_fingerprint: str | None = None


@dataclass(frozen=True, kw_only=True)
class ConfirmedPrior(ConfirmedPurchase):
    """An earlier purchase, with what only the processor knows of it."""

    same_card: bool = False
    settled: bool = False
    undisputed: bool = False

    @property
    def is_confirmed(self) -> bool:
        """Whether a person confirmed everything that Visa asks of a prior transaction."""
        return self.same_card and self.settled and self.undisputed


@dataclass(frozen=True, kw_only=True)
class Confirmation:
    """Everything that a person confirmed. `duplicate_of` is the other purchase where a double charge is disputed.

    `merchandise_or_services` is `merchandise` or `services`. With `email_is_login`, the e-mail address is what the
    customer signs in with. `psp_reference` and `merchant_account` are Adyen's names of the dispute and the account.
    """

    dispute_id: str | None = None
    dispute_date: date | None = None
    psp_reference: str | None = None
    merchant_account: str | None = None
    merchandise_or_services: str | None = None
    email_is_login: bool = False
    disputed: ConfirmedPurchase = ConfirmedPurchase()
    priors: tuple[ConfirmedPrior, ...] = ()
    duplicate_of: ConfirmedPurchase | None = None

    def prior(self, checkout_id: str) -> ConfirmedPrior | None:
        """Return what is confirmed of an earlier purchase; None for nothing."""
        return next((each for each in self.priors if each.checkout == checkout_id), None)

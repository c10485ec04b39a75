"""What a person confirms, as the body of a request or as a file in TOML or JSON."""

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import Field, ValidationError

from application.evidence.confirmation import Confirmation, ConfirmedPrior, ConfirmedPurchase
from application.evidence.limits import DEVICE_ID, FINGERPRINT
from interfaces.http.request.body.models import Identifier, WireModel

_MOST_PRIORS: Final = 20
_Longer = Annotated[str, Field(min_length=1, max_length=255)]


class UnreadableConfirmation(Exception):
    """A file of confirmations that is no TOML or JSON, or has other fields."""


class PurchaseBody(WireModel):
    """What is said about one purchase."""

    checkout: Identifier | None = None
    charge: Identifier | None = Field(
        default=None, description="The processor's id of the payment."
    )
    arn: Identifier | None = Field(default=None, description="The acquirer's reference number.")
    account_id: _Longer | None = None
    device_id: Annotated[str, Field(min_length=DEVICE_ID.value, max_length=255)] | None = None
    device_fingerprint: (
        Annotated[str, Field(min_length=FINGERPRINT.value, max_length=255)] | None
    ) = None

    def purchase(self) -> ConfirmedPurchase:
        """Return what is said."""
        return ConfirmedPurchase(**self.model_dump(exclude_none=True))


class PriorBody(PurchaseBody):
    """What is said about a prior purchase. It counts only if all three are true."""

    same_card: bool = False
    settled: bool = False
    undisputed: bool = False

    def prior(self) -> ConfirmedPrior:
        """Return what is said."""
        return ConfirmedPrior(**self.model_dump(exclude_none=True))


class ConfirmationBody(WireModel):
    """What tillroll cannot know. A member that is left out is left out of the fields too, and never guessed."""

    dispute_id: Identifier | None = None
    dispute_date: Annotated[date, Field(strict=False)] | None = None
    psp_reference: Identifier | None = None
    merchant_account: Identifier | None = None
    merchandise_or_services: Literal["merchandise", "services"] | None = None
    email_is_login: bool = False
    disputed: PurchaseBody = PurchaseBody()
    priors: list[PriorBody] = Field(default_factory=list, max_length=_MOST_PRIORS)
    duplicate_of: PurchaseBody | None = None

    def confirmation(self) -> Confirmation:
        """Return what is confirmed."""
        other = self.duplicate_of
        return Confirmation(
            dispute_id=self.dispute_id,
            dispute_date=self.dispute_date,
            psp_reference=self.psp_reference,
            merchant_account=self.merchant_account,
            merchandise_or_services=self.merchandise_or_services,
            email_is_login=self.email_is_login,
            disputed=self.disputed.purchase(),
            priors=tuple(each.prior() for each in self.priors),
            duplicate_of=None if other is None else other.purchase(),
        )


def read_confirmation(path: Path) -> Confirmation:
    """Return what a file confirms. Its name ends with `.json`, or it is TOML. Raises UnreadableConfirmation."""
    return _read_body(path).confirmation()


def confirmation_document(path: Path) -> dict[str, Any]:
    """Return what a file confirms as the body of a request has it. Raises UnreadableConfirmation."""
    return _read_body(path).model_dump(mode="json", exclude_unset=True)


def _read_body(path: Path) -> ConfirmationBody:
    try:
        text = path.read_text(encoding="utf-8")
        value = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
        return ConfirmationBody.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise UnreadableConfirmation(f"{path.name}: {where}: {first['msg']}.") from error
    except (OSError, ValueError) as error:
        raise UnreadableConfirmation(f"{path.name}: {error}.") from error

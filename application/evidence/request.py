"""What is asked for when a pack of evidence is made."""

import enum
from dataclasses import dataclass, field

from application.evidence.confirmation import Confirmation


class DisputeReason(enum.Enum):
    """Why the customer disputes. The values are the names in the command and the API."""

    FRAUD = "fraud"
    NOT_RECEIVED = "not-received"
    NOT_AS_DESCRIBED = "not-as-described"
    DUPLICATE = "duplicate"
    CREDIT = "credit"
    SUBSCRIPTION = "subscription"


class FormRecipient(enum.Enum):
    """For whose form the fields are written."""

    STRIPE = "stripe"
    ADYEN = "adyen"
    VISA_CE3 = "visa-ce3"
    GENERIC = "generic"


class Audience(enum.Enum):
    """Who reads the pack, which decides what is hidden (`application.evidence.redaction`)."""

    PROCESSOR = "processor"
    CUSTOMER = "customer"
    COURT = "court"


@dataclass(frozen=True, kw_only=True)
class EvidenceRequest:
    """A pack about one dispute. `reason` is None where nobody gave one."""

    checkout_id: str
    reason: DisputeReason | None = None
    recipient: FormRecipient = FormRecipient.GENERIC
    audience: Audience = Audience.PROCESSOR
    confirmation: Confirmation = field(default_factory=Confirmation)

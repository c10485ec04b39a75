"""The body of a request for a pack of evidence."""

from typing import Literal

from pydantic import Field

from application.evidence.request import Audience, DisputeReason, EvidenceRequest, FormRecipient
from interfaces.evidence.confirmation_body import ConfirmationBody
from interfaces.http.request.body.models import WireModel


class EvidenceBody(WireModel):
    """What the pack is for. An empty body makes one for any processor."""

    reason: (
        Literal["fraud", "not-received", "not-as-described", "duplicate", "credit", "subscription"]
        | None
    ) = Field(default=None, description="Why the customer disputes.")
    recipient: Literal["stripe", "adyen", "visa-ce3", "generic"] = Field(
        default="generic", alias="for", description="Whose fields are written."
    )
    audience: Literal["processor", "customer", "court"] = Field(
        default="processor", description="Who reads the pack, which decides what is hidden."
    )
    confirm: ConfirmationBody = Field(
        default=ConfirmationBody(), description="What a person confirms, because no record has it."
    )

    def request(self, checkout_id: str) -> EvidenceRequest:
        """Return what is asked for."""
        return EvidenceRequest(
            checkout_id=checkout_id,
            reason=None if self.reason is None else DisputeReason(self.reason),
            recipient=FormRecipient(self.recipient),
            audience=Audience(self.audience),
            confirmation=self.confirm.confirmation(),
        )

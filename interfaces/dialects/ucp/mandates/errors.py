"""The refusals of a completion whose mandate does not authorise it. The codes are those of the extension."""

from dataclasses import dataclass
from typing import Literal

from interfaces.http.errors.request_errors import RequestError

MandateCode = Literal[
    "mandate_required",
    "agent_missing_key",
    "mandate_invalid_signature",
    "mandate_expired",
    "mandate_scope_mismatch",
    "merchant_authorization_invalid",
    "merchant_authorization_missing",
]


@dataclass(eq=False)
class MandateRefused(RequestError):
    """The mandate is missing or wrong; `reason` says why, as a sentence."""

    code: MandateCode
    reason: str

    @property
    def message(self) -> str:
        return self.reason

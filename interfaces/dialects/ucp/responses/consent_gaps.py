"""What a buyer has agreed to and cannot get: messages to a telephone number or an e-mail address that is not known."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from interfaces.dialects.session.settings import SellingSettings
from interfaces.dialects.ucp.requests.consents import CONSENT, answers_in
from interfaces.http.errors.request_errors import FieldFault

_NEEDED: Final = {"sms": ("phone_number", "telephone number"), "email": ("email", "e-mail address")}


def consent_gaps(buyer: Mapping[str, Any], selling: SellingSettings) -> Iterator[FieldFault]:
    """Yield a fault for each channel of marketing that a buyer agrees to, and that lacks its address.

    `buyer` is the member of a checkout.
    """
    sent = buyer.get(CONSENT)
    channels = [each.channel for each in selling.marketing_consents]
    answers = answers_in(sent, channels) if isinstance(sent, dict) else {}
    for each in selling.marketing_consents:
        name, text = _NEEDED.get(each.channel, ("", ""))
        if name and answers.get(each.purpose) and name not in buyer:
            content = f"The buyer agreed to {each.channel}, and gave no {text}."
            yield FieldFault(path=f"$.buyer.{name}", kind="missing", message=content)

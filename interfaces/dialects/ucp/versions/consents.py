"""The consents of a buyer in a checkout: four flags until 2026-04-08, and purposes with channels since 2026-08-25."""

from collections.abc import Mapping
from typing import Any, Final

from interfaces.dialects.session.settings import SellingSettings
from interfaces.dialects.ucp.negotiation.capabilities import BUYER_CONSENT
from interfaces.dialects.ucp.requests.consents import (
    CONSENT,
    NAMES,
    answers_in,
    has_purposes,
    name_of_channel,
)
from interfaces.dialects.ucp.wire import Shape

_DESCRIPTIONS: Final[Mapping[str, str]] = {
    "marketing": "Advertising of this shop.",
    "analytics": "Measuring how this shop is used.",
    "preferences": "Remembering the choices that you make in this shop.",
    "sale_of_data": "Selling or sharing your personal data.",
}


def with_flags(shape: Shape) -> Shape:
    """Return a checkout whose consents are flags. Those that were sent as flags stay as they were sent."""
    sent = shape.get("buyer", {}).get(CONSENT)
    if not isinstance(sent, dict) or not has_purposes(sent):
        return shape
    answers = answers_in(sent)
    flags = {purpose: answers[purpose] for purpose in NAMES.values() if purpose in answers}
    return _with_consent(shape, flags)


def with_purposes(shape: Shape, selling: SellingSettings) -> Shape:
    """Return a checkout with every purpose that the shop knows, and with what the buyer said of it."""
    if BUYER_CONSENT not in shape["ucp"]["capabilities"]:
        return dict(shape)
    sent = shape.get("buyer", {}).get(CONSENT)
    names = [each.channel for each in selling.marketing_consents]
    answers = answers_in(sent, names) if isinstance(sent, dict) else {}
    purposes = {
        name: _purpose(answers.get(purpose), _DESCRIPTIONS[purpose])
        for name, purpose in NAMES.items()
    }
    channels = {
        name_of_channel(each.channel): {
            **_purpose(answers.get(each.purpose), each.display_text),
            "links": [{"type": "privacy_policy", "url": each.privacy_policy_url}],
        }
        for each in selling.marketing_consents
    }
    marketing = next(name for name, purpose in NAMES.items() if purpose == "marketing")
    if channels:
        purposes[marketing]["segments"] = channels
    return _with_consent(shape, purposes)


def _purpose(answer: bool | None, description: str) -> dict[str, Any]:
    """Write a purpose. What the buyer has not said is refused, and said by the shop."""
    source = "business" if answer is None else "platform"
    return {"granted": answer or False, "source": source, "description": description}


def _with_consent(shape: Shape, consent: Shape) -> Shape:
    return {**shape, "buyer": {**shape.get("buyer", {}), CONSENT: consent}}

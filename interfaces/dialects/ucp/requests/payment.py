"""Reading the instrument that a purchase is paid with.

A token or a card number leaves this module only as the token that the payment provider is asked with, and a card number
not at all: it selects one of two tokens of the demo provider. Nothing else of a credential is read.
"""

from dataclasses import dataclass
from typing import Any, Final

from domain.checkout import Checkout
from domain.values.customer import Address
from interfaces.dialects.session.quote_errors import NOT_PAYABLE, Unfulfillable
from interfaces.dialects.session.requests import LONGEST, LONGEST_TOKEN, object_of
from interfaces.dialects.ucp.negotiation.capabilities import CHECKOUT
from interfaces.dialects.ucp.requests.destinations import address_of
from interfaces.dialects.ucp.settings import PaymentHandler, UcpShop
from interfaces.http.errors.request_errors import FieldFault
from interfaces.http.request.body.reader import FieldReader, json_text, parse_json

MAX_INSTRUMENTS: Final = 50
# What the demo provider pays and declines.
_PAID: Final = "tok_succeed"
_DECLINED: Final = "tok_decline"
_LAST_DIGITS: Final = 4
_CARDS: Final = ("card", "pan", "network_token")
"""The types of credentials with a card number; the last two came with 2026-08-25."""
_SECRETS: Final = frozenset({"number", "cvc", "cryptogram"})


@dataclass(frozen=True, kw_only=True)
class PaymentMeans:
    """The handler, the token for the provider, and the billing address."""

    handler: str = ""
    token: str = ""
    billing: Address | None = None


def payment_of(
    fields: FieldReader, shop: UcpShop, checkout: Checkout, *, is_only_one: bool
) -> PaymentMeans:
    """Read `payment`, or `payment_data` of 2026-01-11, which is one instrument.

    With `is_only_one`, a second one is refused. Raises InvalidFields, and Unfulfillable for an instrument that the shop
    does not take here.
    """
    found = object_of(fields, "payment_data")
    if found is None:
        payment = object_of(fields, "payment")
        if payment is None and not fields.has("payment"):
            fields.fault("payment", "missing", "is required")
        found = None if payment is None else _instrument(payment, is_only_one=is_only_one)
    fields.raise_faults()
    if found is None:
        raise _refusal_at("payment.instruments", "must have the one instrument that is selected")
    handler_id = found.identifier("handler_id", required=True, longest=LONGEST)
    credential = object_of(found, "credential")
    if credential is None and not found.has("credential"):
        found.fault("credential", "missing", "is required")
    address = object_of(found, "billing_address")
    billing = None if address is None else address_of(address)
    fields.raise_faults()
    handler = shop.handler(handler_id or "")
    if handler is None or credential is None:
        raise _refusal_at(found.path_of("handler_id"), "must be a handler of this checkout")
    _refuse_other_checkout(credential, checkout)
    token = _token(credential, handler)
    fields.raise_faults()
    return PaymentMeans(handler=handler.id, token=token, billing=billing)


def without_secrets(body: bytes) -> bytes:
    """Return a body without card numbers and security codes, of which a digest could be searched through.

    The last digits of a number stay, so that another card is another request. Raises MalformedBody.
    """
    return json_text(_strip(parse_json(body))).encode() if body.strip() else body


def _instrument(payment: FieldReader, *, is_only_one: bool) -> FieldReader | None:
    value = payment.value("instruments")
    if not isinstance(value, list) or len(value) > MAX_INSTRUMENTS:
        payment.fault("instruments", "type", "must be an array of instruments")
        return None
    found = [
        FieldReader(each, payment.path_of(f"instruments[{place}]"), payment.faults)
        for place, each in enumerate(value)
    ]
    selected = [each for each in found if each.flag("selected")]
    if len(selected) == 1 and not is_only_one:
        return selected[0]
    return found[0] if len(found) == 1 else None


def _refuse_other_checkout(credential: FieldReader, checkout: Checkout) -> None:
    binding = object_of(credential, "binding")
    if binding is None:
        return
    # Since 2026-08-25, a binding has the type of what it names.
    is_typed = binding.has("type") and binding.value("type") != CHECKOUT
    bound = [binding.value(name) for name in ("checkout_id", "id") if binding.has(name)]
    if is_typed or any(each != checkout.id for each in bound):
        path = credential.path_of("binding")
        raise _refusal_at(path, "binds the credential to another checkout")


def _token(credential: FieldReader, handler: PaymentHandler) -> str:
    kind = credential.identifier("type", required=True, longest=LONGEST)
    if kind in _CARDS:
        number = credential.value("number")
        digits = number.replace(" ", "") if isinstance(number, str) else ""
        return _PAID if digits in handler.test_cards else _DECLINED
    token = credential.identifier("token", required=True, longest=LONGEST_TOKEN) or ""
    if token in handler.declining_tokens:
        return _DECLINED
    return _PAID if handler.takes_any_token or token in handler.succeeding_tokens else token


def _refusal_at(path: str, what: str) -> Unfulfillable:
    fault = FieldFault(path=path, kind="choice", message=f"{path}: {what}.")
    return Unfulfillable((fault,), NOT_PAYABLE)


def _strip(value: Any) -> Any:
    if isinstance(value, list):
        return [_strip(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        name: _shorten(each) if name in _SECRETS else _strip(each) for name, each in value.items()
    }


def _shorten(secret: Any) -> str:
    return str(secret)[-_LAST_DIGITS:] if isinstance(secret, str) and len(secret) > 8 else ""

"""The names of a method of payment in Svea: the order's PaymentType, and its kind."""

import re
from typing import Final

from domain.values.payment import Payment
from interfaces.dialects.svea.wire import PaymentInfo

_NOT_A_LETTER = re.compile(r"[^a-z]")
_NOTHING_PAID = ("ZEROSUM", "ZeroSum")
_NO_CAMPAIGN = 0
_METHODS: Final = {
    "card": ("SVEACARDPAY", "Card"),
    "sveacardpay": ("SVEACARDPAY", "Card"),
    "sveacardpaypf": ("SVEACARDPAY_PF", "Card"),
    "invoice": ("INVOICE", "Invoice"),
    "admininvoice": ("ADMININVOICE", "Invoice"),
    "account": ("ACCOUNT", "AccountCredit"),
    "accountcredit": ("ACCOUNT", "AccountCredit"),
    "paymentplan": ("PAYMENTPLAN", "PaymentPlan"),
    "partpayment": ("PAYMENTPLAN", "PaymentPlan"),
    "trustly": ("TRUSTLY", "Trustly"),
    "swish": ("SWISH", "Swish"),
    "swishpf": ("SWISH_PF", "Swish"),
    "vipps": ("VIPPS", "Vipps"),
    "mobilepay": ("MOBILEPAY", "MobilePay"),
    "leasing": ("LEASING", "Leasing"),
    "leasingmanual": ("LEASINGMANUAL", "Leasing"),
    "zerosum": _NOTHING_PAID,
}


def payment_type_of(payment: Payment | None) -> tuple[str | None, PaymentInfo | None]:
    """Return PaymentType and Payment. Case and punctuation in the name of a method are ignored (`part-payment`)."""
    if payment is None:
        return None, None
    name = _NOT_A_LETTER.sub("", payment.method.lower())
    known = _NOTHING_PAID if payment.amount == 0 else _METHODS.get(name)
    payment_type, kind = known or (None, None)
    return payment_type, PaymentInfo(payment_method_type=kind, campaign_code=_NO_CAMPAIGN)

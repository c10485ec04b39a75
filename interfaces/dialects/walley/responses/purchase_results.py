"""`purchase.result` by method of payment.

A method that reserves the amount is `Preliminary`: the shop activates the order when it sends the goods. A method that
settles at once is `Completed`, and so is a purchase that cost nothing. Public clients treat `Completed` as an order
without an amount, so an unknown method is `Preliminary`.
"""

import re
from collections.abc import Mapping
from typing import Final

from domain.values.payment import Payment

PRELIMINARY, COMPLETED = "Preliminary", "Completed"
_NOT_A_LETTER = re.compile(r"[\W\d_]")
_RESULTS: Final = {
    "invoice": PRELIMINARY,
    "directinvoice": PRELIMINARY,
    "partpayment": PRELIMINARY,
    "paymentplan": PRELIMINARY,
    "account": PRELIMINARY,
    "card": PRELIMINARY,
    "swish": COMPLETED,
    "directbank": COMPLETED,
    "banktransfer": COMPLETED,
    "trustly": COMPLETED,
}


def purchase_result(payment: Payment, configured: Mapping[str, str]) -> str:
    """Return the result of a successful payment. The merchant's table `configured` takes precedence.

    Case and punctuation in the name of a method are ignored (`part-payment`).
    """
    if payment.amount == 0:
        return COMPLETED
    own = {_fold(method): result for method, result in configured.items()}
    return (_RESULTS | own).get(_fold(payment.method), PRELIMINARY)


def _fold(method: str) -> str:
    return _NOT_A_LETTER.sub("", method.lower())

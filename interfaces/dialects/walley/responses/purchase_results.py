"""`purchase.result` by method of payment.

A method that reserves the amount is `Preliminary`: the shop activates the order when it sends the goods. A method that
is settled at once is `Completed`, and so is a purchase that cost nothing. The public clients treat `Completed` as an
order without an amount, so a method that is in no table is `Preliminary`.
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
    """The result of a successful payment. `configured` is the merchant's own table, which goes first.

    The case and the signs in a method's name do not matter (`part-payment`).
    """
    if payment.amount == 0:
        return COMPLETED
    own = {_folded(method): result for method, result in configured.items()}
    return (_RESULTS | own).get(_folded(payment.method), PRELIMINARY)


def _folded(method: str) -> str:
    return _NOT_A_LETTER.sub("", method.lower())

"""What `purchase.result` says of each method of payment."""

import msgspec
import pytest

from domain.values.payment import Payment
from interfaces.configuration.demo_configuration import demo_configuration
from interfaces.dialects.walley.auth.credentials import Credentials
from interfaces.dialects.walley.responses.purchase_results import purchase_result
from interfaces.dialects.walley.settings import WalleySettings
from interfaces.http.merchant_settings import MerchantSettings
from tests.interfaces.dialects.walley.app_fixture import OPENED_AT


def _paid(method: str, amount: int = 100) -> Payment:
    return Payment(id="p", method=method, amount=amount, currency="SEK")


@pytest.mark.parametrize("method", ["invoice", "Part-Payment", "CARD", "Account", "barter"])
def test_a_reserved_amount_is_preliminary(method: str) -> None:
    """A method that reserves the amount, and one that is not known, leaves the shop to activate the order."""
    assert purchase_result(_paid(method), {}) == "Preliminary"


@pytest.mark.parametrize("method", ["swish", "Direct Bank", "Trustly"])
def test_a_settled_amount_is_completed(method: str) -> None:
    """A method that is settled at once leaves nothing to activate."""
    assert purchase_result(_paid(method), {}) == "Completed"


def test_nothing_paid_is_completed() -> None:
    """A purchase that cost nothing leaves nothing to activate, whatever its method."""
    assert purchase_result(_paid("invoice", 0), {"invoice": "Preliminary"}) == "Completed"


def test_the_merchants_table_goes_first() -> None:
    """A merchant may say of each method what it is, also of one that is not in the table."""
    own = {"Card": "Completed", "swish": "Preliminary", "barter": "Completed"}
    results = [purchase_result(_paid(method), own) for method in ("card", "SWISH", "barter")]
    assert results == ["Completed", "Preliminary", "Completed"]


def test_the_table_is_in_the_configuration() -> None:
    """The setting reaches each caller of the merchant, and no other result can be configured."""
    text = b'{"store_ids":[1],"purchase_results":{"card":"Completed"}}'
    settings = msgspec.json.decode(text, type=WalleySettings)
    merchant = demo_configuration().merchants[0]
    assert merchant.walley is not None
    walley = msgspec.structs.replace(merchant.walley, purchase_results=settings.purchase_results)
    changed = MerchantSettings(merchant.id, walley)
    credentials = Credentials([changed], lambda: OPENED_AT, lambda: b"k" * 32)
    client = merchant.walley.clients[0]
    token = credentials.issue_token(client.client_id, client.client_secret)
    assert credentials._caller_by_token(token).purchase_results == {"card": "Completed"}
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(text.replace(b"Completed", b"Rejected"), type=WalleySettings)

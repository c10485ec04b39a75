"""`purchase.result` for each payment method."""

import msgspec
import pytest

from domain.values.payment import Payment
from interfaces.configuration.demo.configuration import demo_configuration
from interfaces.dialects.walley.auth.credentials import Credentials
from interfaces.dialects.walley.responses.purchase_results import purchase_result
from interfaces.dialects.walley.settings import WalleySettings
from interfaces.http.merchant_settings import MerchantSettings
from tests.interfaces.dialects.walley.app_fixture import OPENED_AT


def _paid(method: str, amount: int = 100) -> Payment:
    return Payment(id="p", method=method, amount=amount, currency="SEK")


@pytest.mark.parametrize("method", ["invoice", "Part-Payment", "CARD", "Account", "barter"])
def test_a_reserved_amount_is_preliminary(method: str) -> None:
    """A method that reserves the amount is Preliminary, and so is an unknown method."""
    assert purchase_result(_paid(method), {}) == "Preliminary"


@pytest.mark.parametrize("method", ["swish", "Direct Bank", "Trustly"])
def test_a_settled_amount_is_completed(method: str) -> None:
    """A method that settles immediately is Completed."""
    assert purchase_result(_paid(method), {}) == "Completed"


def test_a_free_purchase_is_completed() -> None:
    """A purchase that cost nothing is Completed, whatever its method."""
    assert purchase_result(_paid("invoice", 0), {"invoice": "Preliminary"}) == "Completed"


def test_the_merchants_table_overrides_the_default() -> None:
    """A merchant can configure the result of each method, including unknown methods."""
    own = {"Card": "Completed", "swish": "Preliminary", "barter": "Completed"}
    results = [purchase_result(_paid(method), own) for method in ("card", "SWISH", "barter")]
    assert results == ["Completed", "Preliminary", "Completed"]


def test_the_table_is_configurable() -> None:
    """The setting applies to each client of the merchant, and only the documented results can be configured."""
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

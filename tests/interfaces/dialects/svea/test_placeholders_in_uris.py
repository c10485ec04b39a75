"""Placeholders in the URIs of callbacks."""

from domain.checkout import Checkout
from interfaces.dialects.svea.webhooks import question
from tests.interfaces.dialects.svea.app_fixture import CREATION, AppFixture


async def test_an_encoded_placeholder_is_filled_in(app_fixture: AppFixture) -> None:
    """The validation request has the order's number in place of a percent-encoded placeholder."""
    uri = "https://shop.example/v/%7BCheckout.Order.Uri%7D"
    settings = {**CREATION["MerchantSettings"], "CheckoutValidationCallBackUri": uri}
    checkout: Checkout = await app_fixture.checkout(
        await app_fixture.opened(MerchantSettings=settings)
    )
    validation = question(checkout)
    assert validation is not None
    assert validation.request.url == f"https://shop.example/v/{checkout.order_number}"

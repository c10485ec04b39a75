"""A callback URI with a password is refused, not called, and not shown."""

from datetime import UTC, datetime

import pytest

from application.ports.webhooks.webhook_log import DeliveryState, WebhookDelivery
from interfaces.webhooks.egress_policy import EgressPolicy, EgressRefused
from tests.interfaces.dialects.svea.app_fixture import CREATION as ORDER
from tests.interfaces.dialects.svea.app_fixture import AppFixture as SveaShop
from tests.interfaces.dialects.walley.app_fixture import CREATION
from tests.interfaces.dialects.walley.app_fixture import AppFixture as WalleyShop

WITH_USER = "https://user:secret@shop.example/notify"


@pytest.mark.parametrize("uri", [WITH_USER, "https://user@shop.example/", "https://@shop.example/"])
@pytest.mark.parametrize("field", ["notificationUri", "validationUri", "merchantTermsUri"])
async def test_walley_refuses_a_uri_with_a_password(field: str, uri: str) -> None:
    """Walley answers 400, and the error names the field and not the password."""
    answer = await WalleyShop().ask("POST", "/checkouts", {**CREATION, field: uri})

    assert answer.status_code == 400
    (error,) = answer.json()["error"]["errors"]
    assert error["message"] == f"{field}: must not have a user name or a password in it."
    assert "secret" not in answer.text


@pytest.mark.parametrize("field", ["PushUri", "TermsUri", "CheckoutValidationCallBackUri"])
async def test_svea_refuses_a_uri_with_a_password(field: str) -> None:
    """Svea answers 400, and the error names the field and not the password."""
    settings = {**ORDER["MerchantSettings"], field: WITH_USER}

    answer = await SveaShop().ask("POST", "/api/orders", {**ORDER, "MerchantSettings": settings})

    assert answer.status_code == 400
    assert f"{field}: must not have a user name or a password in it." in answer.text
    assert "secret" not in answer.text


def test_a_stored_uri_with_a_password_is_not_called() -> None:
    """A checkout from before the rule may have such a URI. Its callbacks fail before any connection."""
    with pytest.raises(EgressRefused, match="user name"):
        EgressPolicy(http=True).parse(WITH_USER)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        (WITH_USER, "https://[hidden]@shop.example/notify"),
        ("https://a@b@shop.example", "https://[hidden]@shop.example"),
        ("https://shop.example/notify?mail=a@shop.example", None),
        ("https://shop.example/@user", None),
        ("https://shop.example#a@b", None),
    ],
)
def test_the_password_of_a_uri_is_not_shown(url: str, shown: str | None) -> None:
    """The history shows that a URI had a password, without the password. Other URIs are unchanged."""
    at = datetime(2026, 3, 1, tzinfo=UTC)
    delivery = WebhookDelivery(
        id=1,
        checkout_id="c",
        version=1,
        merchant="m",
        channel="x",
        method="GET",
        url=url,
        receiver="https://shop.example",
        state=DeliveryState.WAITING,
        made_at=at,
        due=at,
        attempts=(),
    )
    assert delivery.shown_url == (shown or url)

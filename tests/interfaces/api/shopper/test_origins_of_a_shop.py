"""The origins of a shop, from the pages that a checkout names."""

import json

import pytest

from interfaces.api.shopper.origins import shop_origins
from interfaces.dialects.registry import SHOP_PAGES
from tests.interfaces.api.api_fixture import ApiFixture

SVEA = {
    "MerchantSettings": {
        "PushUri": "https://push.example/push",
        "TermsUri": "https://terms.example/terms",
        "CheckoutUri": "https://shop.example/checkout",
        "ConfirmationUri": "https://shop.example/thanks?o={checkout.order.uri}",
        "CheckoutValidationCallBackUri": None,
    }
}
WALLEY = {
    "storeId": 1001,
    "merchantTermsUri": "https://www.shop.example/terms",
    "notificationUri": "https://api.shop.example/notify",
    "redirectPageUri": "https://checkout.shop.example/thanks?id={checkout.id}",
    "checkoutAbortedRedirectPageUri": None,
}


@pytest.mark.parametrize(
    ("dialect", "settings", "expected"),
    [
        ("svea", SVEA, ["https://shop.example", "https://terms.example"]),
        ("walley", WALLEY, ["https://checkout.shop.example", "https://www.shop.example"]),
        ("svea", {"MerchantSettings": {"PushUri": "https://push.example"}}, []),
        ("svea", {}, []),
        ("acp", {}, []),
        ("stateset", {}, []),
        ("a dialect of later", {}, []),
    ],
)
async def test_a_shop_has_the_origins_of_its_pages(
    api: ApiFixture, dialect: str, settings: dict[str, object], expected: list[str]
) -> None:
    """Addresses that only tillroll calls are not among them."""
    checkout = await api.opened(dialect=dialect, settings=json.dumps(settings))
    assert list(shop_origins(checkout, SHOP_PAGES)) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://Shop.Example/a", ["https://shop.example"]),
        ("https://shop.example:443/", ["https://shop.example"]),
        ("http://shop.example:80", ["http://shop.example"]),
        ("http://127.0.0.1:8123/index.html", ["http://127.0.0.1:8123"]),
        ("https://user:pass@shop.example:8443/x", ["https://shop.example:8443"]),
        ("https://bücher.example/", ["https://xn--bcher-kva.example"]),
        ("https://{shop}.example/", []),
        ("https://shop.example;script-src *", []),
        ("https://*.example", []),
        ("https://shop.example:port/", []),
        ("https://[::1]/", []),
        ("ftp://shop.example", []),
        ("javascript:alert(1)", []),
        ("", []),
    ],
)
async def test_an_origin_is_written_as_browsers_write_it(
    api: ApiFixture, address: str, expected: list[str]
) -> None:
    """What is no address of a website gives no origin, and nothing gets into the policy of the page."""
    checkout = await api.opened(dialect="any")
    assert list(shop_origins(checkout, {"any": lambda _: [address]})) == expected

"""Any input gets a response in Svea's format, and never a 500."""

import asyncio
import functools
import json
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import examples
from tests.interfaces.dialects.svea.app_fixture import CREATION, ROW, TOKEN, AppFixture

ORDER = "/api/orders/8949177"
PATHS = (
    ("POST", "/api/orders"),
    ("PUT", ORDER),
    ("POST", ORDER),
    ("POST", f"/api/tokens/{TOKEN}/orders"),
    ("PATCH", f"/api/tokens/{TOKEN}"),
)
FIELD_NAMES = """
CountryCode Currency Locale ClientOrderNumber MerchantSettings PushUri TermsUri CheckoutUri ConfirmationUri
CheckoutValidationCallBackUri WebhookUri ActivePartPaymentCampaigns PromotedPartPaymentCampaign
UseClientSideValidation Cart Items ArticleNumber Name Quantity UnitPrice DiscountPercent DiscountAmount VatPercent
Unit RowNumber RowType MerchantData TemporaryReference PresetValues TypeName Value IsReadonly IdentityFlags HideNotYou
RequireElectronicIdAuthentication Recurring PartnerKey Validation MinAge ShippingInformation EnableShipping Weight Tags
FallbackOptions ShippingFee status cart items quantity unitprice
"""
NAMES = st.sampled_from(FIELD_NAMES.split())
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.decimals(allow_nan=False, allow_infinity=False).map(str)
    | st.text(max_size=60)
    | st.sampled_from(
        [
            "ShippingFee",
            "SE",
            "sek",
            "https://example.com/{checkout.order.uri}",
            "1e5",
            "-0",
            "\x00",
        ]
    )
    | st.sampled_from(["EmailAddress", "IsCompany", "Cancelled", "sv-SE", 2500.0, 10**13])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(NAMES | st.text(max_size=5), inner, max_size=8)
    ),
    max_leaves=30,
)
RAW_JSON = st.sampled_from(
    [
        b"NaN",
        b'{"Cart":{"Items":[{"Quantity":1e400}]}}',
        b'{"Cart":{"Items":[{"UnitPrice":1e-999999999,"Quantity":1e999999999}]}}',
        b"9" * 5000,
        b'{"ClientOrderNumber":"\\ud800"}',
        b'{"MerchantData":"\xed\xa0\x80"}',
        b'{"MerchantData":"\\u0000"}',
        b"\xef\xbb\xbf{}",
        b"\xff\xfe{}",
        b"[" * 100_000,
        b'{"Cart":' * 70 + b"1" + b"}" * 70,
        b'{"Cart":{},"cart":{},"CART":{}}',
        b"\x00",
        b"   ",
    ]
)
ON_EVERYTHING = settings(deadline=None, max_examples=examples(120))


@functools.cache
def _open_fixture() -> AppFixture:
    """One fixture with one recurring order for all examples, so that each runs on the state of earlier ones."""
    app_fixture = AppFixture()
    asyncio.run(app_fixture.opened(Recurring=True))
    return app_fixture


@functools.cache
def _completed_fixture() -> AppFixture:
    app_fixture = AppFixture()
    asyncio.run(app_fixture.token())
    return app_fixture


def _ask(method: str, path: str, body: bytes = b"", **headers: str) -> httpx.Response:
    app_fixture = _completed_fixture() if "/tokens/" in path else _open_fixture()
    return asyncio.run(app_fixture.ask(method, path, body, **headers))


def _check(answer: httpx.Response) -> Any:
    parsed = json.loads(answer.content)
    if answer.status_code >= 400:
        assert set(parsed) == {"Code", "Message", "Errors"}
        assert parsed["Errors"]
        assert all(set(error) == {"Code", "Field", "ErrorMessage"} for error in parsed["Errors"])
        assert (parsed["Code"], parsed["Message"]) == (
            parsed["Errors"][0]["Code"],
            parsed["Errors"][0]["ErrorMessage"],
        )
        assert dict(answer.headers.raw)[b"ErrorMessage"]
        assert answer.status_code != 500
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    return parsed


@ON_EVERYTHING
@given(endpoint=st.sampled_from(PATHS), body=st.binary(max_size=200) | RAW_JSON)
def test_any_bytes(endpoint: tuple[str, str], body: bytes) -> None:
    """Bodies that are not JSON, not text, or beyond the limits of JSON."""
    _check(_ask(*endpoint, body))


@ON_EVERYTHING
@given(endpoint=st.sampled_from(PATHS), value=VALUES)
def test_any_json(endpoint: tuple[str, str], value: Any) -> None:
    """Values of wrong types at every level, under known and unknown names."""
    _check(_ask(*endpoint, json.dumps(value).encode()))


@ON_EVERYTHING
@given(value=st.dictionaries(NAMES, VALUES))
def test_any_creation(value: dict[str, Any]) -> None:
    """A valid creation with any value in one place. An accepted order can be read."""
    parsed = _check(_ask("POST", "/api/orders", json.dumps({**CREATION, **value}).encode()))
    if "OrderId" in parsed:
        assert (
            _check(_ask("GET", f"/api/orders/{parsed['OrderId']}"))["OrderId"] == parsed["OrderId"]
        )


@ON_EVERYTHING
@given(row=st.dictionaries(NAMES, SCALARS))
def test_any_row(row: dict[str, Any]) -> None:
    """A valid row with any value in one place. An accepted row is read as in the response."""
    body = {"Cart": {"Items": [{**ROW, **row}]}}
    answered = _check(_ask("PUT", ORDER, json.dumps(body).encode()))
    if "Cart" in answered:
        for item in answered["Cart"]["Items"]:
            item["TemporaryReference"] = None
        assert _check(_ask("GET", ORDER)) == answered


@ON_EVERYTHING
@given(
    method=st.sampled_from(["GET", "PUT", "POST", "PATCH", "DELETE", "OPTIONS", "TRACE"]),
    tail=st.text(max_size=30),
    prefix=st.sampled_from(["/api/", "/api/orders/", "/api/tokens/", "/api/util/"]),
)
def test_any_path(method: str, tail: str, prefix: str) -> None:
    """Any path under the dialect's prefix."""
    _check(_ask(method, quote(prefix + tail, safe="/?%"), b"{}"))


@ON_EVERYTHING
@given(company=st.text(max_size=10), amount=st.text(max_size=50) | st.decimals().map(str))
def test_any_query(company: str, amount: str) -> None:
    """Amounts that are numbers, and amounts that are not."""
    query = f"isCompany={quote(company)}&amount={quote(amount)}"
    _check(_ask("GET", f"/api/util/GetAvailablePartPaymentCampaigns?{query}"))
    _check(
        _ask(
            "GET",
            f"/api/util/GetAvailablePartPaymentCampaigns?isCompany=false&amount={quote(amount)}",
        )
    )


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/xml", "application/json; charset=utf-16", ";"]
)
async def test_any_content_type(app_fixture: AppFixture, content_type: str) -> None:
    """A body that is not JSON in UTF-8 gets 415."""
    path = await app_fixture.opened()

    answer = await app_fixture.ask("PUT", path, {"Cart": {"Items": []}}, Content_Type=content_type)

    _check(answer)
    assert answer.status_code == 415

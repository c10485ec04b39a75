"""Any input gets a response in Walley's format, and never a 500."""

import asyncio
import functools
import json
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interfaces.dialects.walley.errors import MESSAGES
from tests.examples import examples
from tests.interfaces.dialects.walley.app_fixture import CHECKOUT_ID, CREATION, AppFixture

PATHS = (
    ("POST", "/checkouts"),
    ("PUT", f"/checkouts/{CHECKOUT_ID}"),
    ("PUT", f"/checkouts/{CHECKOUT_ID}/cart"),
    ("PUT", f"/checkouts/{CHECKOUT_ID}/fees"),
    ("PUT", f"/checkouts/{CHECKOUT_ID}/shippingProperties"),
    ("PUT", f"/checkouts/{CHECKOUT_ID}/metadata"),
    ("PUT", f"/checkouts/{CHECKOUT_ID}/reference"),
)
FIELD_NAMES = """
items cart fees shipping shippingProperties metadata reference Reference directinvoicenotification
id description type unitPrice unitWeight quantity vat requiresElectronicId minimumAge maximumAge sku
storeId countryCode callback callbackUri callbackTypes merchantTermsUri notificationUri validationUri
profileName customFields privateCustomerPrefill businessCustomerPrefill customer deliveryAddress email
postalCode
"""
NAMES = st.sampled_from(FIELD_NAMES.split())
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.decimals(allow_nan=False, allow_infinity=False).map(str)
    | st.text(max_size=60)
    | st.sampled_from(["GiftCard", "SE", "https://example.com/{checkout.id}", "1e5", "-0", "\x00"])
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
        b"[Infinity]",
        b'{"reference":-Infinity}',
        b"1e400",
        b"[1e400]",
        b'{"items":[{"unitPrice":1e-999999999,"quantity":1e999999999}]}',
        b"1e99999999999999999999",
        b"9" * 5000,
        b'{"reference":"\\ud800"}',
        b'{"reference":"\xed\xa0\x80"}',
        b'{"reference":"\\u0000"}',
        b'{"metadata":{"\\u0000":"\\u0000"}}',
        b"\xef\xbb\xbf{}",
        b"\xff\xfe{}",
        b"[" * 100_000,
        b'{"a":' * 50 + b"1" + b"}" * 50,
        b'{"reference":"a","reference":"b"}',
        b"\x00",
        b"   ",
    ]
)
ON_EVERYTHING = settings(deadline=None, max_examples=examples(150))


@functools.cache
def _open_fixture() -> AppFixture:
    """One fixture with one checkout for all examples, so that each runs on the state of earlier ones."""
    app_fixture = AppFixture()
    asyncio.run(app_fixture.opened())
    return app_fixture


def _ask(method: str, path: str, body: bytes, **headers: str) -> httpx.Response:
    return asyncio.run(_open_fixture().ask(method, path, body, **headers))


def _check(answer: httpx.Response) -> None:
    parsed = json.loads(answer.content)
    assert set(parsed) == {"id", "data", "error"}
    if answer.status_code < 300:
        assert parsed["error"] is None
    else:
        assert parsed["error"]["code"] == answer.status_code
        assert parsed["error"]["message"] == MESSAGES[answer.status_code]
        assert all(set(entry) == {"reason", "message"} for entry in parsed["error"]["errors"])
        assert parsed["error"]["errors"]
        assert answer.status_code != 500
    assert answer.headers["content-type"] == "application/json; charset=utf-8"


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
    """A valid creation with any value in one place."""
    _check(_ask("POST", "/checkouts", json.dumps({**CREATION, **value}).encode()))


@ON_EVERYTHING
@given(article=st.dictionaries(NAMES, SCALARS))
def test_any_article(article: dict[str, Any]) -> None:
    """A valid article with any value in one place. An accepted article can be read."""
    good = {"id": "1", "description": "x", "unitPrice": "1.50", "quantity": 1, "vat": 25}

    path = f"/checkouts/{CHECKOUT_ID}"

    _check(_ask("PUT", path + "/cart", json.dumps([{**good, **article}]).encode()))
    _check(_ask("GET", path, b""))


@ON_EVERYTHING
@given(
    method=st.sampled_from(["GET", "PUT", "POST", "PATCH", "DELETE", "OPTIONS", "TRACE"]),
    tail=st.text(max_size=30),
    prefix=st.sampled_from(
        ["/checkouts/", "/checkout/", "/merchants/", "/merchants/1001/", "/oauth2/"]
    ),
)
def test_any_path(method: str, tail: str, prefix: str) -> None:
    """Any path under the dialect's prefixes."""
    _check(_ask(method, quote(prefix + tail, safe="/?%"), b"{}"))


@ON_EVERYTHING
@given(
    content_type=st.sampled_from(
        [
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "multipart/form-data; boundary=x",
            "multipart/form-data; boundary=" + "x" * 500,
            "application/x-www-form-urlencoded; charset=unknown",
            "application/json",
        ]
    ),
    body=st.binary(max_size=300)
    | st.binary(max_size=60).map(
        lambda part: (
            b'--x\r\nContent-Disposition: form-data; name="client_id"; filename="f"\r\n\r\n'
            + part
            + b"\r\n--x--\r\n"
        )
    )
    | st.binary(max_size=60).map(lambda part: b"grant_type=client_credentials&client_id=" + part),
)
def test_any_request_for_a_token(content_type: str, body: bytes) -> None:
    """Token requests get OAuth's error format, no token without credentials, and never a 500."""
    answer = _ask("POST", "/oauth2/v2.0/token", body, Content_Type=content_type)

    assert answer.status_code in (400, 401)
    assert set(answer.json()) == {"error", "error_description"}


@pytest.mark.parametrize(
    "content_type",
    ["text/plain", "application/xml", "application/json; charset=utf-16", "x", ";", "é"],
)
async def test_any_content_type(app_fixture: AppFixture, content_type: str) -> None:
    """A body that is not JSON in UTF-8 gets 415."""
    path = await app_fixture.opened()

    answer = await app_fixture.client.put(
        path + "/cart",
        content=b"[]",
        headers=[
            (b"Authorization", f"Bearer {await app_fixture.token()}".encode()),
            (b"Content-Type", content_type.encode()),
        ],
    )

    _check(answer)
    assert answer.status_code == 415


@pytest.mark.parametrize(
    "content_type",
    ["application/json", "application/json; charset=UTF-8", "text/json", "application/vnd.x+json"],
)
async def test_every_media_type_of_json_is_accepted(
    app_fixture: AppFixture, content_type: str
) -> None:
    """The media types that clients use for JSON are accepted."""
    path = await app_fixture.opened()

    assert (
        await app_fixture.ask("PUT", path + "/cart", [], Content_Type=content_type)
    ).status_code == 200


@pytest.mark.parametrize("declared", [True, False])
async def test_a_large_body_is_refused(app_fixture: AppFixture, declared: bool) -> None:
    """A body of 10 MB gets 413, with a Content-Length and without."""
    path = await app_fixture.opened()
    part = b'{"id":"' + b"x" * 1_000_000 + b'"},'

    async def parts() -> Any:
        for _ in range(10):
            yield part

    answer = await app_fixture.client.put(
        path + "/cart",
        content=part * 10 if declared else parts(),
        headers={
            "Authorization": f"Bearer {await app_fixture.token()}",
            "Content-Type": "application/json",
        },
    )

    _check(answer)
    assert answer.status_code == 413


async def test_a_cart_has_at_most_5000_articles(app_fixture: AppFixture) -> None:
    """5,000 articles are accepted. One more is a single error, not one for each article."""
    path = await app_fixture.opened()
    article = {"description": "x", "unitPrice": 1, "quantity": 1, "vat": 0}
    rows = [{"id": str(number), **article} for number in range(5_001)]

    accepted = await app_fixture.ask("PUT", path + "/cart", rows[:5_000])
    refused = await app_fixture.ask("PUT", path + "/cart", rows)

    assert accepted.status_code == 200
    assert [entry["message"] for entry in refused.json()["error"]["errors"]] == [
        "cart: must have at most 5000 articles."
    ]

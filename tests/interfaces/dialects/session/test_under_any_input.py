"""Any input from an agent gets a response in the dialect's own format, and never a 500."""

import asyncio
import functools
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import httpx
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import examples
from tests.interfaces.dialects.acp.agent import VERSIONS, Agent
from tests.interfaces.dialects.session.app_fixture import AppFixture

KEY = "Bearer sk_test_demo"
ITEM = {"id": "item_123", "quantity": 1}
ENDPOINTS = (
    ("POST", "/v1/checkouts"),
    ("PUT", "/v1/checkouts/{id}"),
    ("POST", "/v1/checkouts/{id}/complete"),
    ("POST", "/v1/checkouts/{id}/cancel"),
    ("POST", "/checkout_sessions"),
    ("POST", "/checkout_sessions/{id}"),
    ("POST", "/checkout_sessions/{id}/complete"),
    ("POST", "/checkout_sessions/{id}/cancel"),
)
READ = ("/v1/checkouts", "/v1/checkouts/{id}", "/checkout_sessions/{id}", "/.well-known/acp.json")
FIELD_NAMES = """
items line_items id item quantity buyer first_name last_name full_name email phone_number fulfillment_address
fulfillment_details address name line_one line_two city state country postal_code fulfillment_option_id
selected_fulfillment_options type option_id item_ids currency capabilities payment_data token provider billing_address
handler_id instrument credential reason message metadata affiliate_attribution intent_trace reason_code discounts codes
"""
NAMES = st.sampled_from(FIELD_NAMES.split())
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=60)
    | st.sampled_from(
        ["item_123", "usd", "US", "shipping_fast", "shipping", "1e5", "-0", "\x00", "card"]
    )
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
        b'{"items":[{"id":"item_123","quantity":1e400}]}',
        b'{"items":[{"id":"item_123","quantity":1e-999999999}]}',
        b'{"line_items":[{"id":"item_123","quantity":1e999999999}]}',
        b"9" * 5000,
        b'{"buyer":{"email":"\\ud800"}}',
        b'{"buyer":{"email":"\xed\xa0\x80"}}',
        b'{"reason":"\\u0000"}',
        b"\xef\xbb\xbf{}",
        b"\xff\xfe{}",
        b"[" * 100_000,
        b'{"item":' * 70 + b"1" + b"}" * 70,
        b'{"items":[],"items":{}}',
        b"\x00",
        b"   ",
    ]
)
# What an HTTP server accepts in a header value: no control characters except the tab.
HEADER = st.binary(max_size=300).map(
    lambda raw: bytes(byte for byte in raw if byte in b"\t" or 32 <= byte != 127).strip()
)
HEADERS = st.dictionaries(
    st.sampled_from(
        [
            "Authorization",
            "API-Version",
            "Idempotency-Key",
            "If-Match",
            "If-None-Match",
            "Content-Type",
            "Request-Id",
            "X-Request-Id",
            "User-Agent",
            "Accept",
            "Accept-Language",
            "Signature",
            "Timestamp",
        ]
    ),
    HEADER,
    max_size=4,
)
ON_EVERYTHING = settings(deadline=None, max_examples=examples(100))


@dataclass(frozen=True)
class _SharedSessions:
    app_fixture: AppFixture
    session: str
    checkout: str

    def path(self, template: str) -> str:
        return template.format(
            id=self.checkout if template.startswith("/v1") else quote(self.session)
        )


@functools.cache
def _shared_sessions() -> _SharedSessions:
    """One app fixture with a session in each dialect, shared by all examples, with the state that they leave."""

    async def built() -> _SharedSessions:
        app_fixture = AppFixture()
        await app_fixture.fill()
        session = await Agent(app_fixture, VERSIONS[-1]).create(("item_123", 1))
        answer = await app_fixture.client.post(
            "/v1/checkouts", json={"items": [ITEM]}, headers={"Authorization": KEY}
        )
        return _SharedSessions(app_fixture, session["id"], answer.json()["id"])

    return asyncio.run(built())


def _ask(
    method: str,
    path: str,
    body: bytes = b"",
    headers: dict[str, bytes] | None = None,
    version: str = VERSIONS[-1],
) -> httpx.Response:
    sent = {
        "Authorization": KEY.encode(),
        "API-Version": version.encode(),
        "Content-Type": b"application/json",
        **(headers or {}),
    }
    raw = [(name.encode(), value) for name, value in sent.items()]
    client = _shared_sessions().app_fixture.client
    return asyncio.run(client.request(method, path, content=body, headers=raw))


def _check(answer: httpx.Response) -> Any:
    if answer.status_code == 304:
        assert not answer.content
        return {}
    assert answer.headers["content-type"] == "application/json"
    body = json.loads(answer.content)
    if answer.status_code < 400:
        assert "error" not in body
        return body
    assert answer.status_code != 500
    error = body
    if answer.request.url.path.startswith("/v1"):
        assert set(body) == {"error"}
        error = body["error"]
        assert {"type", "code", "message", "doc_url", "request_id"} <= set(error)
    assert set(error) <= {
        "type", "code", "message", "param", "doc_url", "request_id", "supported_versions",
    }  # fmt: skip
    assert all(isinstance(error[name], str) and error[name] for name in ("type", "code", "message"))
    return body


@ON_EVERYTHING
@given(
    endpoint=st.sampled_from(ENDPOINTS),
    body=st.binary(max_size=200) | RAW_JSON,
    version=st.sampled_from(VERSIONS),
    key=st.none() | HEADER,
)
def test_any_bytes(endpoint: tuple[str, str], body: bytes, version: str, key: bytes | None) -> None:
    """Bodies that are not JSON, not text, or beyond the limits of JSON, with a key and without."""
    method, template = endpoint
    headers = {} if key is None else {"Idempotency-Key": key}
    _check(_ask(method, _shared_sessions().path(template), body, headers, version))


@ON_EVERYTHING
@given(endpoint=st.sampled_from(ENDPOINTS), value=VALUES, version=st.sampled_from(VERSIONS))
def test_any_json(endpoint: tuple[str, str], value: Any, version: str) -> None:
    """Values of wrong types at every level, under known and unknown names."""
    method, template = endpoint
    key = {"Idempotency-Key": b"a" if method == "POST" else b"b"}
    body = json.dumps(value).encode()
    _check(_ask(method, _shared_sessions().path(template), body, key, version))


@ON_EVERYTHING
@given(value=st.dictionaries(NAMES, VALUES), version=st.sampled_from(VERSIONS[:2]))
def test_any_creation(value: dict[str, Any], version: str) -> None:
    """A valid body with any value in one place. An accepted session can be read."""
    stateset = {"items": [ITEM], **value}
    body = _check(_ask("POST", "/v1/checkouts", json.dumps(stateset).encode()))
    if "id" in body:
        assert _check(_ask("GET", f"/v1/checkouts/{body['id']}"))["id"] == body["id"]
    name = "items" if version == VERSIONS[0] else "line_items"
    acp = {name: [ITEM], "currency": "usd", "capabilities": {}, **value}
    body = _check(_ask("POST", "/checkout_sessions", json.dumps(acp).encode(), version=version))
    if "id" in body:
        read = _ask("GET", f"/checkout_sessions/{body['id']}", version=version)
        assert _check(read)["id"] == body["id"]


@ON_EVERYTHING
@given(item=st.dictionaries(NAMES, SCALARS), address=st.dictionaries(NAMES, SCALARS))
def test_any_update(item: dict[str, Any], address: dict[str, Any]) -> None:
    """A valid item and a valid address with any values in their fields."""
    shared = _shared_sessions()
    body = {"items": [{**ITEM, **item}], "fulfillment_address": address}
    _check(_ask("PUT", shared.path("/v1/checkouts/{id}"), json.dumps(body).encode()))
    body = {"line_items": [{**ITEM, **item}], "fulfillment_details": {"address": address}}
    path = shared.path("/checkout_sessions/{id}")
    _check(_ask("POST", path, json.dumps(body).encode(), version=VERSIONS[1]))


@ON_EVERYTHING
@given(endpoint=st.sampled_from([*ENDPOINTS, *(("GET", path) for path in READ)]), headers=HEADERS)
def test_any_headers(endpoint: tuple[str, str], headers: dict[str, bytes]) -> None:
    """Credentials, versions, keys and ETags of any bytes that HTTP allows."""
    method, template = endpoint
    _check(_ask(method, _shared_sessions().path(template), b"{}", headers))


@ON_EVERYTHING
@given(
    method=st.sampled_from(["GET", "PUT", "POST", "PATCH", "DELETE", "OPTIONS", "TRACE"]),
    prefix=st.sampled_from(
        ["/v1/", "/v1/checkouts/", "/checkout_sessions/", "/.well-known/", "/v1/checkouts?"]
    ),
    tail=st.text(max_size=30),
)
def test_any_path(method: str, prefix: str, tail: str) -> None:
    """Any path and query under the dialects' prefixes."""
    _check(_ask(method, prefix + quote(tail, safe="/?%&="), b"{}"))


@ON_EVERYTHING
@given(
    path=st.sampled_from(READ),
    query=st.dictionaries(
        st.sampled_from(
            ["version", "at", "limit", "cursor", "status", "buyer_email", "created_after"]
        )
        | st.text(max_size=5),
        st.text(max_size=30)
        | st.integers().map(str)
        | st.sampled_from(["2026-03-01T12:00:00Z", "9999-12-31T23:59:59+14:00", "٣"]),
        max_size=4,
    ),
)
def test_any_query(path: str, query: dict[str, str]) -> None:
    """Invalid times, limits and cursors, and unknown parameters."""
    pairs = "&".join(f"{quote(name)}={quote(value)}" for name, value in query.items())
    _check(_ask("GET", f"{_shared_sessions().path(path)}?{pairs}"))

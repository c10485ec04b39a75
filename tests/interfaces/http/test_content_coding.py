"""Request bodies with a Content-Encoding."""

import pytest
from fastapi import Request

from interfaces.http.errors.request_errors import UnsupportedMediaType
from interfaces.http.request.body.reader import require_json
from tests.interfaces.api.api_fixture import KEY, ApiFixture
from tests.interfaces.dialects.session.app_fixture import AppFixture as SessionFixture
from tests.interfaces.dialects.svea.app_fixture import CREATION as ORDER
from tests.interfaces.dialects.svea.app_fixture import AppFixture as SveaFixture
from tests.interfaces.dialects.walley.app_fixture import CREATION
from tests.interfaces.dialects.walley.app_fixture import AppFixture as WalleyFixture


def request_in(coding: str) -> Request:
    """A request with this Content-Encoding."""
    return Request({"type": "http", "headers": [(b"content-encoding", coding.encode())]})


@pytest.mark.parametrize("coding", ["gzip", "br", "gzip, identity"])
def test_an_encoded_body_is_refused(coding: str) -> None:
    """An encoded body is refused, and the error names the encoding."""
    with pytest.raises(UnsupportedMediaType) as refused:
        require_json(request_in(coding))
    assert coding in refused.value.got


def test_an_encoding_in_a_second_header_is_refused() -> None:
    """Several headers with one name are one list (RFC 9110 §5.3)."""
    headers = [(b"content-encoding", b"identity"), (b"content-encoding", b"gzip")]
    with pytest.raises(UnsupportedMediaType) as refused:
        require_json(Request({"type": "http", "headers": headers}))
    assert refused.value.got == "Content-Encoding: identity, gzip"


@pytest.mark.parametrize("coding", ["identity", "Identity", ""])
def test_identity_is_accepted(coding: str) -> None:
    """The encoding `identity`, or an empty value, is accepted."""
    require_json(request_in(coding))


async def test_walley_and_svea_refuse_an_encoded_body() -> None:
    """415 names the encoding and the accepted one. A 415 for a media type has no Accept-Encoding."""
    for answer in (
        await WalleyFixture().ask("POST", "/checkouts", CREATION, Content_Encoding="gzip"),
        await SveaFixture().ask("POST", "/api/orders", ORDER, Content_Encoding="gzip"),
    ):
        assert answer.status_code == 415
        assert answer.headers["accept-encoding"] == "identity"
        assert "Content-Encoding: gzip" in answer.text
    other = await WalleyFixture().ask("POST", "/checkouts", CREATION, Content_Type="text/plain")
    assert other.status_code == 415
    assert "accept-encoding" not in other.headers


@pytest.mark.parametrize("path", ["/v1/checkouts", "/checkout_sessions"])
async def test_stateset_and_acp_refuse_an_encoded_body(path: str) -> None:
    """415 names the encoding and the accepted one."""
    headers = {
        "Authorization": "Bearer sk_test_demo",
        "API-Version": "2026-04-17",
        "Idempotency-Key": "k",
        "Content-Type": "application/json",
        "Content-Encoding": "gzip",
    }
    answer = await SessionFixture().client.post(path, headers=headers, content=b"x")
    assert answer.status_code == 415
    assert answer.headers["accept-encoding"] == "identity"
    assert "Content-Encoding: gzip" in answer.text


async def test_the_own_apis_refuse_an_encoded_body() -> None:
    """tillroll's own APIs answer 415 with Accept-Encoding."""
    api = ApiFixture()
    headers = KEY | {"Content-Encoding": "gzip"}
    answer = await api.client.post("/payments/c/succeeded", headers=headers, json={})
    assert answer.status_code == 415
    assert answer.headers["accept-encoding"] == "identity"


async def test_the_token_endpoint_refuses_an_encoded_body() -> None:
    """The token endpoint answers 400 in OAuth's error format (RFC 6749 §5.2)."""
    answer = await WalleyFixture().client.post(
        "/oauth2/v2.0/token",
        headers={"Content-Encoding": "gzip", "Content-Type": "application/x-www-form-urlencoded"},
        content=b"x",
    )
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")
    assert answer.headers["accept-encoding"] == "identity"

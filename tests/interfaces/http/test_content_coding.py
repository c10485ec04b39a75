"""Request bodies in a content coding."""

import pytest
from fastapi import Request

from interfaces.http.errors.request_errors import UnsupportedMediaType
from interfaces.http.request.body.reader import require_json
from tests.interfaces.api.api_fixture import KEY, ApiFixture
from tests.interfaces.dialects.session.app_fixture import AppFixture as AgentsShop
from tests.interfaces.dialects.svea.app_fixture import CREATION as ORDER
from tests.interfaces.dialects.svea.app_fixture import AppFixture as SveaShop
from tests.interfaces.dialects.walley.app_fixture import CREATION
from tests.interfaces.dialects.walley.app_fixture import AppFixture as WalleyShop


def request_in(coding: str) -> Request:
    """A request that declares its body's content coding."""
    return Request({"type": "http", "headers": [(b"content-encoding", coding.encode())]})


@pytest.mark.parametrize("coding", ["gzip", "br", "gzip, identity"])
def test_a_content_coding_is_refused_by_name(coding: str) -> None:
    """A body in a content coding is refused, and the fault names the coding."""
    with pytest.raises(UnsupportedMediaType) as refused:
        require_json(request_in(coding))
    assert coding in refused.value.got


def test_a_coding_in_a_second_header_is_refused() -> None:
    """Several headers of one name are one list (RFC 9110 §5.3)."""
    headers = [(b"content-encoding", b"identity"), (b"content-encoding", b"gzip")]
    with pytest.raises(UnsupportedMediaType) as refused:
        require_json(Request({"type": "http", "headers": headers}))
    assert refused.value.got == "Content-Encoding: identity, gzip"


@pytest.mark.parametrize("coding", ["identity", "Identity", ""])
def test_identity_is_taken(coding: str) -> None:
    """The identity coding is no coding."""
    require_json(request_in(coding))


async def test_walley_and_svea_refuse_one_in_their_own_shape() -> None:
    """415 names the coding and what would be taken instead; a media type that is not JSON names no coding."""
    for answer in (
        await WalleyShop().ask("POST", "/checkouts", CREATION, Content_Encoding="gzip"),
        await SveaShop().ask("POST", "/api/orders", ORDER, Content_Encoding="gzip"),
    ):
        assert answer.status_code == 415
        assert answer.headers["accept-encoding"] == "identity"
        assert "Content-Encoding: gzip" in answer.text
    other = await WalleyShop().ask("POST", "/checkouts", CREATION, Content_Type="text/plain")
    assert other.status_code == 415
    assert "accept-encoding" not in other.headers


@pytest.mark.parametrize("path", ["/v1/checkouts", "/checkout_sessions"])
async def test_stateset_and_acp_refuse_one_in_their_own_shape(path: str) -> None:
    """415 names the coding and what would be taken instead."""
    headers = {
        "Authorization": "Bearer sk_test_demo",
        "API-Version": "2026-04-17",
        "Idempotency-Key": "k",
        "Content-Type": "application/json",
        "Content-Encoding": "gzip",
    }
    answer = await AgentsShop().client.post(path, headers=headers, content=b"x")
    assert answer.status_code == 415
    assert answer.headers["accept-encoding"] == "identity"
    assert "Content-Encoding: gzip" in answer.text


async def test_the_own_apis_refuse_one() -> None:
    """415 as a problem."""
    api = ApiFixture()
    headers = KEY | {"Content-Encoding": "gzip"}
    answer = await api.client.post("/payments/c/succeeded", headers=headers, json={})
    assert answer.status_code == 415
    assert answer.headers["accept-encoding"] == "identity"


async def test_the_token_endpoint_refuses_one() -> None:
    """In the shape of OAuth, whose errors are 400 (RFC 6749 §5.2)."""
    answer = await WalleyShop().client.post(
        "/oauth2/v2.0/token",
        headers={"Content-Encoding": "gzip", "Content-Type": "application/x-www-form-urlencoded"},
        content=b"x",
    )
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")
    assert answer.headers["accept-encoding"] == "identity"

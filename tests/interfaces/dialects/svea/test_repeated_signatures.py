"""A signature is good for the first method and path that it was sent to, and may be repeated there."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from fastapi import Request

from interfaces.dialects.svea.auth import Signatures
from interfaces.dialects.svea.settings import SveaCredential, SveaSettings
from interfaces.http.errors.request_errors import Unauthenticated
from interfaces.http.limits.memory import LimitsMemory
from interfaces.http.limits.signatures import UsedSignatures
from interfaces.http.merchant_settings import MerchantSettings
from tests.interfaces.dialects.svea.app_fixture import OPENED_AT, TIMESTAMP
from tests.interfaces.dialects.svea.signing_client import signed_headers

BODY = b'{"Cart":{"Items":[]}}'
FIRST = ("PUT", "/api/orders/1")


class Verifier:
    """The signatures of one merchant on a memory of their own, at a time that the tests set."""

    def __init__(self, **settings: Any) -> None:
        self.now = OPENED_AT
        credentials = (SveaCredential("100001", "secret"),)
        merchant = MerchantSettings("shop", SveaSettings(credentials=credentials, **settings))
        used = UsedSignatures(LimitsMemory())
        self._signatures = Signatures([merchant], self._clock, used)

    async def verify(
        self, method: str, path: str, body: bytes = BODY, timestamp: str = TIMESTAMP
    ) -> None:
        """Authenticate a request. Raises Unauthenticated."""

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        sent = signed_headers(body, timestamp, "100001", "secret")
        headers = [(name.lower().encode(), value.encode()) for name, value in sent.items()]
        scope = {"type": "http", "method": method, "path": path, "headers": headers, "state": {}}
        await self._signatures.caller(Request(scope, receive))

    def _clock(self) -> datetime:
        return self.now


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", "/api/orders/2"),
        ("POST", "/api/orders/1"),
        ("POST", "/api/orders"),
        ("GET", "/api/orders/1"),
    ],
)
async def test_a_recorded_signature_is_good_nowhere_else(method: str, path: str) -> None:
    """Another order, another method, or a read is refused, and the refusal is no failed sign-in."""
    verifier = Verifier()
    await verifier.verify(*FIRST)
    with pytest.raises(Unauthenticated, match="sent to another method or path") as caught:
        await verifier.verify(method, path)
    assert not caught.value.is_guess


async def test_the_same_request_may_be_repeated() -> None:
    """A client that got no answer sends the same method, path, body and Timestamp again, any number of times."""
    verifier = Verifier()
    for _ in range(3):
        await verifier.verify(*FIRST)
    with pytest.raises(Unauthenticated):
        await verifier.verify("PUT", "/api/orders/2")
    await verifier.verify(*FIRST)


async def test_reads_of_one_second_have_one_signature() -> None:
    """So the signature of a read is good for every path, and for no change."""
    verifier = Verifier()
    await verifier.verify("GET", "/api/orders/1", b"")
    await verifier.verify("GET", "/api/orders/2", b"")
    with pytest.raises(Unauthenticated):
        await verifier.verify("POST", "/api/orders", b"")


async def test_equal_changes_of_two_orders_need_two_timestamps() -> None:
    """A fraction of a second is enough."""
    verifier = Verifier()
    await verifier.verify(*FIRST)
    await verifier.verify("PUT", "/api/orders/2", timestamp=f"{TIMESTAMP}.001")


async def test_a_signature_is_kept_until_its_window_ends() -> None:
    """That is counted from its Timestamp, so one from the future is kept longer."""
    verifier = Verifier()
    verifier.now = OPENED_AT - timedelta(minutes=5)
    await verifier.verify(*FIRST)
    verifier.now = OPENED_AT + timedelta(minutes=5)
    with pytest.raises(Unauthenticated, match="another method or path"):
        await verifier.verify("PUT", "/api/orders/2")


async def test_a_merchant_may_leave_signatures_unbound() -> None:
    """For a shop whose equal changes of two orders have the same Timestamp, and which cannot send fractions."""
    verifier = Verifier(one_path_per_signature=False)
    await verifier.verify(*FIRST)
    await verifier.verify("PUT", "/api/orders/2")


async def test_an_old_timestamp_is_no_failed_sign_in() -> None:
    """A shop whose clock is wrong gets 401 with the reason, however often it sends requests."""
    verifier = Verifier()
    verifier.now = OPENED_AT + timedelta(minutes=6)
    with pytest.raises(Unauthenticated, match="minutes away") as caught:
        await verifier.verify(*FIRST)
    assert not caught.value.is_guess

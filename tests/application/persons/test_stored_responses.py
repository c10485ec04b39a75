"""Stored responses with personal data: sealed in few bytes, and those of earlier versions are replayed."""

import pytest

from application.persons.responses import open_response, seal_response
from application.ports.idempotency_store import StoredResponse
from tests.application.application_fixture import ApplicationFixture
from tests.domain.event_builders import NOW

BODY = b'{"buyer":{"name":"\xc3\x85sa"},"rows":[' + b'{"type":"tax","amount":0},' * 90 + b"0]}"


@pytest.mark.parametrize("body", [b"", b"{}", BODY, b"\x80\x00"])
async def test_a_sealed_response_is_replayed_as_it_was_sent(body: bytes) -> None:
    """Every body comes back with its status and headers."""
    app = ApplicationFixture()
    key = await app.storage.persons.key_for_sealing("c1", (), destroy_after=NOW)
    sent = StoredResponse(status=201, body=body, headers=(("etag", '"1"'),))
    sealed = seal_response(sent, "c1", key)
    assert not body or body not in sealed.body
    assert await open_response(sealed, app.storage.persons) == sent


async def test_a_response_is_compressed_before_it_is_sealed() -> None:
    """Sealed octets cannot be compressed later, by PostgreSQL for example."""
    app = ApplicationFixture()
    key = await app.storage.persons.key_for_sealing("c1", (), destroy_after=NOW)
    assert len(seal_response(StoredResponse(status=200, body=BODY), "c1", key).body) < len(BODY) / 4


async def test_a_response_of_an_earlier_version_is_replayed() -> None:
    """It has the text itself sealed, under another name."""
    app = ApplicationFixture()
    key = await app.storage.persons.key_for_sealing("c1", (), destroy_after=NOW)
    earlier = b"sealed for c1\n" + key.seal("response", BODY.decode()).encode()
    stored = StoredResponse(status=200, body=earlier)
    assert (await open_response(stored, app.storage.persons)).body == BODY

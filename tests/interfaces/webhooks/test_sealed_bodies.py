"""Personal data in the bodies of callbacks, which is opened when they are sent."""

import json
from datetime import UTC, datetime

import pytest

from application.ports.key_vault import DataKeyId
from application.ports.person_vault import PERSON, TamperedField
from interfaces.storage.memory.storage import InMemoryStorage
from interfaces.webhooks.sealed_bodies import SealedBodies

AT = datetime(2026, 3, 1, tzinfo=UTC)


async def sealed_street(storage: InMemoryStorage, text: str) -> str:
    """A street of a checkout, sealed with its key."""
    key = await storage.persons.key_for_sealing("c-1", (), destroy_after=AT)
    return key.seal("delivery.address", text)


async def test_sealed_texts_are_opened() -> None:
    """Strings anywhere in the body are in clear, the rest is as it was, and another attempt has the same bytes."""
    storage = InMemoryStorage()
    street = await sealed_street(storage, 'Gatan 1 "B" å')
    body = json.dumps({"a": [{"street": street}, street], "total": 2_600, "b": None}).encode()
    bodies = SealedBodies(storage.persons)
    opened = await bodies.open("c-1", body)
    assert json.loads(opened) == {
        "a": [{"street": 'Gatan 1 "B" å'}, 'Gatan 1 "B" å'],
        "total": 2_600,
        "b": None,
    }
    assert await bodies.open("c-1", body) == opened


async def test_a_body_without_sealed_texts_is_sent_as_it_is() -> None:
    """Its bytes are those that are stored, whatever they are."""
    bodies = SealedBodies(InMemoryStorage().persons)
    for body in (b"", b"no json", b'{"a" : 1.50}', b'{"a":"a sealed2: word"}'):
        assert await bodies.open("c-1", body) == body


async def test_erased_texts_are_left_out() -> None:
    """After the erasure of the person, the members and entries with their texts are gone."""
    storage = InMemoryStorage()
    street = await sealed_street(storage, "Gatan 1")
    body = json.dumps({"a": {"street": street, "country": "SE"}, "b": [street]}).encode()
    await storage.vault.destroy(DataKeyId(checkout_id="c-1", data_class=PERSON), AT)
    opened = await SealedBodies(storage.persons).open("c-1", body)
    assert json.loads(opened) == {"a": {"country": "SE"}, "b": []}


async def test_a_changed_text_is_not_sent() -> None:
    """A text that its own key does not authenticate is an error."""
    storage = InMemoryStorage()
    street = await sealed_street(storage, "Gatan 1")
    changed = street[:-6] + ("A" if street[-6] != "A" else "B") + street[-5:]
    with pytest.raises(TamperedField):
        await SealedBodies(storage.persons).open("c-1", json.dumps([changed]).encode())

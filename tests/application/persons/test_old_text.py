"""Personal data in events is found in the clear, sealed, and compared with what it was."""

import dataclasses
import json
from collections.abc import Iterator, Sequence
from typing import Any, get_args, get_type_hints

from application.persons.fields import FieldChange
from application.persons.old_text import (
    clear_fields,
    first_difference,
    has_clear_text,
    is_clear,
    map_event,
    seal_with,
)
from application.ports.person_vault import PersonAccess
from domain.events import EVENTS, CheckoutEvent, CustomerIdentified, DeliveryChanged, Opened
from domain.provenance import Provenance
from domain.values.customer import Address, Customer
from domain.values.fulfilment import Fulfilment, Recipient
from interfaces.storage.codecs.field_sealing import SealingKey
from tests.domain.event_builders import ID, NOW, SHOP, numbered, opened

KEY = SealingKey(ID, lambda: bytes(range(32)))
SHOPPER = Provenance(
    actor=f"shopper:{ID}",
    dialect="shopper",
    operation="identify customer",
    request_id="r-2",
    address="203.0.113.7",
    user_agent="a browser",
)
HOME = Address(address="Gatan 1", postal_code="111 22", city="Lund", country="SE", state="M")
SETTINGS = '{"email": "ada@example.com"}'
PERSONAL = (Customer, Address, Fulfilment, Recipient)


def _map_settings(settings: str, change: FieldChange) -> str:
    """Change the only text of the settings."""
    found = json.loads(settings)
    return json.dumps({name: change(f"settings.{name}", text) for name, text in found.items()})


MAPS = {"walley": _map_settings}


def _history(by: Provenance = SHOPPER) -> list[CheckoutEvent]:
    """A checkout whose customer has an address, and whose delivery has one and a recipient."""
    common: dict[str, Any] = {"originator_id": ID, "timestamp": NOW, "provenance": by}
    customer = Customer(email="ada@example.com", billing_address=HOME)
    delivery = Fulfilment(needs_address=True, address=HOME, recipient=Recipient(name="Ada"))
    return [
        *numbered([opened()]),
        CustomerIdentified(**common, originator_version=2, customer=customer),
        DeliveryChanged(**common, originator_version=3, delivery=delivery),
    ]


def _seal(events: Sequence[CheckoutEvent]) -> list[CheckoutEvent]:
    return [map_event(event, seal_with(KEY), MAPS) for event in events]


def _types(hint: Any) -> Iterator[Any]:
    yield hint
    for part in get_args(hint):
        yield from _types(part)


def test_every_event_with_personal_data_is_known() -> None:
    """A new event that holds a customer, an address or a recipient has to be added to `map_event`."""
    holding = {
        event
        for event in EVENTS
        for hint in get_type_hints(event).values()
        if any(kind in PERSONAL for kind in _types(hint))
    }
    assert holding == {CustomerIdentified, DeliveryChanged}


def test_clear_text_is_found_until_it_is_sealed() -> None:
    """Events of shoppers and events with personal data have clear text; after sealing, no event has."""
    events = _history()
    assert [has_clear_text(event, MAPS) for event in events] == [False, True, True]
    assert not any(has_clear_text(event, MAPS) for event in _seal(events))
    found = clear_fields(lambda note: map_event(events[1], note, MAPS))
    assert found["customer.email"] == ["ada@example.com"]
    assert found["billing.city"] == ["Lund"]
    assert found["provenance.address"] == ["203.0.113.7"]
    assert "billing.country" not in found, "taxes depend on it"


def test_a_shop_is_no_person() -> None:
    """The provenance of a shop's request stays clear; the customer in the event does not."""
    _, identified, _ = _history(by=dataclasses.replace(SHOP, address="198.51.100.1"))
    assert has_clear_text(identified, MAPS)
    assert map_event(identified, seal_with(KEY), MAPS).provenance == identified.provenance


def test_sealed_text_is_not_sealed_again() -> None:
    """Sealing is idempotent, so an interrupted run is continued."""
    sealed = _seal(_history())
    assert _seal(sealed) == sealed
    assert not is_clear(KEY.seal("customer.email", "ada@example.com"))


def test_a_sealed_history_is_compared_with_the_one_before() -> None:
    """A history is the same after sealing. Another text, another key and a lost field are differences."""
    events, access = _history(), PersonAccess(key=KEY)
    sealed = _seal(events)
    assert first_difference(events, sealed, access, MAPS) is None
    assert first_difference(sealed, sealed, access, MAPS) is None
    other = PersonAccess(key=SealingKey(ID, lambda: bytes(32)))
    assert first_difference(events, sealed, other, MAPS) == 2
    lost = sealed[-1]
    assert isinstance(lost, DeliveryChanged)
    without = dataclasses.replace(lost.delivery, recipient=None)
    changed = [*sealed[:-1], dataclasses.replace(lost, delivery=without)]
    assert first_difference(events, changed, access, MAPS) == 3
    later = dataclasses.replace(sealed[1], timestamp=NOW.replace(year=2027))
    assert first_difference(events, [sealed[0], later, sealed[2]], access, MAPS) == 2


def test_the_settings_of_a_dialect_have_clear_text() -> None:
    """The texts that the dialect names are found, sealed, and compared with those of before."""
    first = _opened_with(SETTINGS)
    assert has_clear_text(first, MAPS)
    found = clear_fields(lambda note: map_event(first, note, MAPS))
    assert found == {"settings.email": ["ada@example.com"]}
    (sealed,) = _seal([first])
    assert isinstance(sealed, Opened)
    assert "ada@" not in sealed.settings
    assert not has_clear_text(sealed, MAPS)
    assert _seal([sealed]) == [sealed]
    access = PersonAccess(key=KEY)
    assert first_difference([first], [sealed], access, MAPS) is None
    lost = dataclasses.replace(sealed, settings="{}")
    assert first_difference([first], [lost], access, MAPS) == 1


def test_the_settings_of_other_dialects_stay() -> None:
    """A dialect that names no text has settings without personal data."""
    first = _opened_with(SETTINGS)
    assert not has_clear_text(first, {"svea": _map_settings})
    assert map_event(first, seal_with(KEY), {"svea": _map_settings}) == first


def _opened_with(settings: str) -> Opened:
    (first,) = numbered([opened()])
    assert isinstance(first, Opened)
    assert first.dialect == "walley"
    return dataclasses.replace(first, settings=settings)

"""Finds and seals the personal data that earlier versions recorded in the clear.

A text is sealed or clear by its form, so a history that is sealed in part is continued, and a sealed one stays.
Only a dialect knows which texts of its settings are personal, so the functions take the `SettingsMap` of each dialect.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from application.persons.fields import (
    FieldChange,
    SettingsMap,
    map_customer,
    map_fulfilment,
    map_provenance,
)
from application.persons.sealing import with_access
from application.ports.person_vault import SEALED_FIELD, PersonAccess, PersonKey
from domain.checkout import Checkout
from domain.events import CheckoutEvent, CustomerIdentified, DeliveryChanged, Opened

SettingsMaps = Mapping[str, SettingsMap]
"""How to change the personal texts of settings, by the name of the dialect. Other settings have none."""


def map_event(
    event: CheckoutEvent, change: FieldChange, settings_maps: SettingsMaps
) -> CheckoutEvent:
    """Return the event with every personal field changed."""
    by = map_provenance(event.provenance, change)
    match event:
        case CustomerIdentified():
            return replace(event, provenance=by, customer=map_customer(event.customer, change))
        case DeliveryChanged():
            return replace(event, provenance=by, delivery=map_fulfilment(event.delivery, change))
        case Opened(dialect=dialect) if dialect in settings_maps:
            settings = settings_maps[dialect](event.settings, change)
            return replace(event, provenance=by, settings=settings)
        case _:
            return event if by is event.provenance else replace(event, provenance=by)


def clear_fields(collect: Callable[[FieldChange], object]) -> Mapping[str, Sequence[str]]:
    """Return the clear texts of the fields that `collect` passes to its argument, by the names of the fields."""
    found: defaultdict[str, list[str]] = defaultdict(list)

    def note(name: str, text: str) -> str:
        if is_clear(text) and text not in found[name]:
            found[name].append(text)
        return text

    collect(note)
    return {name: texts for name, texts in found.items() if texts}


def has_clear_text(event: CheckoutEvent, settings_maps: SettingsMaps) -> bool:
    """Return whether the event has personal data in the clear."""
    may_have = isinstance(event, CustomerIdentified | DeliveryChanged | Opened)
    if not (may_have or event.provenance.is_shopper):
        return False
    return bool(clear_fields(lambda note: map_event(event, note, settings_maps)))


def is_clear(text: str) -> bool:
    """Return whether the text of a personal field is not sealed."""
    return SEALED_FIELD.fullmatch(text) is None


def seal_with(key: PersonKey) -> FieldChange:
    """Return a change that seals clear texts and leaves sealed ones."""
    return lambda name, text: key.seal(name, text) if is_clear(text) else text


def open_with(access: PersonAccess) -> FieldChange:
    """Return a change that opens sealed texts and leaves clear ones. Erased texts become None."""
    return lambda _, text: text if is_clear(text) else access.open(text)


def first_difference(
    before: Sequence[CheckoutEvent],
    after: Sequence[CheckoutEvent],
    access: PersonAccess,
    settings_maps: SettingsMaps,
) -> int | None:
    """Return the first version at which a history differs from the one before it was sealed; None if none does.

    Both are opened, compared event by event, and replayed: the states of each version are compared too. Texts that were
    sealed before are erased in both if their key is gone. Raises what the appliers raise.
    """
    unseal = open_with(access)
    old: Checkout | None = None
    new: Checkout | None = None
    for recorded, sealed in zip(before, after, strict=True):
        old = recorded.mutate(None) if old is None else old.replay([recorded])
        new = sealed.mutate(None) if new is None else new.replay([sealed])
        assert old is not None
        assert new is not None
        same_state = vars(with_access(old, access)) == vars(with_access(new, access))
        opened = [map_event(event, unseal, settings_maps) for event in (recorded, sealed)]
        if not same_state or opened[0] != opened[1]:
            return recorded.originator_version
    return None

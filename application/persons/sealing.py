"""Seals personal data of commands before the domain decides on them, and opens it in checkouts for dialects.

Events, snapshots, projections, the refusal log and stored responses hold sealed texts only. Equal data of one checkout
is sealed to equal texts, so the domain compares sealed data, and a change of nothing is still nothing.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final, Generic, TypeVar

from application.commands.change import Change
from application.commands.purchase import CommitPurchase, Display
from application.commands.shop import OpenCheckout
from application.history.shown.digests import with_digests
from application.persons.fields import (
    FieldChange,
    collect_fields,
    copy_with,
    has_person,
    map_buyer_context,
    map_change,
    map_customer,
    map_fulfilment,
    map_opening,
    map_provenance,
    map_purchaser,
    map_settings,
    setting_field,
)
from application.persons.identities import identities_of
from application.ports.person_vault import (
    SEALED_FIELD,
    NewPersonKey,
    PersonAccess,
    PersonKey,
    PersonVault,
)
from domain.checkout import Checkout
from domain.provenance import Provenance
from domain.values.customer import Address, Customer
from domain.values.fulfilment import Fulfilment, FulfilmentDestination, FulfilmentGroup, Recipient

NEVER: Final = datetime(9999, 1, 1, tzinfo=UTC)
"""The time of erasure of a key that nothing limits."""
Retention = Callable[[datetime], datetime]
"""Takes the present time and returns when the erasure job looks at a new key for the first time."""
_C = TypeVar("_C")
_Receiver = TypeVar("_Receiver", Fulfilment, FulfilmentDestination)


def _keep(_: datetime) -> datetime:
    return NEVER


class Persons:
    """The sealing and opening of personal data with keys of `vault`. Every method raises StoreUnavailable."""

    def __init__(
        self, vault: PersonVault, clock: Callable[[], datetime], review: Retention = _keep
    ) -> None:
        self._vault = vault
        self._clock = clock
        self._review = review

    async def seal_change(
        self,
        checkout_id: str,
        change: Change,
        by: Provenance,
        country: str = "",
        known: PersonKey | None = None,
    ) -> "Sealed[Change]":
        """Return the command and the provenance with personal data sealed. `country` completes phone numbers.

        `known` is the key of the checkout, if the request has it already. It is enough where nothing has to be indexed.
        """
        key = await self._key_for(
            checkout_id,
            country,
            lambda note: (map_change(change, note), map_provenance(by, note)),
            is_needed=_display_of(change) is not None,
            known=known,
        )
        if key is None:
            return Sealed(change, by)
        return Sealed(
            _with_digests(map_change(change, key.seal), key), map_provenance(by, key.seal), key
        )

    async def seal_opening(
        self,
        checkout_id: str,
        command: OpenCheckout,
        by: Provenance,
        person: NewPersonKey | None = None,
    ) -> "SealedOpening":
        """Return the command to open a checkout, and its provenance, with personal data sealed with a new key.

        `person` is the key that sealed its settings.
        """
        new = person
        fields: defaultdict[str, list[str]] = defaultdict(list)

        def seal(name: str, text: str) -> str:
            nonlocal new
            new = new or self._new_key(checkout_id)
            if text not in fields[name]:
                fields[name].append(text)
            return new.key.seal(name, text)

        sealed, sealed_by = map_opening(command, seal), map_provenance(by, seal)
        if new is None or not fields:
            return SealedOpening(command, by, person)
        terms = await self._vault.index_terms(identities_of(fields, command.country))
        return SealedOpening(sealed, sealed_by, replace(new, terms=terms))

    def seal_settings(self, checkout_id: str, texts: Mapping[str, str]) -> "SealedSettings":
        """Return texts of a dialect's settings sealed, by their names, which have lower-case letters and underscores.

        In the settings, which are JSON text, each is to be a string of its own. A checkout that is opened here has the
        texts as they were given, and null after their erasure.
        """
        if not texts:
            return SealedSettings({})
        new = self._new_key(checkout_id)
        sealed = {name: new.key.seal(setting_field(name), text) for name, text in texts.items()}
        return SealedSettings(sealed, new)

    def _new_key(self, checkout_id: str) -> NewPersonKey:
        return self._vault.new_key(checkout_id, destroy_after=self._review(self._clock()))

    async def seal_provenance(self, checkout_id: str, by: Provenance) -> Provenance:
        """Return the provenance with the address and the user agent of a shopper sealed."""
        key = await self._key_for(checkout_id, "", lambda note: map_provenance(by, note))
        return by if key is None else map_provenance(by, key.seal)

    def look_up(self, checkout: Checkout | None) -> Awaitable[PersonAccess] | None:
        """Begin to look up what opens a checkout, and return that; None for one without personal data."""
        if checkout is None or not has_person(checkout):
            return None
        return self._vault.access(checkout.id)

    async def open(
        self,
        checkout: Checkout,
        key: PersonKey | None = None,
        access: Awaitable[PersonAccess] | None = None,
    ) -> "OpenedCheckout":
        """Return the checkout with its personal data in clear. Erased data is absent.

        `key` is that of the checkout, if the request has sealed data with it already; `access` is what `look_up` began.
        """
        if not has_person(checkout):
            return OpenedCheckout(checkout, None)
        if key is not None:
            found = PersonAccess(key=key)
        else:
            found = await (access or self._vault.access(checkout.id))
        return OpenedCheckout(with_access(checkout, found), found.key)

    async def _key_for(
        self,
        checkout_id: str,
        country: str,
        collect: Callable[[FieldChange], object],
        *,
        is_needed: bool = False,
        known: PersonKey | None = None,
    ) -> PersonKey | None:
        """Return the key that seals the fields, or None if `collect` finds no field and it is not needed otherwise."""
        fields = collect_fields(collect)
        if not fields and (known is not None or not is_needed):
            return known if is_needed else None
        return await self._vault.key_for_sealing(
            checkout_id,
            identities_of(fields, country),
            destroy_after=self._review(self._clock()),
        )


@dataclass(frozen=True)
class Sealed(Generic[_C]):
    """A command and its provenance with personal data sealed, and the key; None if they have no such data."""

    change: _C
    by: Provenance
    key: PersonKey | None = None


@dataclass(frozen=True)
class SealedOpening:
    """A command to open a checkout and its provenance, sealed, and the new key; None if they have no such data."""

    command: OpenCheckout
    by: Provenance
    person: NewPersonKey | None

    @property
    def key(self) -> PersonKey | None:
        """The key that opens the new checkout."""
        return None if self.person is None else self.person.key


@dataclass(frozen=True)
class SealedSettings:
    """Sealed texts of the settings of a checkout that is being opened, and its new key."""

    texts: Mapping[str, str]
    person: NewPersonKey | None = None


@dataclass(frozen=True, kw_only=True)
class KnownKey:
    """The key of the personal data of a checkout at a version. An erasure changes the version first."""

    key: PersonKey
    version: int


@dataclass(frozen=True)
class OpenedCheckout:
    """A checkout with its personal data in clear, and the key that sealed it; None if it has no such data."""

    checkout: Checkout
    key: PersonKey | None


def with_access(checkout: Checkout, access: PersonAccess) -> Checkout:
    """Return a copy of the checkout with its personal data opened. Erased data is absent, as if it was never given."""

    key = access.key

    def open_field(_: str, text: str) -> str | None:
        if SEALED_FIELD.fullmatch(text):
            return None if key is None else key.open(text)
        return text

    opened = checkout.draft()
    opened.settings = map_settings(checkout.settings, open_field)
    if checkout.customer is not None:
        opened.customer = _present(map_customer(checkout.customer, open_field), checkout.customer)
    opened.buyer_context = map_buyer_context(checkout.buyer_context, open_field)
    opened.purchaser = map_purchaser(checkout.purchaser, open_field)
    if checkout.delivery is not None:
        delivery = map_fulfilment(checkout.delivery, open_field)
        opened.delivery = _present_fulfilment(delivery, checkout.delivery)
    return opened


def _display_of(change: Change) -> Display | None:
    shown = change.shown if isinstance(change, CommitPurchase) else None
    return shown if isinstance(shown, Display) else None


def _with_digests(change: Change, key: PersonKey) -> Change:
    match change:
        case CommitPurchase(shown=Display() as display):
            return replace(change, shown=with_digests(display, key))
        case _:
            return change


def _present(opened: Customer, sealed: Customer) -> Customer | None:
    """Return the customer without addresses that are erased; None if all of the data is."""
    delivery = _present_address(opened.delivery_address, sealed.delivery_address)
    billing = _present_address(opened.billing_address, sealed.billing_address)
    if (delivery, billing) != (opened.delivery_address, opened.billing_address):
        opened = replace(opened, delivery_address=delivery, billing_address=billing)
    is_erased = opened == Customer(kind=sealed.kind) and sealed != Customer(kind=sealed.kind)
    return None if is_erased else opened


def _present_fulfilment(opened: Fulfilment, sealed: Fulfilment) -> Fulfilment:
    present = _with_present_parts(opened, sealed)
    groups = tuple(map(_present_group, opened.groups, sealed.groups))
    return copy_with(present, {"groups": groups}) if groups else present


def _present_group(opened: FulfilmentGroup, sealed: FulfilmentGroup) -> FulfilmentGroup:
    destinations = map(_with_present_parts, opened.destinations, sealed.destinations)
    return copy_with(opened, {"destinations": tuple(destinations)})


def _with_present_parts(opened: _Receiver, sealed: _Receiver) -> _Receiver:
    address = _present_address(opened.address, sealed.address)
    recipient = _present_recipient(opened.recipient, sealed.recipient)
    return copy_with(opened, {"address": address, "recipient": recipient})


def _present_recipient(opened: Recipient | None, sealed: Recipient | None) -> Recipient | None:
    return None if opened == Recipient() and sealed != Recipient() else opened


def _present_address(opened: Address | None, sealed: Address | None) -> Address | None:
    if opened is None or sealed is None:
        return opened
    rest = Address(country=sealed.country, state=sealed.state)
    return None if opened == rest and sealed != rest else opened

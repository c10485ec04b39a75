"""Narrows a search of the audit log to the checkouts of a person, by blind index."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from application.persons import identities
from application.ports.audit_log import AuditFilter
from application.ports.person_vault import Identity, PersonVault

ADDRESS_FIELD = "provenance.address"


@dataclass(frozen=True, kw_only=True)
class PersonQuery:
    """What a person is looked for by. A checkout must have all that are set. `country` completes a phone number."""

    email: str | None = None
    phone: str | None = None
    name: str | None = None
    national_id: str | None = None
    country: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether no value is set."""
        return (self.email, self.phone, self.name, self.national_id) == (None, None, None, None)

    def identities(self) -> Iterator[tuple[Identity, ...]]:
        """Yield the identities of each value; one of each has to match."""
        kinds: tuple[tuple[str | None, Callable[[str], Iterable[Identity]]], ...] = (
            (self.email, identities.email),
            (self.phone, partial(identities.phone, country=self.country)),
            (self.name, identities.name),
            (self.national_id, identities.national_id),
        )
        for text, read in kinds:
            if text is not None:
                yield tuple(read(text))


async def checkouts_of(vault: PersonVault, query: PersonQuery) -> frozenset[str]:
    """Return the ids of the checkouts and address books of a person, of any merchant. Raises StoreUnavailable."""
    found: frozenset[str] | None = None
    for alternatives in query.identities():
        matching = frozenset(
            [checkout for identity in alternatives for checkout in await vault.find(identity)]
        )
        found = matching if found is None else found & matching
    return found or frozenset()


async def narrow_to_person(
    wanted: AuditFilter, vault: PersonVault, query: PersonQuery
) -> AuditFilter:
    """Return the filter for the events of a person's checkouts. Raises StoreUnavailable."""
    if query.is_empty:
        return wanted
    return replace(wanted, checkout_ids=tuple(sorted(await checkouts_of(vault, query))))


async def with_sealed_addresses(wanted: AuditFilter, vault: PersonVault) -> AuditFilter:
    """Return the filter for a network address that finds those of shoppers too, which are sealed.

    An address is sealed differently in each checkout. Raises StoreUnavailable.
    """
    if not wanted.addresses:
        return wanted
    sealed: list[str] = []
    for address in wanted.addresses:
        (identity,) = identities.network_address(address)
        accesses = await vault.accesses(await vault.find(identity))
        keys = [access.key for access in accesses.values() if access.key is not None]
        sealed += [key.seal(ADDRESS_FIELD, address) for key in keys]
    return replace(wanted, addresses=(*wanted.addresses, *sealed))

"""Finds checkouts by any name that a customer or a shop has for one: an id, a number, a reference, or the person.

The names are tried in a fixed order, and the first kind that finds a checkout of the reader's merchants ends the
look-up. A public token and a recurring token are credentials and are never looked up.
"""

import enum
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from application.checkouts import aliases
from application.checkouts.repository import CheckoutRepository
from application.history.finding.found_checkout import FoundCheckout, from_state, values_of
from application.history.refusal_search import RefusalSearch
from application.persons.search import PersonQuery, checkouts_of
from application.ports.audit_log import AuditEntry, AuditFilter, AuditLog
from application.ports.event_store import EventStore
from application.ports.person_vault import PersonVault
from application.ports.refusal_log import LoggedRefusal, RefusalFilter, RefusalLog
from domain.events import ReferenceChanged
from domain.refusals import CheckoutNotFound

MOST_FOUND: Final = 50
_MOST_EXAMINED: Final = 1000
_ENTRIES: Final = 200
_BEYOND_ALL: Final = 2**63 - 1
_CHECKOUT_ID: Final = re.compile(r"[A-Za-z0-9._~-]{1,200}")
_ORDER_NUMBER: Final = re.compile(r"[1-9][0-9]{0,18}")


class NameKind(enum.Enum):
    """What kind of name found a checkout. The values are those of the APIs."""

    CHECKOUT = "checkout"
    ORDER_NUMBER = "order-number"
    REFERENCE = "reference"
    ORDER_ID = "order-id"
    PURCHASE_ID = "purchase-id"
    PAYMENT_ID = "payment-id"
    REQUEST_ID = "request-id"
    EMAIL = "email"
    PHONE = "phone"
    NATIONAL_ID = "national-id"
    PERSON_NAME = "name"

    @property
    def is_personal(self) -> bool:
        """Whether the name is personal data."""
        return self in _PERSONAL


_PERSONAL: Final = frozenset(
    (NameKind.EMAIL, NameKind.PHONE, NameKind.NATIONAL_ID, NameKind.PERSON_NAME)
)
_ASSIGNED: Final = (
    (NameKind.ORDER_ID, "/order_id"),
    (NameKind.PURCHASE_ID, "/purchase_id"),
)


@dataclass(frozen=True, kw_only=True)
class NameMatch:
    """The checkouts that have a name of one kind, the last changed one first; at most MOST_FOUND.

    With `is_cut` there are more. `refused` are the refused commands of these checkouts that have the name as the id of
    their request, newest first. With `is_only_refused`, no event has it.
    """

    kind: NameKind
    checkouts: Sequence[FoundCheckout]
    is_cut: bool
    refused: Sequence[LoggedRefusal] = ()
    is_only_refused: bool = False


@dataclass(frozen=True)
class _Named:
    kind: NameKind
    ids: Sequence[str]
    refused: Sequence[LoggedRefusal] = ()
    is_only_refused: bool = False


class NameLookup:
    """Looks names up. Every method raises StoreUnavailable.

    The id of a checkout, its order number, a unique reference and the request id of a refused command are found as soon
    as they are recorded. The other names are found when the audit log has them. What is returned of a checkout is
    always its present state.
    """

    def __init__(
        self,
        *,
        histories: CheckoutRepository,
        store: EventStore,
        audit_log: AuditLog,
        persons: PersonVault,
        refusals: RefusalLog,
    ) -> None:
        self._refusals = RefusalSearch(refusals, persons)
        self._histories = histories
        self._store = store
        self._audit_log = audit_log
        self._persons = persons

    async def find(
        self, name: str, merchants: tuple[str, ...] | None, *, looks_for_persons: bool = False
    ) -> NameMatch | None:
        """Return the checkouts of `merchants` (None for all) that have the name; None if there are none.

        The order is: id of the checkout, order number, reference, order id, purchase id or payment id, id of a request.
        With `looks_for_persons`, then: e-mail address, phone number, national id, name of a person or company.
        """
        name = name.strip()
        if not name:
            return None
        kinds = [self._by_id, self._by_order_number, self._by_reference, self._by_assigned_id]
        for look_up in (*kinds, self._by_request_id):
            named = await look_up(name, merchants)
            if found := await self._match(named, merchants):
                return found
        for kind, query in _person_queries(name) if looks_for_persons else ():
            ids = sorted(await checkouts_of(self._persons, query))
            if found := await self._match(_Named(kind, ids), merchants):
                return found
        return None

    async def _by_id(self, name: str, _: tuple[str, ...] | None) -> _Named:
        ids = [name] if _CHECKOUT_ID.fullmatch(name) else []
        return _Named(NameKind.CHECKOUT, ids)

    async def _by_order_number(self, name: str, _: tuple[str, ...] | None) -> _Named:
        owner = None
        if _ORDER_NUMBER.fullmatch(name):
            owner = await self._store.find(aliases.order_number(int(name)))
        return _Named(NameKind.ORDER_NUMBER, [] if owner is None else [owner])

    async def _by_reference(self, name: str, merchants: tuple[str, ...] | None) -> _Named:
        """Find the checkouts that have or had the reference. A unique one is found without the audit log too."""
        owners: list[str] = []
        for merchant in merchants or ():
            owner = await self._store.find(aliases.unique_reference(merchant, name))
            owners += () if owner is None else (owner,)
        wanted = AuditFilter(merchants=merchants, reference=name, types=(ReferenceChanged.TOPIC,))
        entries = await self._newest_entries(wanted)
        return _Named(NameKind.REFERENCE, [*owners, *(each.checkout_id for each in entries)])

    async def _by_assigned_id(self, name: str, merchants: tuple[str, ...] | None) -> _Named:
        entries = await self._newest_entries(AuditFilter(merchants=merchants, assigned_id=name))
        kind = _assigned_kind(entries[0], name) if entries else NameKind.PAYMENT_ID
        return _Named(kind, [each.checkout_id for each in entries])

    async def _by_request_id(self, name: str, merchants: tuple[str, ...] | None) -> _Named:
        entries = await self._newest_entries(AuditFilter(merchants=merchants, request_id=name))
        wanted = RefusalFilter(merchants=merchants, request_id=name)
        refused = await self._refusals.page(wanted, limit=MOST_FOUND, sees_persons=False)
        ids = [
            *(each.checkout_id for each in entries),
            *(each.refusal.checkout_id for each in refused),
        ]
        return _Named(NameKind.REQUEST_ID, ids, refused, is_only_refused=not entries)

    async def _newest_entries(self, wanted: AuditFilter) -> list[AuditEntry]:
        """Return the newest entries, the newest first. There are more only where one request id has many events."""
        page = await self._audit_log.page(wanted, after=None, before=_BEYOND_ALL, limit=_ENTRIES)
        return list(page.entries)[::-1]

    async def _match(self, named: _Named, merchants: tuple[str, ...] | None) -> NameMatch | None:
        ids = list(dict.fromkeys(named.ids))
        if len(ids) > MOST_FOUND:
            ids = await self._last_changed_first(ids[:_MOST_EXAMINED], merchants)
        found: list[FoundCheckout] = []
        for checkout_id in ids[: MOST_FOUND + 1]:
            try:
                checkout = await self._histories.newest(checkout_id)
            except CheckoutNotFound:
                continue
            if merchants is not None and checkout.merchant not in merchants:
                continue
            (newest,) = await self._store.events(
                checkout_id, after=checkout.version - 1, up_to=checkout.version
            )
            found.append(from_state(checkout, newest.provenance.actor))
        if not found:
            return None
        found.sort(key=lambda each: each.changed_at, reverse=True)
        return NameMatch(
            kind=named.kind,
            checkouts=found[:MOST_FOUND],
            is_cut=len(found) > MOST_FOUND,
            refused=named.refused,
            is_only_refused=named.is_only_refused,
        )

    async def _last_changed_first(
        self, ids: list[str], merchants: tuple[str, ...] | None
    ) -> list[str]:
        """Return the ids of the readers' checkouts by their last change. One that is not indexed yet is left out."""
        newest = await self._audit_log.newest_of(ids, AuditFilter(merchants=merchants))
        entries = sorted(newest, key=lambda each: each.position, reverse=True)
        return [each.checkout_id for each in entries]


def _assigned_kind(entry: AuditEntry, name: str) -> NameKind:
    values = values_of(entry)
    for kind, path in _ASSIGNED:
        if values.get(path) == name:
            return kind
    return NameKind.PAYMENT_ID


def _person_queries(name: str) -> Sequence[tuple[NameKind, PersonQuery]]:
    queries = (
        (NameKind.PHONE, PersonQuery(phone=name)),
        (NameKind.NATIONAL_ID, PersonQuery(national_id=name)),
        (NameKind.PERSON_NAME, PersonQuery(name=name)),
    )
    if "@" in name:
        return ((NameKind.EMAIL, PersonQuery(email=name)), *queries)
    return queries

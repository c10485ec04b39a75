"""Collects everything about one person: each checkout with its whole history, and who read it."""

from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from application.history.blame import FieldOrigin
from application.history.inquiries import Inquiries, StateAt, Subject
from application.history.timeline import ChangeDescription
from application.persons.search import PersonQuery, checkouts_of
from application.persons.shop_data import ShopDataView, sealed_texts
from application.ports.access_log import AccessFilter, AccessLog, StoredAccessEntry
from application.ports.buyers.address_book import AddressBook, AddressBookSummary, KnownAddress
from application.ports.key_vault import (
    MERCHANT_DATA,
    DataKeyId,
    KeyLifetime,
    KeyLifetimes,
    KeyVault,
)
from application.ports.person_vault import PersonVault
from application.ports.refusal_log import StoredRefusal
from application.ports.webhooks.webhook_log import WebhookDelivery
from domain.refusals import CheckoutNotFound

_READS_PAGE = 1000


@dataclass(frozen=True, kw_only=True)
class ExportQuery:
    """What a person is looked for by: values of the person, or the id of one checkout. All that are set must match."""

    person: PersonQuery = field(default_factory=PersonQuery)
    checkout_id: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether no value is set."""
        return self.person.is_empty and self.checkout_id is None

    def named_values(self) -> Mapping[str, str]:
        """Return the values that are set, by name."""
        person = self.person
        values = {
            "email": person.email,
            "phone": person.phone,
            "name": person.name,
            "national_id": person.national_id,
            "checkout_id": self.checkout_id,
        }
        return {name: value for name, value in values.items() if value is not None}


@dataclass(frozen=True, kw_only=True)
class PersonCheckout:
    """A checkout of the person, its merchant, and the time of its opening."""

    checkout_id: str
    merchant: str
    opened_at: datetime


@dataclass(frozen=True, kw_only=True)
class CheckoutRecord:
    """Everything about one checkout of a person, in clear. Erased data is `(erased …)` in every part.

    `origins` has the event that set each field of the state. `lifetimes` are those of the keys that seal data of the
    checkout. `erased_at` is when personal data of the checkout was last erased.
    """

    state: StateAt
    origins: Sequence[FieldOrigin]
    events: Sequence[ChangeDescription]
    refusals: Sequence[StoredRefusal]
    deliveries: Sequence[WebhookDelivery]
    reads: Sequence[StoredAccessEntry]
    lifetimes: Sequence[KeyLifetime]
    erased_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class AddressBookRecord:
    """An address book of a merchant for the person, in clear, and the lifetime of its key."""

    book: AddressBookSummary
    addresses: Sequence[KnownAddress]
    lifetimes: Sequence[KeyLifetime]


class PersonExports:
    """Finds the checkouts of a person and collects their records. Every method raises StoreUnavailable.

    One record is in memory at a time. The caller records each access before it shows the record.
    """

    def __init__(
        self,
        *,
        inquiries: Inquiries,
        persons: PersonVault,
        address_book: AddressBook,
        vault: KeyVault,
        lifetimes: KeyLifetimes,
        reads: AccessLog,
    ) -> None:
        self._inquiries = inquiries
        self._persons = persons
        self._address_book = address_book
        self._vault = vault
        self._lifetimes = lifetimes
        self._reads = reads

    async def find(
        self, query: ExportQuery, merchants: tuple[str, ...] | None
    ) -> list[PersonCheckout]:
        """Return the checkouts of these merchants (None: of all) that match, in the order of their opening."""
        found: list[PersonCheckout] = []
        for checkout_id in await self._candidates(query):
            try:
                state = await self._inquiries.state(_subject(checkout_id, merchants), None)
            except CheckoutNotFound:
                # Another merchant's, or the index names a checkout whose opening failed.
                continue
            found.append(
                PersonCheckout(
                    checkout_id=checkout_id,
                    merchant=state.checkout.merchant,
                    opened_at=state.first.at,
                )
            )
        return sorted(found, key=lambda each: (each.opened_at, each.checkout_id))

    async def find_books(
        self, query: ExportQuery, merchants: tuple[str, ...] | None
    ) -> Sequence[AddressBookRecord]:
        """Return the address books of these merchants (None: of all) that match. The id of a checkout matches none."""
        if query.checkout_id is not None:
            return []
        ids = sorted(await checkouts_of(self._persons, query.person))
        return [
            AddressBookRecord(
                book=each,
                addresses=await self._address_book.read(each.id),
                lifetimes=await self._lifetimes.lifetimes(each.id),
            )
            for each in await self._address_book.find_books(ids)
            if merchants is None or each.merchant in merchants
        ]

    async def records(
        self, checkouts: Iterable[PersonCheckout]
    ) -> AsyncGenerator[CheckoutRecord, None]:
        """Yield the record of each checkout."""
        for each in checkouts:
            yield await self._record(_subject(each.checkout_id, (each.merchant,)))

    async def _record(self, subject: Subject) -> CheckoutRecord:
        checkout_id = subject.checkout_id
        access = await self._persons.access(checkout_id)
        record = CheckoutRecord(
            state=await self._inquiries.state(subject, None),
            origins=(await self._inquiries.blame(subject, None)).fields,
            events=await self._inquiries.events(subject),
            refusals=await self._inquiries.refusals(subject),
            deliveries=await self._inquiries.deliveries(subject),
            reads=await self._all_reads(checkout_id),
            lifetimes=await self._lifetimes.lifetimes(checkout_id),
            erased_at=access.erased_at,
        )
        return await self._with_shop_data(checkout_id, record)

    async def _candidates(self, query: ExportQuery) -> frozenset[str]:
        if query.checkout_id is None:
            return await checkouts_of(self._persons, query.person)
        if query.person.is_empty:
            return frozenset((query.checkout_id,))
        return await checkouts_of(self._persons, query.person) & {query.checkout_id}

    async def _all_reads(self, checkout_id: str) -> Sequence[StoredAccessEntry]:
        wanted = AccessFilter(checkout_id=checkout_id)
        reads: list[StoredAccessEntry] = []
        while page := await self._reads.page(
            wanted, after=reads[-1].position if reads else 0, before=None, limit=_READS_PAGE
        ):
            reads += page
        return reads

    async def _with_shop_data(self, checkout_id: str, record: CheckoutRecord) -> CheckoutRecord:
        """Return the record with the shop's own data opened where its key exists."""
        texts = sealed_texts(lambda view: _map_record(record, view))
        if not texts:
            return record
        name = DataKeyId(checkout_id=checkout_id, data_class=MERCHANT_DATA)
        opened = dict(zip(texts, await self._vault.open(name, texts), strict=True))
        return _map_record(record, ShopDataView(opened.get))


def _subject(checkout_id: str, merchants: tuple[str, ...] | None) -> Subject:
    return Subject(checkout_id=checkout_id, merchants=merchants, sees_persons=True)


def _map_record(record: CheckoutRecord, view: ShopDataView) -> CheckoutRecord:
    return replace(
        record,
        state=replace(record.state, checkout=view.checkout(record.state.checkout)),
        origins=[view.origin(each) for each in record.origins],
        events=[view.change(each) for each in record.events],
        refusals=[view.refusal(each) for each in record.refusals],
    )

"""The JSON document with everything about one person, written checkout by checkout.

It has the shapes of the history API. The command line writes the same document.
"""

from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from dataclasses import fields
from datetime import datetime

from application.persons.export import AddressBookRecord, CheckoutRecord, ExportQuery
from application.ports.key_vault import KeyLifetime
from interfaces.api.history import audit_wire, translate, wire


class LifetimeShape(wire.Shape, frozen=True, kw_only=True):
    """A class of sealed data, and when its key is due for destruction (UTC); `9999-01-01` is no time limit."""

    data: str
    until: datetime


class CheckoutRecordShape(wire.Shape, frozen=True, kw_only=True):
    """Everything about one checkout of the person.

    `erased` is when personal data of the checkout was last erased, or null. `origins` has the event that set each field
    of the state.
    """

    checkout: str
    merchant: str
    erased: datetime | None
    kept: list[LifetimeShape]
    state: wire.StateShape
    origins: list[wire.BlamedShape]
    events: list[wire.EventShape]
    refusals: list[wire.RefusalShape]
    deliveries: list[wire.DeliveryShape]
    reads: list[audit_wire.ReadShape]


class KnownAddressShape(wire.Shape, frozen=True, kw_only=True, omit_defaults=True):
    """A known address. `used` is the last purchase with it, absent without one; `noted` the last purchase or import."""

    id: str
    noted: datetime
    used: datetime | None = None
    phone: str | None = None
    name: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    company: str | None = None
    co_address: str | None = None
    address: str | None = None
    address2: str | None = None
    postal_code: str | None = None
    city: str | None = None
    state: str | None = None
    country: str | None = None


class AddressBookShape(wire.Shape, frozen=True, kw_only=True):
    """A merchant's address book for the person."""

    address_book: str
    merchant: str
    kept: list[LifetimeShape]
    addresses: list[KnownAddressShape]


class QueryShape(wire.Shape, frozen=True, kw_only=True, omit_defaults=True):
    """The values that the person was looked for by."""

    email: str | None = None
    phone: str | None = None
    name: str | None = None
    national_id: str | None = None
    checkout_id: str | None = None


class PersonExportShape(wire.Shape, frozen=True, kw_only=True):
    """Everything about one person. The checkouts are in the order of their opening."""

    query: QueryShape
    time: datetime
    address_books: list[AddressBookShape]
    checkouts: list[CheckoutRecordShape]


def head_of(query: ExportQuery, at: datetime, books: Sequence[AddressBookRecord] = ()) -> bytes:
    """Return the document up to its first checkout."""
    shape = PersonExportShape(
        query=QueryShape(**query.named_values()),
        time=at,
        address_books=[_address_book(each) for each in books],
        checkouts=[],
    )
    return wire.encode(shape).removesuffix(b"]}")


def checkout_part(record: CheckoutRecord, *, is_first: bool) -> bytes:
    """Return the part of the document for one checkout."""
    return (b"" if is_first else b",\n") + wire.encode(_record(record))


FOOT = b"]}"
"""The end of the document, after the last checkout."""


async def as_json(
    query: ExportQuery,
    at: datetime,
    books: Sequence[AddressBookRecord],
    records: AsyncIterator[CheckoutRecord],
) -> AsyncGenerator[bytes, None]:
    """Yield the document, one part for each checkout."""
    yield head_of(query, at, books)
    is_first = True
    async for record in records:
        yield checkout_part(record, is_first=is_first)
        is_first = False
    yield FOOT


def _lifetimes(lifetimes: Sequence[KeyLifetime]) -> list[LifetimeShape]:
    return [LifetimeShape(data=each.data_class, until=each.destroy_after) for each in lifetimes]


def _address_book(record: AddressBookRecord) -> AddressBookShape:
    return AddressBookShape(
        address_book=record.book.id,
        merchant=record.book.merchant,
        kept=_lifetimes(record.lifetimes),
        addresses=[
            KnownAddressShape(
                id=each.id,
                noted=each.noted_at,
                used=each.used_at,
                phone=each.phone,
                **{part.name: getattr(each.address, part.name) for part in fields(each.address)},
            )
            for each in record.addresses
        ],
    )


def _record(record: CheckoutRecord) -> CheckoutRecordShape:
    checkout_id = record.state.checkout.id
    return CheckoutRecordShape(
        checkout=checkout_id,
        merchant=record.state.checkout.merchant,
        erased=record.erased_at,
        kept=_lifetimes(record.lifetimes),
        state=translate.state(record.state),
        origins=translate.blame_fields(record.origins),
        events=translate.events(record.events).events,
        refusals=translate.refusals(record.refusals).refusals,
        deliveries=translate.deliveries(record.deliveries).deliveries,
        reads=translate.reads(record.reads).reads,
    )

"""The JSON document with everything about one person, written checkout by checkout.

It has the shapes of the history API. The command line writes the same document.
"""

from collections.abc import AsyncGenerator, AsyncIterator
from datetime import datetime

from application.persons.export import CheckoutRecord, ExportQuery
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
    checkouts: list[CheckoutRecordShape]


def head_of(query: ExportQuery, at: datetime) -> bytes:
    """Return the document up to its first checkout."""
    shape = PersonExportShape(query=QueryShape(**query.named_values()), time=at, checkouts=[])
    return wire.encode(shape).removesuffix(b"]}")


def checkout_part(record: CheckoutRecord, *, is_first: bool) -> bytes:
    """Return the part of the document for one checkout."""
    return (b"" if is_first else b",\n") + wire.encode(_record(record))


FOOT = b"]}"
"""The end of the document, after the last checkout."""


async def as_json(
    query: ExportQuery, at: datetime, records: AsyncIterator[CheckoutRecord]
) -> AsyncGenerator[bytes, None]:
    """Yield the document, one part for each checkout."""
    yield head_of(query, at)
    is_first = True
    async for record in records:
        yield checkout_part(record, is_first=is_first)
        is_first = False
    yield FOOT


def _record(record: CheckoutRecord) -> CheckoutRecordShape:
    checkout_id = record.state.checkout.id
    return CheckoutRecordShape(
        checkout=checkout_id,
        merchant=record.state.checkout.merchant,
        erased=record.erased_at,
        kept=[
            LifetimeShape(data=each.data_class, until=each.destroy_after)
            for each in record.lifetimes
        ],
        state=translate.state(record.state),
        origins=translate.blame_fields(record.origins),
        events=translate.events(record.events).events,
        refusals=translate.refusals(record.refusals).refusals,
        deliveries=translate.deliveries(record.deliveries).deliveries,
        reads=translate.reads(record.reads).reads,
    )

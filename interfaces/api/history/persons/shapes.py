"""Shapes of erasures: what one would hit, and its certificate. Neither has personal data."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import msgspec

from application.persons.requests import ErasableBook, ErasableCheckout
from application.ports.erasures.plans import Certificate
from interfaces.api.history.wire import Shape

StageName = Literal["open", "suspended", "committed", "completed", "cancelled", "expired"]


class ErasableCheckoutShape(Shape, frozen=True, kw_only=True):
    """A checkout with data of the person. `ended` is null while it has not ended. `classes` can still be erased."""

    checkout: str
    merchant: str
    stage: StageName
    opened: datetime
    ended: datetime | None
    classes: list[str]


class ErasableBookShape(Shape, frozen=True, kw_only=True):
    """A merchant's address book for the person. `noted` is the last purchase or import of one of its addresses."""

    address_book: str
    merchant: str
    addresses: int
    noted: datetime


class ErasableCheckoutsShape(Shape, frozen=True, kw_only=True):
    """What an erasure would hit. `count` is the number of checkouts."""

    count: int
    checkouts: list[ErasableCheckoutShape]
    address_books: list[ErasableBookShape]


class ErasedKeyShape(Shape, frozen=True, kw_only=True):
    """The data of one class of a checkout, and when it was erased; null if it is not yet. `key` is the key's mark.

    For the class `address-book`, `checkout` is the id of the address book.
    """

    checkout: str
    merchant: str
    data_class: str = msgspec.field(name="class")
    key: str
    destroyed: datetime | None


class CertificateShape(Shape, frozen=True, kw_only=True):
    """What an erasure has erased, when, and who requested it. An incomplete one is completed by the server."""

    erasure: str
    cause: Literal["requested", "restored"]
    requested_by: str
    request_id: str
    requested: datetime
    complete: bool
    erased: list[ErasedKeyShape]


def found_checkouts(
    found: Sequence[ErasableCheckout], books: Sequence[ErasableBook]
) -> ErasableCheckoutsShape:
    """Return the shape of what an erasure would hit."""
    return ErasableCheckoutsShape(
        count=len(found),
        checkouts=[
            ErasableCheckoutShape(
                checkout=each.checkout_id,
                merchant=each.merchant,
                stage=each.stage.value,
                opened=each.opened_at,
                ended=each.ended_at,
                classes=[key.name.data_class for key in each.keys],
            )
            for each in found
        ],
        address_books=[
            ErasableBookShape(
                address_book=each.book.id,
                merchant=each.merchant,
                addresses=each.book.count,
                noted=each.book.noted_at,
            )
            for each in books
        ],
    )


def certificate_of(certificate: Certificate) -> CertificateShape:
    """Return the shape of a certificate."""
    request = certificate.request
    return CertificateShape(
        erasure=request.id,
        cause=request.cause.value,
        requested_by=request.requested_by,
        request_id=request.request_id,
        requested=request.at,
        complete=certificate.is_complete,
        erased=[
            ErasedKeyShape(
                checkout=each.key.name.checkout_id,
                merchant=each.merchant,
                data_class=each.key.name.data_class,
                key=each.key.mark,
                destroyed=each.destroyed_at,
            )
            for each in certificate.keys
        ],
    )

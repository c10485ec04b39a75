"""`?version=` and `?at=`: which moment of a history a request asks for, and whether its answer may be cached."""

import re

from fastapi import Request

from application.history.as_of import AsOf, AsOfInstant, AsOfVersion
from application.jobs.erasure import SEALED_PREFIX
from domain.checkout import Checkout
from interfaces.http.errors import FieldFault, InvalidQuery
from interfaces.http.request.timestamps import instant_from

VERSION, AT = "version", "at"
IMMUTABLE = "private, immutable, max-age=31536000"
MAY_CHANGE = "private, no-cache"
NOT_TO_BE_STORED = "private, no-store"
MUST_BE_VERSION = "must be a version: a whole number from 1"
MUST_BE_INSTANT = "must be an instant as in RFC 3339, with its offset: 2026-03-01T14:03:12Z"
LARGEST_VERSION = 10**18 - 1
_VERSION = re.compile(r"[1-9][0-9]{0,17}")


def moment_asked(request: Request) -> AsOf | None:
    """The moment that the query names; None where it names none. Raises InvalidQuery."""
    asked = request.query_params.getlist
    versions, instants = asked(VERSION), asked(AT)
    if versions and instants:
        raise InvalidQuery((query_fault(VERSION, "cannot go together with at"),))
    for name, values in ((VERSION, versions), (AT, instants)):
        if len(values) > 1:
            raise InvalidQuery((query_fault(name, "must not be given more than once"),))
    if versions:
        version = version_from(versions[0])
        if version is None:
            raise InvalidQuery((query_fault(VERSION, MUST_BE_VERSION),))
        return version
    if instants:
        instant = at_instant_from(instants[0])
        if instant is None:
            raise InvalidQuery((query_fault(AT, MUST_BE_INSTANT),))
        return instant
    return None


def version_from(text: str) -> AsOfVersion | None:
    """The version that a text names; None where it names none."""
    return AsOfVersion(int(text)) if _VERSION.fullmatch(text) else None


def at_instant_from(text: str) -> AsOfInstant | None:
    """The instant that a text names; None where it names none."""
    at = instant_from(text)
    return None if at is None else AsOfInstant(at)


def query_fault(name: str, message: str) -> FieldFault:
    """What is wrong with one parameter."""
    return FieldFault(path=name, kind="query", message=f"{name}: {message}.")


def cache_control(checkout: Checkout, *, is_settled: bool) -> str:
    """The Cache-Control of an answer that shows this state. `is_settled` says that a later version exists.

    No cache may store personal data or data that can be erased: a cache would still have it after the erasure, and an
    answer that turns null is not immutable (RFC 8246 §2).
    """
    if _is_personal(checkout) or _is_erasable(checkout):
        return NOT_TO_BE_STORED
    return IMMUTABLE if is_settled else MAY_CHANGE


def _is_personal(checkout: Checkout) -> bool:
    delivery = checkout.delivery
    is_delivered_to_somebody = delivery is not None and (
        delivery.address is not None or delivery.recipient is not None
    )
    return checkout.customer is not None or is_delivered_to_somebody


def _is_erasable(checkout: Checkout) -> bool:
    """Whether the state has sealed texts, or had some that are erased."""
    texts = (checkout.metadata, *(line.data for line in checkout.cart.lines))
    has_sealed = any(text is not None and SEALED_PREFIX in text for text in texts)
    return has_sealed or bool(checkout.erased_data)

"""`?version=` and `?at=`: the point in a history that a request selects, and the caching of the response."""

import re
from dataclasses import dataclass

from fastapi import Request

from application.checkouts.admission import Target
from application.checkouts.service import Checkouts
from application.history.as_of import AsOf, AsOfInstant, AsOfVersion
from application.ports.key_vault import SEALED_PREFIX
from domain.checkout import Checkout
from interfaces.http.errors.request_errors import FieldFault, InvalidQuery
from interfaces.http.request.headers import etag, is_unchanged
from interfaces.http.request.proven_version import note_version
from interfaces.http.request.timestamps import instant_from

VERSION, AT = "version", "at"
IMMUTABLE = "private, immutable, max-age=31536000"
MAY_CHANGE = "private, no-cache"
NOT_TO_BE_STORED = "private, no-store"
MUST_BE_VERSION = "must be a version: a whole number from 1"
MUST_BE_INSTANT = "must be an instant as in RFC 3339, with its offset: 2026-03-01T14:03:12Z"
LARGEST_VERSION = 10**18 - 1
_VERSION = re.compile(r"[1-9][0-9]{0,17}")


def selected_as_of(request: Request) -> AsOf | None:
    """Return the version or instant in the query; None for the current state. Raises InvalidQuery."""
    values_of = request.query_params.getlist
    versions, instants = values_of(VERSION), values_of(AT)
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


@dataclass(frozen=True)
class SelectedState:
    """The state that a request selects, with the headers of its response.

    `cache_control` is None where the response has no such header.
    `is_unchanged`: the caller has this version already (If-None-Match), and the response is 304 without a body.
    """

    checkout: Checkout
    cache_control: str | None
    is_unchanged: bool

    @property
    def headers(self) -> dict[str, str]:
        """The validator and the caching of the response, of 200 and of 304 (RFC 9110 §15.4.5)."""
        validator = {"ETag": etag(self.checkout.version)}
        if self.cache_control is None:
            return validator
        return {**validator, "Cache-Control": self.cache_control}


async def read_selected(checkouts: Checkouts, target: Target, request: Request) -> SelectedState:
    """Read the state that the query selects: the current one, or a past one.

    Raises: InvalidQuery, CheckoutNotFound, NoSuchVersion, BeforeOpening, InTheFuture.
    """
    as_of = selected_as_of(request)
    if as_of is None:
        return with_caching(request, await checkouts.read(target), is_settled=False)
    past = await checkouts.read_past(target, as_of)
    return with_caching(request, past.checkout, is_settled=past.is_settled)


async def read_as_of(
    checkouts: Checkouts, target: Target, as_of: AsOf | None, request: Request
) -> SelectedState:
    """Read the current state, or the one at `as_of`, for a dialect: only a past state has a Cache-Control.

    Raises: CheckoutNotFound, NoSuchVersion, BeforeOpening, InTheFuture.
    """
    if as_of is not None:
        past = await checkouts.read_past(target, as_of)
        note_version(request, past.checkout.id, past.checkout.version)
        return with_caching(request, past.checkout, is_settled=past.is_settled)
    checkout = await checkouts.read(target)
    unchanged = is_unchanged(request, checkout.version)
    return SelectedState(checkout=checkout, cache_control=None, is_unchanged=unchanged)


def with_caching(request: Request, checkout: Checkout, *, is_settled: bool) -> SelectedState:
    """Add the caching to a state that was read for this request. `is_settled`: a later version exists."""
    return SelectedState(
        checkout=checkout,
        cache_control=cache_control(checkout, is_settled=is_settled),
        is_unchanged=is_unchanged(request, checkout.version),
    )


def version_from(text: str) -> AsOfVersion | None:
    """Parse a version; None for a text that is none."""
    return AsOfVersion(int(text)) if _VERSION.fullmatch(text) else None


def at_instant_from(text: str) -> AsOfInstant | None:
    """Parse an RFC 3339 timestamp; None for a text that is none."""
    at = instant_from(text)
    return None if at is None else AsOfInstant(at)


def query_fault(name: str, message: str) -> FieldFault:
    """Build the error of one query parameter."""
    return FieldFault(path=name, kind="query", message=f"{name}: {message}.")


def cache_control(checkout: Checkout, *, is_settled: bool) -> str:
    """Return the Cache-Control of a response with this state. `is_settled`: a later version exists.

    No cache may store personal data or data that can be erased: a cache would keep it after the erasure, and a
    response whose fields turn null is not immutable (RFC 8246 §2).
    """
    if _is_personal(checkout) or _is_erasable(checkout):
        return NOT_TO_BE_STORED
    return IMMUTABLE if is_settled else MAY_CHANGE


def _is_personal(checkout: Checkout) -> bool:
    delivery = checkout.delivery
    return checkout.customer is not None or (delivery is not None and delivery.is_personal)


def _is_erasable(checkout: Checkout) -> bool:
    """Whether the state has sealed texts, or had texts that are erased."""
    texts = (checkout.metadata, *(line.data for line in checkout.cart.lines))
    has_sealed = any(text is not None and SEALED_PREFIX in text for text in texts)
    return has_sealed or bool(checkout.erased_data)

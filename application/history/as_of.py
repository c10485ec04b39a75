"""Points in a history, given as a version or a time, and the state of a checkout at them."""

from dataclasses import dataclass
from datetime import datetime

from application.checkouts.repository import CheckoutRepository
from domain.checkout import Checkout
from domain.refusals import BeforeOpening, InTheFuture, NoSuchVersion


@dataclass(frozen=True)
class AsOfVersion:
    """The state at a version."""

    version: int


@dataclass(frozen=True)
class AsOfInstant:
    """The state after all events whose time is `at` (UTC) or earlier."""

    at: datetime


AsOf = AsOfVersion | AsOfInstant


@dataclass(frozen=True, kw_only=True)
class PastState:
    """A past state, and the newest version of its checkout at the time of the request."""

    checkout: Checkout
    newest: int

    @property
    def is_settled(self) -> bool:
        """Return whether the same request will always have this result.

        It will if a later version exists. The times in a history never decrease, so no event can be recorded before an
        existing one.
        """
        return self.checkout.version < self.newest


async def state_at(
    histories: CheckoutRepository, newest: Checkout, as_of: AsOf, now: datetime
) -> Checkout:
    """Return the state at `as_of` of the checkout whose current state is `newest`.

    Raises NoSuchVersion, BeforeOpening or InTheFuture.
    """
    match as_of:
        case AsOfVersion(version=version):
            if not 1 <= version <= newest.version:
                raise NoSuchVersion(version=version, newest=newest.version)
            if version == newest.version:
                return newest
            return await histories.at_version(newest.id, version)
        case AsOfInstant(at=at):
            if at > now:
                raise InTheFuture(at=at, now=now)
            if at < newest.created_on:
                raise BeforeOpening(at=at, opened_at=newest.created_on)
            if at >= newest.modified_on:
                return newest
            return await histories.at_instant(newest.id, at)

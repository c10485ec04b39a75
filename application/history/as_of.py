"""Moments of a history: a version, or an instant, and the state that stood then."""

from dataclasses import dataclass
from datetime import datetime

from application.checkouts.repository import CheckoutRepository
from domain.checkout import Checkout
from domain.refusals import BeforeOpening, InTheFuture, NoSuchVersion


@dataclass(frozen=True)
class AsOfVersion:
    """After the event that made this version."""

    version: int


@dataclass(frozen=True)
class AsOfInstant:
    """After all events up to and including this instant (UTC); of two at one instant, the later one stands."""

    at: datetime


AsOf = AsOfVersion | AsOfInstant


@dataclass(frozen=True, kw_only=True)
class PastState:
    """A state, and the newest version of its checkout at the time of asking."""

    checkout: Checkout
    newest: int

    @property
    def is_settled(self) -> bool:
        """Whether the same question will always have this answer.

        It will where a later version exists: times along a history never run backwards, so nothing more can be recorded
        at an instant that precedes an event.
        """
        return self.checkout.version < self.newest


async def look_back(
    histories: CheckoutRepository, newest: Checkout, moment: AsOf, now: datetime
) -> Checkout:
    """The state at `moment` of the checkout that now stands as `newest`.

    Raises NoSuchVersion, BeforeOpening or InTheFuture.
    """
    match moment:
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

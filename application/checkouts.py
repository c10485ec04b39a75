"""The application service: opens, changes and reads checkouts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from application.cache import CheckoutCache
from application.commands import Change, ExpireCheckout, OpenCheckout
from application.deciding import Asked, Decider
from application.histories import Histories
from application.history.moments import Moment, Past, look_back
from application.ports import EventStore, Name, RefusalLog
from application.snapshots import Snapshots, WithoutSnapshots
from domain.checkout import Checkout
from domain.provenance import Provenance
from domain.refusals import CheckoutNotFound, Locked
from domain.stages import Stage

PUBLIC_TOKENS = "public-token"
_EXPIRY = Provenance(
    actor="system:expiry", dialect="tillroll", operation="expire checkout", request_id=""
)


@dataclass(frozen=True, kw_only=True)
class Target:
    """Which checkout is meant, and whose it has to be (None: whoever's).

    `expected_versions` are the versions that the caller names, one of which has to stand; None where it names none.
    """

    checkout_id: str
    merchant: str | None
    expected_versions: tuple[int, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class Lifetime:
    """How long a checkout may stay unpurchased, and how long after that it can still be read."""

    purchase_within: timedelta = timedelta(days=7)
    readable_after_expiry: timedelta = timedelta(days=1)


class Checkouts:
    """All checkouts, as commands and reads. One instance serves one process."""

    def __init__(
        self,
        *,
        store: EventStore,
        refusals: RefusalLog,
        cache: CheckoutCache,
        lifetime: Lifetime,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
        snapshots: Snapshots | None = None,
    ) -> None:
        self._histories = Histories(store, cache, snapshots or WithoutSnapshots(store))
        self._decider = Decider(self._histories, refusals)
        self._lifetime = lifetime
        self._clock = clock
        self._new_id = new_id

    async def open(self, command: OpenCheckout, by: Provenance) -> Checkout:
        """Begins a checkout and records all that is known of it in one append. Raises DuplicateArticles."""
        at = self._clock()
        checkout = Checkout.open(
            self._new_id(),
            merchant=command.merchant,
            dialect=command.dialect,
            country=command.country,
            currency=command.currency,
            public_token=command.public_token,
            expires_at=at + self._lifetime.purchase_within,
            settings=command.settings,
            by=by,
            at=at,
        )
        checkout.replace_everything(
            cart=command.cart,
            fees=command.fees,
            shipping_properties=command.shipping_properties,
            reference=command.reference,
            metadata=command.metadata,
            unique_articles=command.unique_articles,
            by=by,
            at=at,
        )
        if command.customer is not None:
            checkout.identify_customer(command.customer, by=by, at=at)
        token = Name(scope=PUBLIC_TOKENS, value=command.public_token)
        await self._histories.begin(checkout, [token])
        return checkout

    async def change(self, target: Target, change: Change, by: Provenance) -> Checkout:
        """Makes one change and returns the checkout as it stands after it, durably.

        Raises the refusals of the verb, CheckoutNotFound, Locked, StaleVersion, and StoreUnavailable. A refusal by a
        checkout that exists is kept.
        """
        asked = Asked(
            checkout_id=target.checkout_id,
            expected_versions=target.expected_versions,
            change=change,
            by=by,
            at=self._clock(),
            admit=lambda checkout: self._admit(checkout, target),
        )
        return await self._decider.decide(asked)

    async def read(self, target: Target) -> Checkout:
        """The checkout as it stands. One whose time is over is marked so first. Raises CheckoutNotFound."""
        checkout = await self._histories.newest(target.checkout_id)
        _refuse_strangers(checkout, target)
        if checkout.is_due_to_expire(self._clock()):
            checkout = await self.expire(target.checkout_id)
        self._admit(checkout, target)
        return checkout

    async def expire(self, checkout_id: str) -> Checkout:
        """Ends a checkout if its time is over, and returns it as it stands. That another change won is no refusal."""
        asked = Asked(
            checkout_id=checkout_id,
            expected_versions=None,
            change=ExpireCheckout(),
            by=_EXPIRY,
            at=self._clock(),
            admit=_admit_all,
            on_record=False,
        )
        try:
            return await self._decider.decide(asked)
        except Locked:
            return await self._histories.newest(checkout_id)

    async def read_past(self, target: Target, moment: Moment) -> Past:
        """The checkout as it stood at a moment. Raises NoSuchMoment; CheckoutNotFound also for one that is gone."""
        newest = await self._histories.newest(target.checkout_id)
        self._admit(newest, target)
        stood = await look_back(self._histories, newest, moment, self._clock())
        return Past(checkout=stood, newest=newest.version)

    async def find_by_public_token(self, public_token: str) -> str:
        """The id behind a public token. Raises CheckoutNotFound."""
        return await self._histories.find(Name(scope=PUBLIC_TOKENS, value=public_token))

    def _admit(self, checkout: Checkout, target: Target) -> None:
        """An expired checkout is gone after a while."""
        _refuse_strangers(checkout, target)
        now = self._clock()
        gone_at = checkout.expires_at + self._lifetime.readable_after_expiry
        expired = checkout.stage is Stage.EXPIRED or checkout.is_due_to_expire(now)
        if expired and now >= gone_at:
            raise CheckoutNotFound(checkout_id=target.checkout_id)


def _refuse_strangers(checkout: Checkout, target: Target) -> None:
    """One merchant never learns that another's checkout exists."""
    if target.merchant not in (None, checkout.merchant):
        raise CheckoutNotFound(checkout_id=target.checkout_id)


def _admit_all(_: Checkout) -> None:
    """Time asks on nobody's behalf."""

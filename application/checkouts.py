"""The application service: opens, changes and reads checkouts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from application.cache import CheckoutCache
from application.commands import Change, ExpireCheckout, OpenCheckout
from application.deciding import Asked, Decider
from application.histories import Histories
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
        return await self._decide(target, change, by, on_record=True)

    async def read(self, target: Target) -> Checkout:
        """The checkout as it stands. One whose time is over is marked so first. Raises CheckoutNotFound."""
        checkout = await self._histories.newest(target.checkout_id)
        self._refuse_strangers(checkout, target)
        if checkout.is_due_to_expire(self._clock()):
            checkout = await self.expire(target.checkout_id)
            self._refuse_strangers(checkout, target)
        return checkout

    async def expire(self, checkout_id: str) -> Checkout:
        """Ends a checkout if its time is over, and returns it as it stands. That another change won is no refusal."""
        target = Target(checkout_id=checkout_id, merchant=None)
        try:
            return await self._decide(target, ExpireCheckout(), _EXPIRY, on_record=False)
        except Locked:
            return await self._histories.newest(checkout_id)

    async def read_version(self, target: Target, version: int) -> Checkout:
        """The checkout as it stood at `version`. Raises CheckoutNotFound where it never had that version."""
        checkout = await self._histories.at_version(target.checkout_id, version)
        self._refuse_strangers(checkout, target)
        return checkout

    async def find_by_public_token(self, public_token: str) -> str:
        """The id behind a public token. Raises CheckoutNotFound."""
        return await self._histories.find(Name(scope=PUBLIC_TOKENS, value=public_token))

    async def _decide(
        self, target: Target, change: Change, by: Provenance, *, on_record: bool
    ) -> Checkout:
        return await self._decider.decide(
            Asked(
                checkout_id=target.checkout_id,
                expected_versions=target.expected_versions,
                change=change,
                by=by,
                at=self._clock(),
                admit=lambda checkout: self._refuse_strangers(checkout, target),
                on_record=on_record,
            )
        )

    def _refuse_strangers(self, checkout: Checkout, target: Target) -> None:
        """One merchant never learns that another's checkout exists; an expired one is gone after a while."""
        belongs = target.merchant is None or target.merchant == checkout.merchant
        if not belongs or self._is_gone(checkout):
            raise CheckoutNotFound(checkout_id=target.checkout_id)

    def _is_gone(self, checkout: Checkout) -> bool:
        gone_at = checkout.expires_at + self._lifetime.readable_after_expiry
        return checkout.stage is Stage.EXPIRED and self._clock() >= gone_at

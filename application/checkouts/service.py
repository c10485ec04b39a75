"""The application service: opens, changes and reads checkouts."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from application.checkouts import aliases
from application.checkouts.cache import CheckoutCache
from application.checkouts.decisions import ChangeRequest, Decider
from application.checkouts.idempotency import ResponseRenderer, answer_to
from application.checkouts.invalid_bodies import InvalidBody, attempt_with
from application.checkouts.opening import CheckoutIdentity, begun
from application.checkouts.repository import CheckoutRepository
from application.checkouts.snapshots import NoSnapshots
from application.commands.shop import (
    Change,
    CommitPurchase,
    EraseData,
    ExpireCheckout,
    OpenCheckout,
)
from application.history.as_of import AsOf, PastState, look_back
from application.ports.event_store import AliasTaken, EventStore
from application.ports.payment_provider import PAYMENT_PATIENCE
from application.ports.purchase_validation import (
    NOT_ASKED,
    NoValidation,
    PurchaseValidation,
    Validation,
)
from application.ports.refusal_log import RefusalLog
from application.ports.snapshot_store import SnapshotStore
from domain.checkout import Checkout
from domain.provenance import Provenance
from domain.refusals import CheckoutNotFound, Locked, ReferenceTaken, Refusal, StaleVersion
from domain.stage import Stage

_ATTEMPTS = 5
_ERASURE = Provenance(
    actor="system:erasure", dialect="tillroll", operation="erase data", request_id=""
)
_EXPIRY = Provenance(
    actor="system:expiry", dialect="tillroll", operation="expire checkout", request_id=""
)


@dataclass(frozen=True, kw_only=True)
class Target:
    """Which checkout is meant, and whose it has to be (None: whoever's).

    `expected_versions` are the versions that the caller names, one of which has to stand; None where it names none.
    `changed_in` is the dialect that a change is asked in, which has to be the one that the checkout was opened in; None
    for any. `for_good` means that the asker may see it however long ago it expired.
    """

    checkout_id: str
    merchant: str | None
    expected_versions: tuple[int, ...] | None = None
    changed_in: str | None = None
    for_good: bool = False


@dataclass(frozen=True, kw_only=True)
class Lifetime:
    """How long a checkout may stay unpurchased, be readable after that, and wait for a payment that was asked for."""

    purchase_within: timedelta = timedelta(days=7)
    readable_after_expiry: timedelta = timedelta(days=1)
    payment_patience: timedelta = PAYMENT_PATIENCE


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
        new_order_number: Callable[[], int],
        snapshots: SnapshotStore | None = None,
        validation: PurchaseValidation | None = None,
        noticed: Callable[[Checkout], None] | None = None,
    ) -> None:
        """`noticed` is told of each checkout that somebody opens, or asks for and may know of."""
        self._noticed = noticed or _ignore
        self._histories = CheckoutRepository(
            store, cache, snapshots or NoSnapshots(store), lifetime.payment_patience
        )
        self._validation = validation or NoValidation()
        self._decider = Decider(self._histories, refusals)
        self._refusals = refusals
        self._lifetime = lifetime
        self._clock = clock
        self._new_id = new_id
        self._new_order_number = new_order_number

    async def open(
        self, command: OpenCheckout, by: Provenance, answering: ResponseRenderer | None = None
    ) -> Checkout:
        """Begins a checkout and records all that is known of it in one append.

        Raises DuplicateArticles, NotPurchasable, ReferenceTaken, KeyAlreadyUsed and StoreUnavailable.
        """
        at = self._clock()
        for _ in range(_ATTEMPTS):
            identity = CheckoutIdentity(
                checkout_id=command.checkout_id or self._new_id(),
                order_number=self._new_order_number(),
            )
            within = self._lifetime.purchase_within
            checkout = begun(command, identity, within, by=by, at=at)
            try:
                await self._histories.begin(checkout, answer_to(answering, checkout, at))
            except AliasTaken:
                await self._refuse_a_taken_reference(checkout)
                number = aliases.order_number(identity.order_number)
                if await self._histories.holder(number) is None:
                    raise
                continue
            self._noticed(checkout)
            return checkout
        raise RuntimeError("every order number that was drawn is taken")

    async def _refuse_a_taken_reference(self, checkout: Checkout) -> None:
        """Tells a reference that was used before from a number that was drawn before."""
        reference = checkout.reference
        if not checkout.has_unique_reference or reference is None:
            return
        holder = await self._histories.holder(
            aliases.unique_reference(checkout.merchant, reference)
        )
        if holder is not None:
            raise ReferenceTaken(reference=reference, checkout_id=holder)

    async def change(
        self,
        target: Target,
        change: Change,
        by: Provenance,
        answering: ResponseRenderer | None = None,
    ) -> Checkout:
        """Makes one change and returns the checkout as it stands after it, durably.

        Raises the refusals of the verb, CheckoutNotFound, Locked, StaleVersion, KeyAlreadyUsed, and StoreUnavailable. A
        refusal by a checkout that exists is kept. Before a purchase is committed to, its shop is asked.
        """
        at = self._clock()
        if isinstance(change, CommitPurchase):
            said = await self._asked_for(target, change, by, at)
            if said is not NOT_ASKED:
                change, at = replace(change, validation=said), self._clock()
        asked = ChangeRequest(
            checkout_id=target.checkout_id,
            expected_versions=target.expected_versions,
            change=change,
            by=by,
            at=at,
            admit=lambda checkout: self._admit(checkout, target),
            dialect=target.changed_in,
            answering=answering,
        )
        return await self._decider.decide(asked)

    async def keep_invalid_body(self, target: Target, body: InvalidBody, by: Provenance) -> None:
        """Keeps that a change was asked with a body that is no change, as a refused attempt.

        Raises CheckoutNotFound, and keeps nothing, where the asker may not know of the checkout; StoreUnavailable.
        """
        checkout = await self._histories.newest(target.checkout_id)
        self._admit(checkout, target)
        await self._refusals.keep_invalid(attempt_with(body, checkout, by, self._clock()))

    async def _asked_for(
        self, target: Target, change: CommitPurchase, by: Provenance, at: datetime
    ) -> Validation:
        """What the shop says to a commitment. It is not asked about one that will be refused anyway.

        What is changed while the shop thinks about it, the customer has not seen: then the commitment is refused.
        """
        checkout = await self._histories.newest(target.checkout_id)
        expected = target.expected_versions
        try:
            _refuse_strangers(checkout, target)
            if expected is not None and checkout.version not in expected:
                raise StaleVersion(expected=expected, actual=checkout.version)
            change.decide(checkout.draft(), by, max(at, checkout.modified_on))
        except Refusal:
            return NOT_ASKED
        return await self._validation.ask(checkout)

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
        asked = ChangeRequest(
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

    async def erase(self, checkout_id: str, data_class: str) -> None:
        """Records that data of a class is erased. Raises CheckoutNotFound, and Locked where a change came first."""
        await self._decider.decide(
            ChangeRequest(
                checkout_id=checkout_id,
                expected_versions=None,
                change=EraseData(data_class=data_class),
                by=_ERASURE,
                at=self._clock(),
                admit=_admit_all,
                on_record=False,
            )
        )

    async def read_past(self, target: Target, moment: AsOf) -> PastState:
        """The checkout as it stood at a moment. Raises NoSuchMoment; CheckoutNotFound also for one that is gone."""
        newest = await self._histories.newest(target.checkout_id)
        self._admit(newest, target)
        stood = await look_back(self._histories, newest, moment, self._clock())
        return PastState(checkout=stood, newest=newest.version)

    async def find_by_public_token(self, public_token: str) -> str:
        """The id behind a public token. Raises CheckoutNotFound."""
        return await self._histories.find(aliases.public_token(public_token))

    async def find_by_order_number(self, order_number: int) -> str:
        """The id behind an order number. Raises CheckoutNotFound, as for checkouts from before there were any."""
        return await self._histories.find(aliases.order_number(order_number))

    async def find_by_recurring_token(self, token: str) -> str:
        """The id of the checkout whose purchase the token was issued for. Raises CheckoutNotFound."""
        return await self._histories.find(aliases.recurring_token(token))

    def _admit(self, checkout: Checkout, target: Target) -> None:
        """An expired checkout is gone after a while."""
        _refuse_strangers(checkout, target)
        self._noticed(checkout)
        if target.for_good:
            return
        now = self._clock()
        gone_at = checkout.deadline + self._lifetime.readable_after_expiry
        expired = checkout.stage is Stage.EXPIRED or checkout.is_due_to_expire(now)
        if expired and now >= gone_at:
            raise CheckoutNotFound(checkout_id=target.checkout_id)


def _refuse_strangers(checkout: Checkout, target: Target) -> None:
    """One merchant never learns that another's checkout exists."""
    if target.merchant not in (None, checkout.merchant):
        raise CheckoutNotFound(checkout_id=target.checkout_id)


def _ignore(_: Checkout) -> None: ...


def _admit_all(_: Checkout) -> None:
    """Time asks on nobody's behalf."""

"""The application service: opens, changes and reads checkouts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from application.checkouts import aliases
from application.checkouts.admission import AdmissionRules, Target, admit, require_owner
from application.checkouts.cache import CheckoutCache
from application.checkouts.commitments import Commitments
from application.checkouts.decisions import ChangeRequest, Decider
from application.checkouts.idempotency import ResponseRenderer, render_response
from application.checkouts.invalid_bodies import InvalidBody, refused_command
from application.checkouts.opening import CheckoutIdentity, open_checkout, opened_as_given
from application.checkouts.repository import CheckoutRepository
from application.checkouts.snapshots import NoSnapshots
from application.checkouts.system_requests import EXPIRY, RELEASE, system_request
from application.commands.change import Change
from application.commands.purchase import CommitPurchase, ReleaseUnpaid
from application.commands.shop import EraseData, ExpireCheckout, OpenCheckout
from application.history.as_of import AsOf, PastState, state_at
from application.persons.fields import names_customer
from application.persons.sealing import (
    KnownKey,
    OpenedCheckout,
    Persons,
    Sealed,
    SealedSettings,
)
from application.ports.event_store import AliasTaken, EventStore
from application.ports.payment_provider import PAYMENT_PATIENCE, PAYMENT_WITHIN
from application.ports.person_vault import NewPersonKey
from application.ports.purchase_validation import (
    NoValidation,
    OnWaiting,
    PurchaseValidation,
    do_nothing,
)
from application.ports.refusal_log import RefusalLog
from application.ports.snapshot_store import SnapshotStore
from domain.checkout import Checkout
from domain.provenance import Provenance
from domain.refusals import Locked
from domain.rules import payment_deadline

_ATTEMPTS = 5


@dataclass(frozen=True, kw_only=True)
class Lifetime:
    """How long a checkout may stay unpurchased, is readable after that, and waits for an open payment.

    `payment_patience` is for a payment that tillroll requested, `payment_within` for one that a provider reports.
    """

    purchase_within: timedelta = timedelta(days=7)
    readable_after_expiry: timedelta = timedelta(days=1)
    payment_patience: timedelta = PAYMENT_PATIENCE
    payment_within: timedelta = PAYMENT_WITHIN


class Checkouts:
    """Commands and reads of all checkouts. One instance serves one process."""

    def __init__(
        self,
        *,
        store: EventStore,
        refusals: RefusalLog,
        persons: Persons,
        cache: CheckoutCache,
        lifetime: Lifetime,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
        new_order_number: Callable[[], int],
        snapshots: SnapshotStore | None = None,
        validation: PurchaseValidation | None = None,
        noticed: Callable[[Checkout], None] | None = None,
    ) -> None:
        """`noticed` is called with each checkout that is opened, or that its owner asks for."""
        self._admission = AdmissionRules(
            readable_after_expiry=lifetime.readable_after_expiry, on_access=noticed or _ignore
        )
        self._repository = CheckoutRepository(
            store,
            cache,
            snapshots or NoSnapshots(store),
            lifetime.payment_patience,
            lifetime.payment_within,
        )
        self._persons = persons
        self._decider = Decider(self._repository, refusals, self._admission, persons)
        self.commitments = Commitments(
            self._decider, self._repository, persons, validation or NoValidation(), clock
        )
        self._refusals = refusals
        self._lifetime = lifetime
        self._clock = clock
        self._new_id = new_id
        self._new_order_number = new_order_number

    async def open(
        self,
        command: OpenCheckout,
        by: Provenance,
        response_renderer: ResponseRenderer | None = None,
        person: NewPersonKey | None = None,
    ) -> Checkout:
        """Open a checkout and record all of its data in one append. `person` is the key that sealed its settings.

        Raises DuplicateArticles, NotPurchasable, ReferenceTaken, KeyAlreadyUsed and StoreUnavailable.
        """
        at = self._clock()
        checkout_id = command.checkout_id or self._new_id()
        sealed = await self._persons.seal_opening(checkout_id, command, by, person)
        within = self._lifetime.purchase_within
        for _ in range(_ATTEMPTS):
            identity = CheckoutIdentity(
                checkout_id=checkout_id, order_number=self._new_order_number()
            )
            checkout = open_checkout(sealed.command, identity, within, by=sealed.by, at=at)
            opened = opened_as_given(checkout, command, sealed.key)
            response = render_response(response_renderer, opened, at)
            try:
                await self._repository.open(checkout, response, sealed.person)
            except AliasTaken:
                await self._repository.refuse_taken_reference(checkout)
                number = aliases.order_number(identity.order_number)
                if await self._repository.owner(number) is None:
                    raise
                continue
            self._admission.on_access(checkout)
            return opened.checkout
        raise RuntimeError("every order number that was drawn is taken")

    def seal_settings(self, checkout_id: str, texts: Mapping[str, str]) -> SealedSettings:
        """Seal personal texts of the settings of a new checkout."""
        return self._persons.seal_settings(checkout_id, texts)

    async def change(
        self,
        target: Target,
        change: Change,
        by: Provenance,
        response_renderer: ResponseRenderer | None = None,
        *,
        on_waiting: OnWaiting = do_nothing,
        shows_person: bool = True,
        known_key: KnownKey | None = None,
    ) -> Checkout:
        """Make one change and return the checkout after it, which is durable.

        Without `shows_person` the personal data of the result stays sealed, for an answer that shows none of it.
        `known_key` is what the same request has looked up already.
        Raises the command's refusals, CheckoutNotFound, Locked, StaleVersion, KeyAlreadyUsed and StoreUnavailable. A
        refusal by an existing checkout is logged. The shop validates a purchase before it is committed; `on_waiting` is
        called before its server is asked. Raises ValidationBusy if too many questions wait for that server.
        """
        at = self._clock()
        sealed = await self._seal(target, change, by)
        request = ChangeRequest(
            target=target,
            change=sealed.change,
            by=sealed.by,
            at=at,
            response_renderer=response_renderer,
            on_waiting=on_waiting,
            shows_person=shows_person,
            key=sealed.key,
            known_key=known_key,
        )
        if isinstance(sealed.change, CommitPurchase):
            checkout = await self._repository.newest(target.checkout_id)
            return await self.commitments.commit(checkout, sealed.change, request)
        return await self._decider.decide(request)

    async def keep_invalid_body(self, target: Target, body: InvalidBody, by: Provenance) -> None:
        """Log a request for a change whose body was invalid as a refused command.

        Raises CheckoutNotFound, and logs nothing, if the caller may not see the checkout; StoreUnavailable.
        """
        at = self._clock()
        checkout = await self._repository.newest(target.checkout_id)
        admit(checkout, target, at, self._admission)
        by = await self._persons.seal_provenance(checkout.id, by)
        await self._refusals.keep_counted(refused_command(body, checkout, by, at))

    async def _seal(self, target: Target, change: Change, by: Provenance) -> Sealed[Change]:
        """Seal the personal data of a request. The country of the checkout completes phone numbers."""
        country = ""
        if names_customer(change):
            known = self._repository.find_cached(target.checkout_id)
            country = (known or await self._repository.newest(target.checkout_id)).country
        return await self._persons.seal_change(target.checkout_id, change, by, country)

    async def read(self, target: Target) -> Checkout:
        """Return the current checkout; expire it first if it is overdue. Raises CheckoutNotFound."""
        return (await self.read_opened(target)).checkout

    async def read_opened(self, target: Target) -> OpenedCheckout:
        """Return the same as `read`, with the key of its personal data. No caller keeps the key after its request."""
        at = self._clock()
        access = self._persons.look_up(self._repository.find_any_cached(target.checkout_id))
        checkout = await self._repository.newest(target.checkout_id)
        if checkout.is_due_to_expire(at):
            require_owner(checkout, target)
            checkout = await self._expire(target.checkout_id, at)
        admit(checkout, target, at, self._admission)
        return await self._persons.open(checkout, access=access)

    async def expire(self, checkout_id: str) -> Checkout:
        """Expire a checkout if it is overdue, and return the current one. A concurrent change is not an error."""
        return await self._expire(checkout_id, self._clock())

    async def release_unpaid(self, checkout_id: str) -> Checkout:
        """Release a commitment that nobody paid in time, and return the current checkout, as `expire` does."""
        release = ReleaseUnpaid(within=self._lifetime.payment_within)
        return await self._change_if_due(
            system_request(checkout_id, release, RELEASE, self._clock())
        )

    def payment_deadline(self, checkout: Checkout) -> datetime | None:
        """Return when the commitment is released if nobody pays; None if it never is."""
        return payment_deadline(checkout, self._lifetime.payment_within)

    async def _expire(self, checkout_id: str, at: datetime) -> Checkout:
        request = system_request(checkout_id, ExpireCheckout(), EXPIRY, at)
        return await self._change_if_due(request)

    async def _change_if_due(self, request: ChangeRequest) -> Checkout:
        try:
            return await self._decider.decide(request)
        except Locked:
            return await self._repository.newest(request.target.checkout_id)

    async def erase(self, checkout_id: str, data_class: str, key_mark: str, by: Provenance) -> None:
        """Record that data is erased with its key. Raises CheckoutNotFound, and Locked on a concurrent change."""
        erasure = EraseData(data_class=data_class, key_mark=key_mark)
        await self._decider.decide(system_request(checkout_id, erasure, by, self._clock()))

    async def current(self, checkout_id: str) -> Checkout:
        """Return the current checkout of any merchant with its personal data sealed. Raises CheckoutNotFound."""
        return await self._repository.newest(checkout_id)

    async def read_past(self, target: Target, as_of: AsOf) -> PastState:
        """Return the checkout at a past time or version. Raises NoSuchPointInTime, and CheckoutNotFound like `read`."""
        at = self._clock()
        newest = await self._repository.newest(target.checkout_id)
        admit(newest, target, at, self._admission)
        state = await state_at(self._repository, newest, as_of, at)
        opened = await self._persons.open(state)
        return PastState(checkout=opened.checkout, newest=newest.version)

    async def find_by_public_token(self, public_token: str) -> str:
        """Return the id of the checkout with a public token. Raises CheckoutNotFound."""
        return await self._repository.find(aliases.public_token(public_token))

    async def find_by_order_number(self, order_number: int) -> str:
        """Return the id of the checkout with an order number, which old ones lack. Raises CheckoutNotFound."""
        return await self._repository.find(aliases.order_number(order_number))

    async def find_by_order_id(self, merchant: str, order_id: str) -> str:
        """Return the id of the merchant's session whose purchase has an order id. Raises CheckoutNotFound."""
        return await self._repository.find(aliases.order_id(merchant, order_id))

    async def find_by_recurring_token(self, token: str) -> str:
        """Return the id of the checkout whose purchase the token was issued for. Raises CheckoutNotFound."""
        return await self._repository.find(aliases.recurring_token(token))


def _ignore(_: Checkout) -> None: ...

"""Prior purchases for Visa CE 3.0: candidates by what is equal and by when, for a person to confirm.

That the same card paid, that a charge was settled and never disputed, is known to the processor alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from application.checkouts.repository import CheckoutRepository
from application.evidence import limits
from application.evidence.confirmation import Confirmation, ConfirmedPrior, ConfirmedPurchase
from application.evidence.purchase import Element, PurchaseElements, elements_of
from application.persons import identities
from application.ports.event_store import EventStore
from application.ports.person_vault import PersonVault
from domain.checkout import Checkout
from domain.events import PurchaseCommitted
from domain.refusals import CheckoutNotFound
from domain.stage import Stage

MOST_EXAMINED: Final = 200
"""How many other checkouts of the person are read."""
MOST_CANDIDATES: Final = 10
_OF_VISA: Final = frozenset({Element.IP, Element.DEVICE, Element.ACCOUNT, Element.ADDRESS})
_ONE_OF: Final = frozenset({Element.IP, Element.DEVICE})
_ENOUGH: Final = 2


@dataclass(frozen=True, kw_only=True)
class PriorPurchase:
    """An earlier purchase of the same merchant. `days` is how long before the disputed one it was completed.

    `equal` is what it has in common with the disputed purchase, `confirmed` what a person said about it.
    """

    checkout_id: str
    completed_at: datetime
    days: int
    payment_id: str
    amount: int
    currency: str
    description: str
    elements: PurchaseElements
    equal: frozenset[Element]
    confirmed: ConfirmedPrior | None

    @property
    def may_qualify(self) -> bool:
        """Whether two elements that count for Visa are equal, one of them the network address or the device."""
        return len(self.equal & _OF_VISA) >= _ENOUGH and bool(self.equal & _ONE_OF)

    @property
    def is_confirmed(self) -> bool:
        """Whether it may qualify, and a person confirmed what only the processor knows."""
        confirmed = self.confirmed
        return self.may_qualify and confirmed is not None and confirmed.is_confirmed


@dataclass(frozen=True, kw_only=True)
class PriorSearch:
    """The candidates, the best ones first. `is_cut`: the person has more checkouts than were read."""

    candidates: tuple[PriorPurchase, ...] = ()
    is_cut: bool = False

    @property
    def chosen(self) -> tuple[PriorPurchase, ...]:
        """The two confirmed ones for Visa, which have the same two elements in common; empty without two."""
        confirmed = [each for each in self.candidates if each.is_confirmed]
        for at, one in enumerate(confirmed):
            for two in confirmed[at + 1 :]:
                common = one.equal & two.equal & _OF_VISA
                if len(common) >= _ENOUGH and common & _ONE_OF:
                    return one, two
        return ()


@dataclass(frozen=True, kw_only=True)
class PriorFinder:
    """Finds candidates by the blind indexes of personal data."""

    histories: CheckoutRepository
    store: EventStore
    persons: PersonVault

    async def find(
        self, disputed: Checkout, elements: PurchaseElements, confirmation: Confirmation
    ) -> PriorSearch:
        """Return the candidates of one purchase. Raises StoreUnavailable."""
        ids = await self._others(disputed.id, elements)
        found: list[PriorPurchase] = []
        for checkout_id in ids[:MOST_EXAMINED]:
            prior = await self._prior(checkout_id, disputed, elements, confirmation)
            if prior is not None:
                found.append(prior)
        found.sort(
            key=lambda each: (
                not each.is_confirmed,
                not each.may_qualify,
                -len(each.equal),
                each.days,
            )
        )
        return PriorSearch(
            candidates=tuple(found[:MOST_CANDIDATES]),
            is_cut=len(ids) > MOST_EXAMINED or len(found) > MOST_CANDIDATES,
        )

    async def _others(self, own: str, elements: PurchaseElements) -> list[str]:
        """Return the other checkouts with the same e-mail address, phone number or network address."""
        wanted = [
            *(() if elements.email is None else identities.email(elements.email)),
            *(() if elements.phone is None else identities.phone(elements.phone)),
            *(() if elements.ip is None else identities.network_address(elements.ip)),
        ]
        found: set[str] = set()
        for identity in wanted:
            found |= set(await self.persons.find(identity))
        return sorted(found - {own})

    async def _prior(
        self,
        checkout_id: str,
        disputed: Checkout,
        elements: PurchaseElements,
        confirmation: Confirmation,
    ) -> PriorPurchase | None:
        try:
            checkout = await self.histories.newest(checkout_id)
        except CheckoutNotFound:
            return None
        payment, completed = checkout.payment, checkout.completed_at
        if checkout.merchant != disputed.merchant or checkout.stage is not Stage.COMPLETED:
            return None
        if payment is None or payment.id is None or completed is None or not checkout.commitments:
            return None
        days = _days_before(completed, disputed)
        if days is None or not _is_in_window(completed.date(), confirmation.dispute_date):
            return None
        agreed = checkout.commitments[-1]
        (event,) = await self.store.events(checkout_id, after=agreed - 1, up_to=agreed)
        assert isinstance(event, PurchaseCommitted)
        access = await self.persons.access(checkout_id)
        own = elements_of(checkout, event.provenance, access, sees_persons=True)
        confirmed = confirmation.prior(checkout_id)
        if confirmed is not None:
            own = with_confirmed(own, confirmed)
        if confirmation.email_is_login:
            own = replace(own, account_id=own.account_id or own.email)
        return PriorPurchase(
            checkout_id=checkout_id,
            completed_at=completed,
            days=days,
            payment_id=payment.id,
            amount=payment.amount,
            currency=payment.currency,
            description=describe_lines(checkout),
            elements=own,
            equal=elements.equal(own),
            confirmed=confirmed,
        )


def with_confirmed(elements: PurchaseElements, confirmed: ConfirmedPurchase) -> PurchaseElements:
    """Return the elements with those that a person named, which are only used where none is recorded."""
    return replace(
        elements,
        device_id=elements.device_id or confirmed.device_id,
        device_fingerprint=elements.device_fingerprint or confirmed.device_fingerprint,
        account_id=elements.account_id or confirmed.account_id,
    )


def describe_lines(checkout: Checkout) -> str:
    """Return the cart in one text, each line with its quantity."""
    return ", ".join(
        f"{line.quantity:f} \u00d7 {line.description or line.article}"
        for line in checkout.cart.lines
    )


def _days_before(completed: datetime, disputed: Checkout) -> int | None:
    """Return the days between the two purchases; None outside of the window that all networks' readings share."""
    if disputed.completed_at is None:
        return None
    days = (disputed.completed_at.date() - completed.date()).days
    return days if _fits(days) else None


def _is_in_window(completed: date, dispute_date: date | None) -> bool:
    """Return whether the days fit too if they are counted from the dispute, as Visa does."""
    return dispute_date is None or _fits((dispute_date - completed).days)


def _fits(days: int) -> bool:
    return limits.PRIOR_NEWEST.value <= days <= limits.PRIOR_OLDEST.value


def sorted_elements(elements: Sequence[Element] | frozenset[Element]) -> list[Element]:
    """Return elements in the order of their declaration."""
    return [each for each in Element if each in elements]

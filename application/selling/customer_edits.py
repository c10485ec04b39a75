"""Edits of customer data, and of the circumstances of a purchase: None leaves a part unchanged, and REMOVED removes it.

An address is replaced as a whole, since its parts belong together. ACP and StateSet require all parts that an address
needs.
"""

import enum
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from domain.values.buyer_context import BuyerContext, ReferralParameter
from domain.values.customer import Customer
from domain.values.fulfilment import Recipient

_T = TypeVar("_T")


class Removed(enum.Enum):
    """The value that removes a part."""

    REMOVED = "removed"


REMOVED: Final = Removed.REMOVED
Edit = str | Removed | None
MergeMembers = Callable[[str | None, str | None], str | None]


def apply_edit(current: _T | None, edit: _T | Removed | None) -> _T | None:
    """Return the value of a part after an edit."""
    if edit is None:
        return current
    return None if isinstance(edit, Removed) else edit


@dataclass(frozen=True, kw_only=True)
class CustomerEdit:
    """An edit of the customer.

    `merge_members` takes the other members before the edit and after it, and returns them with those that stay.
    """

    email: Edit = None
    phone: Edit = None
    first_name: Edit = None
    last_name: Edit = None
    other_members: Edit = None
    merge_members: MergeMembers | None = None

    def apply_to(self, current: Customer | None) -> Customer | None:
        """Return the customer after the edit; None if there is no data yet."""
        known = current or Customer()
        others = apply_edit(known.other_members, self.other_members)
        if self.merge_members is not None:
            others = self.merge_members(known.other_members, others)
        customer = replace(
            known,
            email=apply_edit(known.email, self.email),
            phone=apply_edit(known.phone, self.phone),
            first_name=apply_edit(known.first_name, self.first_name),
            last_name=apply_edit(known.last_name, self.last_name),
            other_members=others,
        )
        return current if customer == known else customer


@dataclass(frozen=True, kw_only=True)
class BuyerContextEdit:
    """An edit of the circumstances. Each part that is given replaces the whole of it."""

    hints: Edit = None
    signals: Edit = None
    attribution: tuple[ReferralParameter, ...] | Removed | None = None
    mandate: str | None = None

    def apply_to(self, current: BuyerContext | None) -> BuyerContext | None:
        """Return the circumstances after the edit; None if nothing was said yet."""
        known = current or BuyerContext()
        context = BuyerContext(
            hints=apply_edit(known.hints, self.hints),
            signals=apply_edit(known.signals, self.signals),
            attribution=apply_edit(known.attribution, self.attribution) or (),
            mandate=apply_edit(known.mandate, self.mandate),
        )
        return current if context == known else context


@dataclass(frozen=True, kw_only=True)
class RecipientEdit:
    """An edit of the recipient of the goods."""

    name: Edit = None
    email: Edit = None
    phone: Edit = None

    def apply_to(self, current: Recipient | None) -> Recipient | None:
        """Return the recipient after the edit; None if there is no data."""
        known = current or Recipient()
        recipient = Recipient(
            name=apply_edit(known.name, self.name),
            email=apply_edit(known.email, self.email),
            phone=apply_edit(known.phone, self.phone),
        )
        return None if recipient == Recipient() else recipient


NO_CUSTOMER: Final = CustomerEdit(
    email=REMOVED,
    phone=REMOVED,
    first_name=REMOVED,
    last_name=REMOVED,
    other_members=REMOVED,
)
NO_RECIPIENT: Final = RecipientEdit(name=REMOVED, email=REMOVED, phone=REMOVED)

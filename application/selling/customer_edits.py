"""Edits of what is known of a customer: a part that is not named stays, and a part that is REMOVED goes.

An address has no edit of its own, since its parts belong together: the flat of one street is none of another. It is
replaced as a whole (ACP and StateSet require every part of it that an address needs).
"""

import enum
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from domain.values.customer import Customer
from domain.values.fulfilment import Recipient

_T = TypeVar("_T")


class Removed(enum.Enum):
    """The value that removes a part."""

    REMOVED = "removed"


REMOVED: Final = Removed.REMOVED
Said = str | Removed | None


def edited(stood: _T | None, said: _T | Removed | None) -> _T | None:
    """What a part is after an edit."""
    if said is None:
        return stood
    return None if isinstance(said, Removed) else said


@dataclass(frozen=True, kw_only=True)
class CustomerEdit:
    """What is said of who is buying."""

    email: Said = None
    phone: Said = None
    first_name: Said = None
    last_name: Said = None

    def made_to(self, stood: Customer | None) -> Customer | None:
        """The customer after it; None while nothing was ever known of them."""
        known = stood or Customer()
        customer = replace(
            known,
            email=edited(known.email, self.email),
            phone=edited(known.phone, self.phone),
            first_name=edited(known.first_name, self.first_name),
            last_name=edited(known.last_name, self.last_name),
        )
        return stood if customer == known else customer


@dataclass(frozen=True, kw_only=True)
class RecipientEdit:
    """What is said of who takes the goods in."""

    name: Said = None
    email: Said = None
    phone: Said = None

    def made_to(self, stood: Recipient | None) -> Recipient | None:
        """The recipient after it; None where nothing is known of them."""
        known = stood or Recipient()
        recipient = Recipient(
            name=edited(known.name, self.name),
            email=edited(known.email, self.email),
            phone=edited(known.phone, self.phone),
        )
        return None if recipient == Recipient() else recipient


NO_CUSTOMER: Final = CustomerEdit(
    email=REMOVED, phone=REMOVED, first_name=REMOVED, last_name=REMOVED
)
NO_RECIPIENT: Final = RecipientEdit(name=REMOVED, email=REMOVED, phone=REMOVED)

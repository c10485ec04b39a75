"""Edits of customer data: None leaves a part unchanged, and REMOVED removes it.

An address is replaced as a whole, since its parts belong together. ACP and StateSet require all parts that an address
needs.
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
    """Return the value of a part after an edit."""
    if said is None:
        return stood
    return None if isinstance(said, Removed) else said


@dataclass(frozen=True, kw_only=True)
class CustomerEdit:
    """An edit of the customer."""

    email: Said = None
    phone: Said = None
    first_name: Said = None
    last_name: Said = None

    def made_to(self, stood: Customer | None) -> Customer | None:
        """Return the customer after the edit; None if there is no data yet."""
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
    """An edit of the recipient of the goods."""

    name: Said = None
    email: Said = None
    phone: Said = None

    def made_to(self, stood: Recipient | None) -> Recipient | None:
        """Return the recipient after the edit; None if there is no data."""
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

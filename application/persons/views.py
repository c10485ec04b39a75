"""What a reader of the history sees of personal data: its text, that it is there, or that it was erased, and when.

`(sealed 3f9a1c)` is there and not shown to this reader; equal texts of one field have equal numbers.
`(erased 2026-11-29T10:00:00Z)` is destroyed in every version, and nobody can read it.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Final

from application.persons.fields import (
    map_buyer_context,
    map_customer,
    map_fulfilment,
    map_provenance,
    map_purchaser,
    map_settings,
)
from application.ports.audit_log import AuditEntry
from application.ports.event_store import StoreUnavailable
from application.ports.person_vault import (
    NO_ACCESS,
    SEALED_FIELD,
    PersonAccess,
    PersonVault,
    TamperedField,
)
from application.ports.refusal_log import StoredRefusal
from domain.checkout import Checkout
from domain.events import (
    BuyerContextReplaced,
    CheckoutEvent,
    CustomerIdentified,
    DeliveryChanged,
    Opened,
    PurchaseCommitted,
)
from domain.provenance import Provenance

_MARK: Final = "sealed2:"
_NUMBER_LENGTH: Final = 6
_IN_PLACE: Final = re.compile(
    r"\((sealed [0-9a-f]{6}|erased(?: [0-9TZ:.+-]+)?|unreadable: it was changed)\)"
)


@dataclass(frozen=True)
class PersonView:
    """The view of one checkout's personal data. `in_clear` is whether the reader may see it."""

    access: PersonAccess
    in_clear: bool

    def field(self, sealed: str) -> str:
        """Return what the reader sees of a sealed field."""
        try:
            opened = self.access.open(sealed)
        except TamperedField:
            return "(unreadable: it was changed)"
        except StoreUnavailable:
            # The master key is missing. That the data is there can be said without it.
            if self.in_clear:
                raise
            return f"(sealed {_number(sealed)})"
        if opened is None:
            return _erasure_text(self.access.erased_at)
        return opened if self.in_clear else f"(sealed {_number(sealed)})"

    def json_text(self, text: str) -> str:
        """Return JSON text with every sealed field in it replaced by what the reader sees."""
        if _MARK not in text:
            return text
        return SEALED_FIELD.sub(lambda found: _inside_quotes(self.field(found[0])), text)

    def checkout(self, checkout: Checkout) -> Checkout:
        """Return the state as the reader sees it."""
        shown = checkout.draft()
        shown.settings = map_settings(checkout.settings, self._change)
        if checkout.customer is not None:
            shown.customer = map_customer(checkout.customer, self._change)
        if checkout.delivery is not None:
            shown.delivery = map_fulfilment(checkout.delivery, self._change)
        shown.buyer_context = map_buyer_context(checkout.buyer_context, self._change)
        shown.purchaser = map_purchaser(checkout.purchaser, self._change)
        return shown

    def event(self, event: CheckoutEvent) -> CheckoutEvent:
        """Return the event as the reader sees it."""
        by = self.provenance(event.provenance)
        match event:
            case CustomerIdentified(customer=customer):
                return replace(event, provenance=by, customer=map_customer(customer, self._change))
            case BuyerContextReplaced(buyer_context=context):
                seen = map_buyer_context(context, self._change) or context
                return replace(event, provenance=by, buyer_context=seen)
            case DeliveryChanged(delivery=delivery):
                return replace(
                    event, provenance=by, delivery=map_fulfilment(delivery, self._change)
                )
            case PurchaseCommitted(purchaser=purchaser):
                known = map_purchaser(purchaser, self._change)
                return replace(event, provenance=by, purchaser=known)
            case Opened(settings=settings):
                return replace(event, provenance=by, settings=map_settings(settings, self._change))
            case _:
                return event if by is event.provenance else replace(event, provenance=by)

    def provenance(self, by: Provenance) -> Provenance:
        """Return the provenance as the reader sees it."""
        return map_provenance(by, self._change)

    def refusal(self, refusal: StoredRefusal) -> StoredRefusal:
        """Return the refused command as the reader sees it."""
        return replace(
            refusal,
            command=self.json_text(refusal.command),
            facts=self.json_text(refusal.facts),
            provenance=self.provenance(refusal.provenance),
        )

    def entry(self, entry: AuditEntry) -> AuditEntry:
        """Return the entry of the audit log as the reader sees it."""
        return replace(
            entry,
            changes=self.json_text(entry.changes),
            provenance=self.provenance(entry.provenance),
        )

    def _change(self, _: str, text: str) -> str:
        return self.field(text) if SEALED_FIELD.fullmatch(text) else text


def is_mark(text: str) -> bool:
    """Return whether a text stands in place of personal data that is hidden from the reader, or erased."""
    return _IN_PLACE.fullmatch(text) is not None


async def view_entries(
    entries: Sequence[AuditEntry], vault: PersonVault, *, in_clear: bool
) -> list[AuditEntry]:
    """Return entries of the audit log as the reader sees them. Raises StoreUnavailable."""
    sealed = {each.checkout_id for each in entries if _has_sealed(each)}
    accesses = await vault.accesses(sorted(sealed)) if sealed else {}
    return [
        PersonView(accesses.get(each.checkout_id, NO_ACCESS), in_clear).entry(each)
        if each.checkout_id in sealed
        else each
        for each in entries
    ]


def _has_sealed(entry: AuditEntry) -> bool:
    by = entry.provenance
    return _MARK in entry.changes or any(
        text.startswith(_MARK) for text in (by.address, by.user_agent)
    )


def _number(sealed: str) -> str:
    return sha256(sealed.encode()).hexdigest()[:_NUMBER_LENGTH]


def _erasure_text(at: datetime | None) -> str:
    if at is None:
        return "(erased)"
    return f"(erased {at.replace(microsecond=0).isoformat().replace('+00:00', 'Z')})"


def _inside_quotes(text: str) -> str:
    """Return a text as the content between the quotes of a JSON string."""
    return json.dumps(text, ensure_ascii=False)[1:-1]

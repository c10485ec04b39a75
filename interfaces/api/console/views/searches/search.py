"""The checkouts that a search found, and what the page says about them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from application.history.finding.found_checkout import FoundCheckout
from application.history.finding.name_lookup import NameKind
from application.history.finding.present_state import FoundByEvent
from application.ports.audit_log import AuditEntry, AuditLogStatus
from domain.stage import Stage
from interfaces.api.console.text.labels import Sign, dialect_name, event_name, stage_sign
from interfaces.api.console.text.phrases import Shown, plural, word_in
from interfaces.api.console.text.values import Instant, ReaderFormat

NAME_KINDS: Mapping[NameKind, Shown] = {
    NameKind.CHECKOUT: word_in("name", "id"),
    NameKind.ORDER_NUMBER: word_in("name", "order number"),
    NameKind.REFERENCE: word_in("name", "reference"),
    NameKind.ORDER_ID: word_in("name", "order id"),
    NameKind.PURCHASE_ID: word_in("name", "purchase id"),
    NameKind.PAYMENT_ID: word_in("name", "payment id"),
    NameKind.REQUEST_ID: word_in("name", "id of a request"),
    NameKind.EMAIL: word_in("name", "e-mail address"),
    NameKind.PHONE: word_in("name", "phone number"),
    NameKind.NATIONAL_ID: word_in("name", "national id"),
    NameKind.PERSON_NAME: word_in("name", "name of a person or company"),
}


@dataclass(frozen=True, kw_only=True)
class HitAnchor:
    """The event that a checkout was found by. `path` leads to the checkout at its version."""

    name: Shown
    at: Instant
    path: str


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A checkout that was found, as it is now."""

    path: str
    name: str
    checkout_id: str
    stage: Sign
    total: str
    merchant: str
    dialect: Shown
    opened: Instant
    changed: Instant
    anchor: HitAnchor | None


def hits_view(
    found: Sequence[FoundByEvent], merchants: Mapping[str, str], form: ReaderFormat
) -> tuple[Hit, ...]:
    """Return the view of a page of a search."""
    return tuple(_hit(each.checkout, each.anchor, merchants, form) for each in found)


def named_view(
    found: Sequence[FoundCheckout], merchants: Mapping[str, str], form: ReaderFormat
) -> tuple[Hit, ...]:
    """Return the view of the checkouts that have a name."""
    return tuple(_hit(each, None, merchants, form) for each in found)


def checkout_path(checkout_id: str) -> str:
    """Return the path of the page of a checkout."""
    return f"/console/checkouts/{quote(checkout_id, safe='')}"


def lag_note(status: AuditLogStatus) -> Shown:
    """Return how far the audit log is behind; empty if it has everything."""
    behind = status.newest - status.position
    if behind <= 0:
        return ""
    return plural(
        "The audit log is {number} event behind, by {seconds} s. "
        "What was recorded since then is not found yet: open this page again in a moment.",
        "The audit log is {number} events behind, by {seconds} s. "
        "What was recorded since then is not found yet: open this page again in a moment.",
        behind,
        number=behind,
        seconds=f"{status.behind_seconds:.0f}",
    )


def _hit(
    found: FoundCheckout,
    anchor: AuditEntry | None,
    merchants: Mapping[str, str],
    form: ReaderFormat,
) -> Hit:
    path = checkout_path(found.checkout_id)
    number = None if found.order_number is None else str(found.order_number)
    return Hit(
        path=path,
        name=found.reference or number or found.checkout_id,
        checkout_id=found.checkout_id,
        stage=stage_sign(Stage(found.stage)),
        total=form.money(found.total, found.currency),
        merchant=merchants.get(found.merchant, found.merchant),
        dialect=dialect_name(found.dialect),
        opened=form.seconds(found.opened_at),
        changed=form.seconds(found.changed_at),
        anchor=None
        if anchor is None
        else HitAnchor(
            name=event_name(anchor.topic),
            at=form.seconds(anchor.at),
            path=f"{path}?version={anchor.version}#v{anchor.version}",
        ),
    )

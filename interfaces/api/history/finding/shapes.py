"""Shapes of the endpoints that find checkouts, and the conversion of results to them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal

import msgspec

from application.history.finding.checkout_search import FoundPage
from application.history.finding.counting import CheckoutCounts, Count
from application.history.finding.found_checkout import FoundCheckout
from application.history.finding.name_lookup import NameMatch
from application.history.finding.suggestions import Suggestion
from application.ports.audit_log import AuditEntry, AuditLogStatus
from application.ports.refusal_log import LoggedRefusal
from interfaces.api.history.paths import state_path
from interfaces.api.history.wire import Shape

KindName = Literal[
    "checkout",
    "order-number",
    "reference",
    "order-id",
    "purchase-id",
    "payment-id",
    "request-id",
    "email",
    "phone",
    "national-id",
    "name",
]


class AnchorShape(Shape, frozen=True, kw_only=True):
    """The event that a checkout was found by."""

    version: int
    type: str
    time: datetime


class FoundCheckoutShape(Shape, frozen=True, kw_only=True):
    """A checkout as it is now. `total` is minor units of `currency`; `state` is the path of the whole state."""

    checkout: str
    merchant: str
    dialect: str
    reference: str | None
    order_number: int | None
    stage: str
    total: int
    currency: str
    opened: datetime
    changed: datetime
    version: int
    changed_by: str
    state: str
    found_by: (
        Annotated[
            AnchorShape,
            msgspec.Meta(
                description="In a search: the newest event that meets the conditions together."
            ),
        ]
        | msgspec.UnsetType
    ) = msgspec.UNSET


class LagShape(Shape, frozen=True, kw_only=True):
    """How far the audit log is behind the recorded events; 0 if it has all of them."""

    positions: int
    seconds: float


class CheckoutHitsShape(Shape, frozen=True, kw_only=True):
    """A page of a search for checkouts, the newest `found_by` first."""

    checkouts: list[FoundCheckoutShape]
    behind: Annotated[
        LagShape, msgspec.Meta(description="What was recorded later is not found yet.")
    ]


class RefusedRequestShape(Shape, frozen=True, kw_only=True):
    """A refused command; `refusal` is its path."""

    checkout: str
    version: int
    time: datetime
    command: str
    reason: str
    refusal: str


class CountShape(Shape, frozen=True, kw_only=True):
    """A number of checkouts. `more`: it is the least that there are, because only the newest 1000 were counted."""

    count: int
    more: bool


class CheckoutCountsShape(Shape, frozen=True, kw_only=True):
    """The number of checkouts of a search, and of those with each value of a field, by the name of its parameter."""

    checkouts: CountShape
    fields: dict[str, dict[str, CountShape]]
    behind: Annotated[
        LagShape, msgspec.Meta(description="What was recorded later is not counted yet.")
    ]


class SuggestionShape(Shape, frozen=True, kw_only=True):
    """A text that a reader may be typing."""

    kind: Literal["reference", "article", "actor", "operation"]
    text: str


class SuggestionsShape(Shape, frozen=True, kw_only=True):
    """Texts that a reader may be typing, at most 10."""

    suggestions: list[SuggestionShape]


class LookupShape(Shape, frozen=True, kw_only=True):
    """The checkouts that have a name, the last changed one first. `more`: there are others."""

    matched: Annotated[KindName, msgspec.Meta(description="The kind of name that matched.")]
    checkouts: list[FoundCheckoutShape]
    more: bool
    refused: (
        Annotated[
            list[RefusedRequestShape],
            msgspec.Meta(
                description="Refused commands of the request, newest first; absent for names of other kinds."
            ),
        ]
        | msgspec.UnsetType
    ) = msgspec.UNSET


def lookup(match: NameMatch) -> LookupShape:
    """Convert the result of a look-up."""
    return LookupShape(
        matched=match.kind.value,
        checkouts=[found_checkout(each) for each in match.checkouts],
        more=match.is_cut,
        refused=[_refused_request(each) for each in match.refused] or msgspec.UNSET,
    )


def _refused_request(found: LoggedRefusal) -> RefusedRequestShape:
    refusal = found.refusal
    return RefusedRequestShape(
        checkout=refusal.checkout_id,
        version=refusal.version,
        time=refusal.at,
        command=refusal.operation,
        reason=refusal.reason,
        refusal=f"{state_path(refusal.checkout_id)}/refusals/{found.position}",
    )


def counts(counted: CheckoutCounts) -> CheckoutCountsShape:
    """Convert the counts of a search."""
    return CheckoutCountsShape(
        checkouts=_count(counted.total),
        fields={
            field: {value: _count(each) for value, each in sorted(of_field.items())}
            for field, of_field in counted.facets.items()
        },
        behind=lag(counted.status),
    )


def suggestions(found: Sequence[Suggestion]) -> SuggestionsShape:
    """Convert the suggestions for a typed text."""
    return SuggestionsShape(
        suggestions=[SuggestionShape(kind=each.kind.value, text=each.text) for each in found]
    )


def _count(count: Count) -> CountShape:
    return CountShape(count=count.number, more=count.is_least)


def hits(page: FoundPage) -> CheckoutHitsShape:
    """Convert a page of a search."""
    return CheckoutHitsShape(
        checkouts=[found_checkout(each.checkout, each.anchor) for each in page.found],
        behind=lag(page.status),
    )


def lag(status: AuditLogStatus) -> LagShape:
    """Convert the lag of the audit log."""
    return LagShape(positions=status.newest - status.position, seconds=status.behind_seconds)


def found_checkout(found: FoundCheckout, anchor: AuditEntry | None = None) -> FoundCheckoutShape:
    """Convert a checkout, and the event that it was found by."""
    found_by = (
        msgspec.UNSET
        if anchor is None
        else AnchorShape(version=anchor.version, type=anchor.topic, time=anchor.at)
    )
    return FoundCheckoutShape(
        checkout=found.checkout_id,
        merchant=found.merchant,
        dialect=found.dialect,
        reference=found.reference,
        order_number=found.order_number,
        stage=found.stage,
        total=found.total,
        currency=found.currency,
        opened=found.opened_at,
        changed=found.changed_at,
        version=found.version,
        changed_by=found.changed_by,
        state=state_path(found.checkout_id),
        found_by=found_by,
    )

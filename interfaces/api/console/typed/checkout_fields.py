"""The fields of a search for checkouts, and the questions that they make for the search and for the history API."""

from collections.abc import Mapping, Sequence
from typing import Final

from application.history.finding.checkout_query import ANY_REASON, NO_REASON, CheckoutQuery
from domain.stage import Stage
from interfaces.api.console.text.labels import dialect_name, stage_sign
from interfaces.api.console.text.phrases import phrase
from interfaces.api.console.typed.conditions import Conditions, FieldKind, SearchField

DIALECTS: Final = ("walley", "svea", "stateset", "acp", "ucp")
SINCE: Final = SearchField(
    name="since",
    label=phrase("Since"),
    kind=FieldKind.SINCE,
    hint=phrase("2026-11-28 · 14:03 · yesterday"),
)
UNTIL: Final = SearchField(name="until", label=phrase("Before"), kind=FieldKind.UNTIL)
ACTOR: Final = SearchField(name="actor", label=phrase("Actor"), hint="shop:demo-client")


def merchant_field(merchants: Mapping[str, str]) -> SearchField:
    """Return the field for one of the merchants, which are names by their ids."""
    return SearchField(
        name="merchant", label=phrase("Merchant"), kind=FieldKind.CHOICE, choices=merchants
    )


def checkout_fields(merchants: Mapping[str, str]) -> Sequence[SearchField]:
    """Return the fields of a search for checkouts of these merchants."""
    return (
        SearchField(
            name="total",
            label=phrase("Total"),
            kind=FieldKind.TOTAL,
            hint=phrase("344 · 344,00 SEK · 300-400. It may have been so at any time."),
        ),
        SINCE,
        UNTIL,
        SearchField(
            name="words",
            label=phrase("Words"),
            kind=FieldKind.WORDS,
            hint=phrase("Of the reference, articles or descriptions."),
        ),
        ACTOR,
        merchant_field(merchants),
        SearchField(
            name="dialect",
            label=phrase("Dialect"),
            kind=FieldKind.CHOICE,
            choices={each: dialect_name(each) for each in DIALECTS},
        ),
        SearchField(
            name="status",
            label=phrase("Status"),
            kind=FieldKind.CHOICE,
            choices={each.value: stage_sign(each).text for each in Stage},
        ),
        SearchField(
            name="refused",
            label=phrase("Refused"),
            kind=FieldKind.CHOICE,
            choices={
                ANY_REASON: phrase("a command was refused"),
                NO_REASON: phrase("none was refused"),
            },
        ),
        SearchField(
            name="parked",
            label=phrase("Callbacks"),
            kind=FieldKind.CHOICE,
            choices={"yes": phrase("one is parked"), "no": phrase("none is parked")},
        ),
    )


def checkout_query(conditions: Conditions, merchants: tuple[str, ...] | None) -> CheckoutQuery:
    """Return the search for checkouts of these merchants; None is all of them."""
    status, total = conditions.text("status"), conditions.total("total")
    parked = conditions.text("parked")
    return CheckoutQuery(
        merchants=merchants,
        merchant=conditions.text("merchant"),
        dialect=conditions.text("dialect"),
        stage=None if status is None else Stage(status),
        actor=conditions.text("actor"),
        since=conditions.instant("since"),
        until=conditions.instant("until"),
        min_total=None if total is None else total.least,
        max_total=None if total is None else total.most,
        currency=None if total is None else total.currency,
        text=conditions.text("words"),
        refused=conditions.text("refused"),
        has_parked=None if parked is None else parked == "yes",
    )


def history_parameters(conditions: Conditions) -> dict[str, object | None]:
    """Return the parameters of the same search in the history API."""
    total = conditions.total("total")
    same = ("merchant", "dialect", "status", "actor", "since", "until", "refused", "parked")
    return {name: conditions.text(name) for name in same} | {
        "min_total": None if total is None else total.least,
        "max_total": None if total is None else total.most,
        "currency": None if total is None else total.currency,
        "q": conditions.text("words"),
    }

"""What a pack proves, what it only says, and what cannot be known from it. Made from what is in the pack."""

import enum
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from application.evidence.after_purchase import refunds_of, shipments_of
from application.evidence.case import EvidenceCase
from application.ledger.contents.revealed import REVEALED_PATH
from application.ledger.contents.states import state_path
from application.ledger.verifier.evidence import HEAD, LOWER_HEAD, TIME_STAMP


class Ground(enum.Enum):
    """On what a claim rests. The values are the names in the list of claims."""

    PROVEN = "proven"
    """By mathematics, for a reader who has the keys."""
    RECORDED = "recorded"
    """The shop's software recorded it, and it was not altered since. It is believed as a record."""
    CLAIMED = "claimed"
    """The operator of the shop's system says so."""
    NOT_PROVEN = "not proven"
    """Nothing in the pack shows it."""


@dataclass(frozen=True, kw_only=True)
class EvidenceClaim:
    """One claim, with the paths of the files that carry it. A folder ends with a slash."""

    ground: Ground
    text: str
    files: tuple[str, ...] = ()


def claims_of(case: EvidenceCase, paths: Sequence[str]) -> list[EvidenceClaim]:
    """Return all claims of a pack that has these files."""
    return [
        *_proof_claims(case, paths),
        *_record_claims(case),
        *_operator_claims(case, paths),
        *_gap_claims(case, paths),
    ]


def _proof_claims(case: EvidenceCase, paths: Sequence[str]) -> Iterator[EvidenceClaim]:
    count = case.newest.version
    yield _claim(
        Ground.PROVEN,
        f"Versions 1 to {count} of this checkout were in the ledger at size {case.checkpoint.size}, in this order, "
        "without a gap, and none was altered since.",
        "events/",
        "proofs/",
        HEAD,
    )
    states = [path for path in map(state_path, range(1, count + 1)) if path in paths]
    yield _claim(
        Ground.PROVEN,
        "The states follow from the events: each field is the part of the event that the list of origins names.",
        *states,
    )
    if case.hidden.parts:
        yield _claim(
            Ground.PROVEN,
            "Hidden parts are what they were when they were recorded: each has a digest in its event, and can be shown "
            "later.",
            "events/",
        )
    if REVEALED_PATH in paths:
        yield _claim(
            Ground.PROVEN,
            "The personal data in the list of revealed fields is what was recorded, letter by letter.",
            REVEALED_PATH,
        )
    if TIME_STAMP in paths:
        yield _claim(
            Ground.PROVEN,
            "All events were there when the authority of the time stamp stamped the head.",
            TIME_STAMP,
        )
    if LOWER_HEAD in paths:
        yield _claim(
            Ground.PROVEN,
            "The events were logged between the times of the two heads.",
            LOWER_HEAD,
            HEAD,
        )
    if case.proven_refusals:
        yield _claim(
            Ground.PROVEN,
            f"Refused attempts in the ledger of refused attempts: {case.proven_refusals}. None was altered since.",
            "refusals/",
            "refusal-proofs/",
        )


def _record_claims(case: EvidenceCase) -> Iterator[EvidenceClaim]:
    purchase = case.purchase
    yield _claim(
        Ground.RECORDED,
        f"The cart, its prices, the fees and the total at version {purchase.shown_version}, and that the purchase was "
        f"committed on that version, by {purchase.who}.",
        state_path(purchase.shown_version),
        state_path(purchase.version),
    )
    if case.elements.ip is not None:
        yield _claim(
            Ground.RECORDED,
            "The network address that the request came from which committed the purchase.",
            f"events/{purchase.version:04}.json",
        )
    if purchase.completed_at is not None:
        yield _claim(
            Ground.RECORDED,
            "That the payment provider reported a success, with this amount and this id.",
            state_path(case.newest.version),
        )
    newest = case.newest
    if newest.fulfilment_events:
        yield _claim(
            Ground.RECORDED,
            "What the shop reported of the delivery, and when it did. The carrier confirms it by proofs of "
            f"its own. Reports: {len(newest.fulfilment_events)}.",
            state_path(newest.version),
        )
    if newest.adjustments:
        yield _claim(
            Ground.RECORDED,
            "What the shop reported of refunds, returns and other adjustments, and when it did. The payment provider "
            f"confirms what was paid. Adjustments: {len(newest.adjustments)}.",
            state_path(newest.version),
        )


def _operator_claims(case: EvidenceCase, paths: Sequence[str]) -> Iterator[EvidenceClaim]:
    yield _claim(
        Ground.CLAIMED,
        f"What was shown at version {case.shown.version}: {case.shown.sentence}",
        *(path for path in paths if ".shown." in path),
    )
    yield _claim(Ground.CLAIMED, "The wording of the timeline.", "timeline.json")
    unproven = case.refusals.count - case.proven_refusals
    if unproven > 0:
        yield _claim(
            Ground.CLAIMED,
            f"Refused attempts that no proof here covers, and that could have been altered: {unproven}.",
            "refusals.json",
        )
    if case.deliveries.count:
        yield _claim(
            Ground.CLAIMED,
            f"The {case.deliveries.count} calls to the shop's own system. None of them is a message to the customer.",
            "callbacks.json",
        )


def _gap_claims(case: EvidenceCase, paths: Sequence[str]) -> Iterator[EvidenceClaim]:
    for text in (
        "That the person at the screen was the holder of the card.",
        "That anybody read the page, or that the browser displayed what it was sent.",
        "What the shop's own pages, photographs and e-mails said, and the text behind the address of the terms.",
        "That what the shop reported as sent arrived, or was used."
        if shipments_of(case.newest).reports
        else "That anything was delivered or used.",
        "That money which the shop reported as paid back reached the customer."
        if refunds_of(case.newest)
        else "That money was paid back after the purchase.",
        "That no other checkout exists for the same payment.",
        "That the same card was used before. Only the processor knows.",
        f"That nothing followed after version {case.newest.version}.",
        "What happened before an event was logged, which is seconds as a rule.",
    ):
        yield _claim(Ground.NOT_PROVEN, text)
    if not case.head.is_cosigned:
        yield _claim(
            Ground.NOT_PROVEN,
            "When the events were logged: no other party cosigned the head, so the times are the operator's alone.",
        )
    elif LOWER_HEAD not in paths:
        yield _claim(
            Ground.NOT_PROVEN,
            "Since when the events were logged: the pack has no earlier head. Others saw them by the time of the head.",
        )
    if case.hidden.erased:
        erased = f" on {case.erased_at:%Y-%m-%d}" if case.erased_at is not None else ""
        yield _claim(
            Ground.NOT_PROVEN,
            f"What the erased personal data was. That it was there is proven. It was erased{erased}, and nobody can "
            "read it any more.",
        )


def _claim(ground: Ground, text: str, *files: str) -> EvidenceClaim:
    return EvidenceClaim(ground=ground, text=text, files=files)

"""Texts for the fields of forms, within the limits of the forms. A cut is said in the text itself."""

from application.evidence.case import EvidenceCase
from application.evidence.claims import Ground, claims_of
from application.evidence.limits import Limit
from application.evidence.priors import describe_lines
from application.evidence.summary import money_text, summary_of, time_text


def fit(text: str, limit: Limit, where: str) -> str:
    """Return the text within a limit of characters; a longer one ends with a line that says what was cut."""
    if len(text) <= limit.value:
        return text
    note = f"\n[{{count:,}} of {len(text):,} characters are cut here: see {where} in the pack.]"
    kept = limit.value - len(note) - 12
    return text[:kept] + note.format(count=len(text) - kept)


def product_description(case: EvidenceCase) -> str:
    """Return the lines of the cart and all charges as agreed, a line each."""
    agreed = case.agreed
    rows = [
        f"{line.quantity:f} x {line.description or line.article}: {money_text(line.total, agreed.currency)}"
        for line in agreed.cart.lines
    ]
    rows += [
        f"{charge.title}: {money_text(charge.amount, agreed.currency)}" for charge in agreed.charges
    ]
    rows.append(f"Total: {money_text(case.purchase.total, case.purchase.currency)}")
    return "\n".join(rows)


def short_description(case: EvidenceCase) -> str:
    """Return the cart in one line."""
    return describe_lines(case.agreed)


def activity_log(case: EvidenceCase) -> str:
    """Return the timeline in words, a line for each event."""
    found = case.timeline
    rows = [
        f"{time_text(row.at)}, version {row.version}, {row.who}: {'; '.join(row.words)}"
        for row in found.first
    ]
    if found.left_out:
        rows.append(
            f"[{found.left_out:,} events are left out here: see timeline.json in the pack.]"
        )
    rows += [
        f"{time_text(row.at)}, version {row.version}, {row.who}: {'; '.join(row.words)}"
        for row in found.last
    ]
    if case.elements.ip is not None:
        rows.append(f"The purchase was committed from the network address {case.elements.ip}.")
    return "\n".join(rows)


def cover_letter(case: EvidenceCase) -> str:
    """Return the summary, how to verify it, and what it does not prove."""
    summary, head = summary_of(case), case.checkpoint
    not_proven = [each.text for each in claims_of(case, ()) if each.ground is Ground.NOT_PROVEN]
    return "\n".join(
        [
            summary.claim,
            *summary.answer,
            "",
            (
                f"Every event is in the signed ledger {head.origin}, size {head.size}, root {head.root.hex()}, "
                "which can be checked offline with the pack that this text comes from."
            ),
            "",
            "Not proven by it:",
            *(f"- {text}" for text in not_proven),
        ]
    )

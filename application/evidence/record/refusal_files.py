"""Writes the refused attempts of a checkout into a pack, each with its proof in the ledger of refused attempts."""

from dataclasses import replace
from typing import Final

from application.evidence.redaction import redact
from application.evidence.request import Audience
from application.ledger.pack_writer import PackWriter
from application.ledger.refusal_proofs import ProvenRefusals, prove_refusals
from application.ports.ledger.reading import Ledger, LedgerNotConfigured

MOST_PROVEN: Final = 500
"""How many refused attempts of a checkout are proven in a pack, from the first one on."""


async def add_refusal_files(
    writer: PackWriter, ledger: Ledger, checkout_id: str, audience: Audience, *, sees_persons: bool
) -> int:
    """Add the attempts that are under a head of their ledger, and return how many they are. Raises StoreUnavailable."""
    try:
        proven = await prove_refusals(ledger, checkout_id, last=MOST_PROVEN)
    except LedgerNotConfigured:
        return 0
    if proven is None or not proven.refusals:
        return 0
    files = _redact(proven, audience, sees_persons=sees_persons).files()
    for path in sorted(files):
        writer.add(path, files[path])
    return len(proven.refusals)


def _redact(proven: ProvenRefusals, audience: Audience, *, sees_persons: bool) -> ProvenRefusals:
    return replace(
        proven,
        refusals=tuple(
            replace(each, opening=redact(each.opening, audience, sees_persons=sees_persons))
            for each in proven.refusals
        ),
    )

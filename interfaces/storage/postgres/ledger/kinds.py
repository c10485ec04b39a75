"""The two ledgers: what each has entries of, and the names of its rows, keys and heads."""

from dataclasses import dataclass
from typing import Final, LiteralString

from application.ledger.format.invariants import REFUSALS_SUFFIX
from application.ports.key_vault import LEDGER_KEY, REFUSAL_LEDGER_KEY


@dataclass(frozen=True, kw_only=True)
class LedgerKind:
    """A ledger. `name` is that in the tables, `table` the one of its records, and `key_class` that of its salts.

    `origin_suffix` is added to the configured origin. `lock` and `cosigning_lock` are those of the processes that let
    it grow and have its heads cosigned.
    """

    name: str
    table: LiteralString
    key_class: str
    origin_suffix: str
    lock: int
    cosigning_lock: int

    def origin_of(self, configured: str) -> str:
        """Return the origin of this ledger where that of the events has the `configured` one."""
        return configured + self.origin_suffix


EVENTS: Final = LedgerKind(
    name="events",
    table="tillroll.checkout_events",
    key_class=LEDGER_KEY,
    origin_suffix="",
    lock=8388354993970081901,
    cosigning_lock=8388354993970081902,
)
REFUSALS: Final = LedgerKind(
    name="refusals",
    table="tillroll.refusals",
    key_class=REFUSAL_LEDGER_KEY,
    origin_suffix=REFUSALS_SUFFIX,
    lock=8388354993970081903,
    cosigning_lock=8388354993970081904,
)
LEDGERS: Final = (EVENTS, REFUSALS)

"""Audits a whole ledger: recomputes every entry from the recorded events, and walks bundles, tiles and heads."""

from collections.abc import Collection
from dataclasses import dataclass

from application.ledger.audits.events import EventComparison
from application.ledger.audits.findings import AuditReport, Progress, TreeFault
from application.ledger.audits.tree import TreeCheck
from application.ledger.format.checkpoints import Checkpoint
from application.ledger.format.invariants import orders_times
from application.ledger.format.keys import SignatureCheck, VerifierKey
from application.ledger.format.tiles import TILE_WIDTH
from application.ports.ledger.reading import Ledger


@dataclass(frozen=True, kw_only=True)
class LedgerAudit:
    """Audits a ledger. `keys` are the public keys that sign or signed its heads, `witnesses` those that cosign them.

    Memory grows with the number of checkouts, by the last version and time of each, and not with that of events.
    """

    ledger: Ledger
    keys: Collection[VerifierKey]
    check: SignatureCheck
    witnesses: Collection[VerifierKey] = ()

    async def run(self, outside: Checkpoint | None, progress: Progress) -> AuditReport:
        """Return what was found. `outside` is the head that is kept outside of the database, read before this call.

        The tree may grow meanwhile; audited is what it has at the beginning. Raises LedgerNotConfigured and
        StoreUnavailable.
        """
        newest = await self.ledger.latest_head()
        status = await self.ledger.status()
        size = status.size
        events = EventComparison(self.ledger, size, status.position)
        tree = TreeCheck(
            self.ledger,
            size,
            keys=self.keys,
            witnesses=self.witnesses,
            check=self.check,
            outside=outside,
            has_order_of_times=orders_times(status.origin),
        )
        await tree.begin()
        if newest is not None and newest.size > size:
            tree.find(TreeFault.HEAD_TOO_LARGE, newest.size)
        progress(0, size)
        for n in range(-(-size // TILE_WIDTH)):
            bundle = await self.ledger.bundle(n, size)
            if bundle is None:
                tree.find(TreeFault.BUNDLE_MISSING, n)
                break
            await tree.read(bundle)
            await events.read(bundle)
            progress(min(size, (n + 1) * TILE_WIDTH), size)
        else:
            await tree.finish()
            await events.finish()
        return AuditReport(
            size=size,
            heads=tree.heads,
            erased=events.erased,
            event=events.finding,
            tree=tree.findings,
        )

"""The expected contents of the audit log, computed from all events in the store, one by one."""

from collections.abc import Sequence

import msgspec
import psycopg

from application.history.assigned_ids import assigned_ids
from application.history.document import document
from application.history.patches.documents import NOTHING, patch
from application.ports.audit_log import AuditEntry, AuditFilter
from domain.checkout import Checkout
from interfaces.storage.postgres.events.codec import EventCodec


class Expected:
    """The expected entries, and which of them a filter finds."""

    def __init__(self, database_url: str) -> None:
        self.entries: list[AuditEntry] = []
        self._assigned: dict[int, tuple[str, ...]] = {}
        self._texts: dict[int, list[str]] = {}
        checkouts: dict[str, Checkout] = {}
        mapper = EventCodec()
        with psycopg.connect(database_url) as connection:
            stored = connection.execute(
                "SELECT notification_id, originator_id, originator_version, topic, state"
                " FROM tillroll.checkout_events ORDER BY notification_id"
            ).fetchall()
            kept = connection.execute("SELECT min(base) FROM tillroll.epochs").fetchone()
        assert kept is not None
        position = 0
        for place, checkout_id, version, topic, state in stored:
            # Events that had positions of a sequence keep them. After these, the log counts.
            position = place if place <= kept[0] else position + 1
            event = mapper.decode(checkout_id, version, topic, state)
            before = checkouts.get(checkout_id)
            after = event.mutate(None) if before is None else before.replay([event])
            assert after is not None
            checkouts[checkout_id] = after
            old = NOTHING if before is None else document(before)
            changes = msgspec.json.Encoder(decimal_format="number").encode(
                patch(old, document(after))
            )
            self.entries.append(
                AuditEntry(
                    position=position,
                    checkout_id=checkout_id,
                    version=version,
                    topic=topic,
                    at=event.timestamp,
                    merchant=after.merchant,
                    provenance=event.provenance,
                    changes=changes.decode(),
                    reference=after.reference,
                    stage=after.stage.value,
                    total=after.total,
                    currency=after.currency,
                )
            )
            self._assigned[position] = assigned_ids(event)
            self._texts[position] = [
                after.reference or "",
                *(line.article for line in after.cart.lines),
                *(line.description for line in after.cart.lines),
                *(fee.article for fee in after.fees),
                *(fee.description for fee in after.fees),
            ]

    def found(self, wanted: AuditFilter) -> Sequence[AuditEntry]:
        """Return the entries that a filter should find, in order."""
        return [entry for entry in self.entries if self._is_wanted(entry, wanted)]

    def _is_wanted(self, entry: AuditEntry, wanted: AuditFilter) -> bool:
        by = entry.provenance
        equal = [
            (wanted.checkout_id, entry.checkout_id),
            (wanted.actor, by.actor),
            (wanted.merchant, entry.merchant),
            (wanted.dialect, by.dialect),
            (wanted.operation, by.operation),
            (wanted.reference, entry.reference),
            (wanted.request_id, by.request_id),
            (wanted.stage, entry.stage),
            (wanted.currency, entry.currency),
        ]
        return (
            all(condition is None or condition == value for condition, value in equal)
            and wanted.assigned_id in (None, *self._assigned[entry.position])
            and (not wanted.addresses or by.address in wanted.addresses)
            and (wanted.checkout_ids is None or entry.checkout_id in wanted.checkout_ids)
            and (wanted.merchants is None or entry.merchant in wanted.merchants)
            and (not wanted.types or entry.topic in wanted.types)
            and (wanted.since is None or entry.at >= wanted.since)
            and (wanted.until is None or entry.at < wanted.until)
            and (wanted.min_total is None or entry.total >= wanted.min_total)
            and (wanted.max_total is None or entry.total <= wanted.max_total)
            and (wanted.text is None or self._has(entry.position, wanted.text))
        )

    def _has(self, position: int, text: str) -> bool:
        terms = _words(text)
        there = [word for part in self._texts[position] for word in _words(part)]
        return bool(terms) and all(any(word.startswith(a) for word in there) for a in terms)


def _words(text: str) -> list[str]:
    """Split the texts of the tests into words: lower case, without accents and ligatures, alphanumeric."""
    plain = text.lower().replace("ﬁ", "fi").replace("ß", "ss").replace("ö", "o").replace("å", "a")
    return "".join(c if c.isalnum() else " " for c in plain).split()

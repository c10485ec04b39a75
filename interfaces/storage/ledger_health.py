"""The readiness check and the metrics of the ledgers."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily

from application.ports.ledger.reading import Ledger, LedgerStatus
from application.ports.ledger.time_stamps import TimeStamps
from interfaces.telemetry.exposition import Measure
from interfaces.telemetry.readiness import Check, Facts


def ledger_check(ledger: Ledger) -> Check:
    """Report how far the ledger is. A lag does not make the process unready: sales do not wait for it."""

    async def look() -> Facts:
        status = await ledger.status()
        return {
            "size": status.size,
            "behind_events": status.behind_events,
            "behind_seconds": status.behind_seconds,
            "unsigned_seconds": status.unsigned_seconds,
            "is_late": status.is_late,
        }

    return Check(look=look, decides=False)


def ledger_figures(
    ledgers: Mapping[str, Ledger], stamps: TimeStamps, clock: Callable[[], datetime]
) -> Measure:
    """Measure the sizes of the ledgers, their lags, their witnesses, and the age of the newest time stamp.

    The label `ledger` has the name of one, `witness` that of a witness that was asked.
    """

    async def look_up() -> Iterable[Metric]:
        statuses = {name: await ledger.status() for name, ledger in ledgers.items()}
        families = []
        for figure, text, value_of in _LEDGER_FIGURES:
            family = GaugeMetricFamily(f"tillroll_ledger_{figure}", text, labels=["ledger"])
            for name, status in statuses.items():
                if (value := value_of(status)) is not None:
                    family.add_metric([name], value)
            if family.samples:
                families.append(family)
        families.extend(_witness_figures(statuses))
        stamp = (await stamps.status()).newest
        if stamp is not None:
            age = max(0.0, (clock() - stamp.time).total_seconds())
            for name, text, value in (
                ("time_stamp_age_seconds", "Age of the newest time stamp of a head.", age),
                ("stamped_size", "Events that a stamped head covers.", stamp.size),
            ):
                families.append(
                    GaugeMetricFamily(f"tillroll_ledger_{name}", text, value=float(value))
                )
        return families

    return look_up


def _witness_figures(statuses: Mapping[str, LedgerStatus]) -> Iterable[GaugeMetricFamily]:
    labels = ["ledger", "witness"]
    behind = GaugeMetricFamily(
        "tillroll_ledger_witness_behind_records",
        "Records under the newest signed head that a witness has not cosigned.",
        labels=labels,
    )
    failing = GaugeMetricFamily(
        "tillroll_ledger_witness_failing",
        "1 if a witness did not cosign when it was last asked, else 0.",
        labels=labels,
    )
    fork = GaugeMetricFamily(
        "tillroll_ledger_witness_fork",
        "1 if a witness has cosigned a head that the ledger does not continue, else 0.",
        labels=labels,
    )
    for name, status in statuses.items():
        signed = 0 if status.head is None else status.head.size
        for each in status.witnesses:
            names = [name, each.witness]
            behind.add_metric(names, max(0, signed - each.size))
            failing.add_metric(names, 0.0 if each.problem is None else 1.0)
            fork.add_metric(names, 1.0 if each.is_fork else 0.0)
    return [family for family in (behind, failing, fork) if family.samples]


_LEDGER_FIGURES: Final[Sequence[tuple[str, str, Callable[[LedgerStatus], float | None]]]] = (
    ("size", "Records in the tree of the ledger.", lambda status: status.size),
    (
        "signed_size",
        "Records that the newest signed head covers.",
        lambda status: 0 if status.head is None else status.head.size,
    ),
    (
        "behind_events",
        "Records that the tree of the ledger does not have yet.",
        lambda status: status.behind_events,
    ),
    (
        "behind_seconds",
        "Age of the oldest record that the tree of the ledger does not have yet.",
        lambda status: status.behind_seconds,
    ),
    (
        "unsigned_seconds",
        "Age of the oldest record that no signed head covers yet; the maximum merge delay is 60.",
        lambda status: status.unsigned_seconds,
    ),
    (
        "head_age_seconds",
        "Age of the newest signed head.",
        lambda status: status.head_age_seconds,
    ),
)

"""Entries of the audit trail as rows of a table, of a CSV file, and as JSON."""

from collections.abc import Sequence

from msgspec import Raw
from rich.table import Table
from rich.text import Text

from application.trail import TrailEntry
from domain.money import in_major_units
from interfaces.cli.terminal import FAINT, NAME, WHEN, WHO, table, time_of
from interfaces.cli.values import money

CSV_COLUMNS = (
    "position",
    "checkout",
    "version",
    "type",
    "time",
    "merchant",
    "actor",
    "dialect",
    "operation",
    "request_id",
    "ip",
    "user_agent",
    "idempotency_key",
    "reference",
    "status",
    "total",
    "currency",
    "changes",
)


def as_table(entries: Sequence[TrailEntry]) -> Table:
    """For people: what tells the events apart; the rest is in JSON and CSV."""
    grid = table(
        "time", "checkout", "version", "type", "actor", "request", "reference", "status", "total",
        right=["version", "total"],
    )  # fmt: skip
    for entry in entries:
        grid.add_row(
            Text(time_of(entry.at), WHEN),
            Text(entry.checkout_id, NAME),
            str(entry.version),
            Text(entry.topic.removeprefix("checkout."), "bold"),
            Text(entry.provenance.actor, WHO),
            Text(f"{entry.provenance.dialect}: {entry.provenance.operation}", FAINT),
            entry.reference or "",
            entry.stage,
            money(entry.total, entry.currency),
        )
    return grid


def as_csv_row(entry: TrailEntry) -> tuple[object, ...]:
    """The values of CSV_COLUMNS; the total in major units, `changes` as JSON."""
    by = entry.provenance
    return (
        entry.position,
        entry.checkout_id,
        entry.version,
        entry.topic,
        time_of(entry.at),
        entry.merchant,
        by.actor,
        by.dialect,
        by.operation,
        by.request_id,
        by.address,
        by.user_agent,
        by.idempotency_key,
        entry.reference or "",
        entry.stage,
        in_major_units(entry.total, entry.currency),
        entry.currency,
        entry.changes,
    )


def as_document(entry: TrailEntry) -> dict[str, object]:
    """The event as the history API writes it, with its position and what it left behind; amounts in minor units."""
    return {
        "position": entry.position,
        "checkout": entry.checkout_id,
        "version": entry.version,
        "type": entry.topic,
        "time": entry.at,
        "provenance": entry.provenance,
        "changes": Raw(entry.changes.encode()),
        "merchant": entry.merchant,
        "reference": entry.reference,
        "status": entry.stage,
        "total": entry.total,
        "currency": entry.currency,
    }

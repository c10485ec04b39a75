"""The table of events that projections read, and a row of it as the library's notification."""

from collections.abc import Mapping
from typing import Any

from eventsourcing.persistence import Notification

SCHEMA = "tillroll"
EVENTS_TABLE = "checkout_events"
"""The name of the table, and of the channel on which new events are announced."""
LAST_POSITION = 2**63 - 1
TRACKING_NAME = "events"
"""The name in the library's tables of positions. Earlier versions, whose positions were drawn in turns, had another."""


def notification_of(row: Mapping[str, Any]) -> Notification:
    """Return the event of a row with its id, version, topic, state and position."""
    return Notification(
        row["originator_id"],
        row["originator_version"],
        row["topic"],
        row["state"],
        row["notification_id"],
    )

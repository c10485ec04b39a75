"""Shapes of what the history API answers across checkouts: the access log, and events as CloudEvents."""

from datetime import datetime
from typing import Literal

from interfaces.api.history import wire


class ReadShape(wire.Shape, frozen=True, kw_only=True):
    """One entry of the access log; `checkout` is null for a read across checkouts.

    `outcome` is null in entries of earlier versions.
    """

    time: datetime
    reader: str
    checkout: str | None
    asked: str
    outcome: Literal["found", "not-found", "denied", "failed"] | None
    provenance: wire.ProvenanceShape


class ReadsShape(wire.Shape, frozen=True, kw_only=True):
    """Entries of the access log, oldest first."""

    reads: list[ReadShape]


class CloudEvent(wire.Shape, frozen=True, kw_only=True):
    """One event as a CloudEvent in structured JSON (CloudEvents 1.0.2); `sequence` is its position in the audit log."""

    specversion: Literal["1.0"]
    id: str
    source: str
    type: str
    subject: str
    time: datetime
    datacontenttype: Literal["application/json"]
    sequence: str
    data: wire.EventShape

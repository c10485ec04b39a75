"""What is erased next, what is late, and what was erased on request."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from application.ports.erasures.plans import ErasureCause


@dataclass(frozen=True, kw_only=True)
class DueErasure:
    """Data of a class of one checkout, due at `due`.

    Data of persons is erased then, or due again later where its checkout has not ended for long enough. `erasure_id` is
    the requested erasure that it is part of; None for an erasure by retention.
    """

    checkout_id: str
    merchant: str
    data_class: str
    due: datetime
    erasure_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class DueErasures:
    """The first ones by time, and how many there are. With `is_cut` there are at least so many."""

    count: int
    is_cut: bool
    first: Sequence[DueErasure]


@dataclass(frozen=True, kw_only=True)
class RequestedErasure:
    """A requested erasure: the number of its keys, and how many of them are left. `completed_at` is None until then."""

    id: str
    cause: ErasureCause
    requested_at: datetime
    keys: int
    left: int
    completed_at: datetime | None


class ErasureSchedule(Protocol):
    """Reads what is due and what was done. Every method raises StoreUnavailable.

    `merchants` are those whose data counts; None for all. Data of persons counts only where its merchant has a
    retention: elsewhere nothing is erased without a request.
    """

    async def due(
        self,
        merchants: tuple[str, ...] | None,
        *,
        after: datetime | None,
        until: datetime,
        limit: int,
    ) -> DueErasures:
        """Return what is due after `after`, by retention, or in requested erasures, until `until`."""

    async def list_requested(
        self, merchants: tuple[str, ...] | None, limit: int
    ) -> Sequence[RequestedErasure]:
        """Return up to `limit` requested erasures, the newest first."""

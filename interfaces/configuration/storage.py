"""The settings for the database in DATABASE_URL."""

from typing import Annotated, Literal

import msgspec

from interfaces.storage.postgres.replication.replica import ReplicaSetting
from interfaces.storage.postgres.replication.required import RequiredStandbys


class StorageSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`standbys` have to confirm each change. While fewer do, changes get 503, or with "warn" the log says so.

    None of `without_standbys` means "refuse". The history is searched, exported and read at `replica_url` while that
    is at most `replica_within_seconds` behind, 30 by default. `audit_log_processes` compute the rows of the audit log.
    """

    audit_log_processes: Annotated[int, msgspec.Meta(ge=1, le=32)] = 1
    replica_url: Annotated[str, msgspec.Meta(pattern=r"^postgres(ql)?://")] | None = None
    replica_within_seconds: Annotated[float, msgspec.Meta(gt=0)] | None = None
    standbys: Annotated[int, msgspec.Meta(ge=0, le=20)] = 0
    without_standbys: Literal["refuse", "warn"] | None = None

    @property
    def required_standbys(self) -> RequiredStandbys:
        """The requirement as the storage takes it."""
        return RequiredStandbys(number=self.standbys, only_warns=self.without_standbys == "warn")

    @property
    def replica(self) -> ReplicaSetting | None:
        """The replica as the audit log takes it."""
        if self.replica_url is None:
            return None
        return ReplicaSetting(
            url=self.replica_url, most_seconds=self.replica_within_seconds or 30.0
        )

    def fault(self) -> str | None:
        """Return what is wrong, as a sentence."""
        if self.without_standbys is not None and not self.standbys:
            return "[storage] without_standbys has a meaning only where `standbys` is 1 or more."
        if self.replica_within_seconds is not None and self.replica_url is None:
            return "[storage] replica_within_seconds has a meaning only with `replica_url`."
        return None

"""The settings for the database in DATABASE_URL."""

from typing import Annotated, Literal

import msgspec

from interfaces.storage.postgres.replication.required import RequiredStandbys


class StorageSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`standbys` have to confirm each change. While fewer do, changes get 503, or with "warn" the log says so.

    None of `without_standbys` means "refuse".
    """

    standbys: Annotated[int, msgspec.Meta(ge=0, le=20)] = 0
    without_standbys: Literal["refuse", "warn"] | None = None

    @property
    def required_standbys(self) -> RequiredStandbys:
        """The requirement as the storage takes it."""
        return RequiredStandbys(number=self.standbys, only_warns=self.without_standbys == "warn")

    def fault(self) -> str | None:
        """Return what is wrong, as a sentence."""
        if self.without_standbys is not None and not self.standbys:
            return "[storage] without_standbys has a meaning only where `standbys` is 1 or more."
        return None

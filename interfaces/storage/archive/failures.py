"""Why the files of an archive cannot be read."""

from application.ports.event_store import StoreUnavailable


class ArchiveUnavailable(StoreUnavailable):
    """A file of the archive is missing, or its folder is not reachable. The message names it."""


class ArchiveAltered(ArchiveUnavailable):
    """A file of the archive is not what was written. The message names it."""

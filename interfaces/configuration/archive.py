"""The setting for the archive of old checkouts."""

from pathlib import Path

import msgspec

from interfaces.storage.archive.folders import archive_place


class ArchiveSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`folder` is where `tillroll archive` writes, unless its --to names another place: a folder, or `s3://…`."""

    folder: str | None = None

    def place(self, file: Path | None) -> str | None:
        """Return the place as it is recorded. A relative path begins at the folder of the configuration file."""
        if self.folder is None:
            return None
        if file is None or "://" in self.folder:
            return archive_place(self.folder)
        return archive_place(str(file.absolute().parent / self.folder))

    def fault(self) -> str | None:
        """Return what is wrong, as a sentence."""
        try:
            self.place(None)
        except ValueError as error:
            return f"[archive] folder: {error}"
        return None

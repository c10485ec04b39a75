"""The errors of backups and their restoration."""


class BackupFailed(Exception):
    """A backup could not be made, or a restoration could not be finished. The message says why."""


class BackupRefused(Exception):
    """A folder is no whole backup, or the target is not empty. Nothing was changed."""


class BackupDiffers(Exception):
    """A restored database does not have what the manifest says. The message names the first difference."""

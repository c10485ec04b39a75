"""Writing a file into the folder of the embedded PostgreSQL, for the account that the server runs as."""

import os
from pathlib import Path

from interfaces.storage.postgres.embedded.account import server_account


def write_for_server(path: Path, text: str) -> None:
    """Replace the file at `path` as a whole. It belongs to the server's account, and no other account can read it.

    A file with this text stays as it is, so that a server can start again on a full disk. A process that is killed
    meanwhile leaves the old file. The new one is on the disk before this returns. The data's account can put links
    into the folder. This follows none, because as root it would write to their targets. Raises OSError.
    """
    if path.is_file() and not path.is_symlink() and path.read_bytes() == text.encode():
        return
    account = server_account(path.parent)
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        # The umask can take the owner's own permissions.
        os.fchmod(file.fileno(), 0o600)
        if account is not None:
            os.fchown(file.fileno(), account.uid, account.gid)
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)

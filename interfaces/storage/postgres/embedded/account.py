"""The system account of the embedded PostgreSQL, which refuses to run as root."""

import logging
import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

from interfaces.storage.postgres.embedded.failure import EmbeddedPostgresFailed

# The operator may create an account for tillroll. Otherwise an existing one is used: starting a program must not add a
# user to the system.
_CANDIDATES = ("tillroll", "postgres", "nobody")

_logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Account:
    """A user of the system that is not root."""

    uid: int
    gid: int


def server_account(data: Path) -> Account | None:
    """Return the account for the server on this data; None where the current user can run it.

    Existing data stays with its owner, the only account that PostgreSQL accepts. Raises EmbeddedPostgresFailed.
    """
    if os.geteuid() != 0:
        return None
    if data.exists() and (owner := data.stat()).st_uid != 0:
        return Account(owner.st_uid, owner.st_gid)
    for name in _CANDIDATES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise EmbeddedPostgresFailed(
        f"PostgreSQL refuses to run as root, and none of the users {', '.join(_CANDIDATES)} exists. "
        f"Make one with `useradd --system tillroll`, "
        f"run tillroll as another user, or name a PostgreSQL in DATABASE_URL."
    )


def warn_of_shared_account(account: Account | None) -> None:
    """Log one warning where the server runs as `nobody`: a password keeps no process of that account from its files.

    It is not refused, because an image of a container often has no other account, and a trial needs none.
    """
    if account is None:
        return
    try:
        shared = pwd.getpwnam("nobody").pw_uid == account.uid
    except KeyError:
        return
    if shared:
        _logger.warning(
            "PostgreSQL runs as nobody. Every other process of that account can read and change its data. "
            "Make an account with `useradd --system tillroll` before the first start, or run tillroll as "
            "another user."
        )


def give_to_server(folder: Path) -> None:
    """Hand an empty folder to the account that the server will run as."""
    if account := server_account(folder):
        os.chown(folder, account.uid, account.gid)


def open_way_for(account: Account | None, data: Path, installation: Path) -> None:
    """Let the account pass through the folders above the data and the binaries, as root only.

    A folder that it cannot pass (such as root's home) gets search permission (`o+x`), which does not allow listing it.
    A warning names the changed folders.
    """
    if account is None:
        return
    opened = [
        folder
        for folder in sorted({*data.parents, *installation.parents})
        if _add(folder, account, stat.S_IXUSR)
    ]
    if opened:
        _logger.warning(
            "PostgreSQL does not run as root. For it to reach its files, others may now pass "
            "through (not list): %s",
            ", ".join(map(str, opened)),
        )
    # A wheel that was installed under a strict umask is readable by root only.
    for tree in (installation, _bundled_libraries(installation)):
        if tree.exists() and _add(tree, account, stat.S_IRUSR | stat.S_IXUSR):
            for path in tree.rglob("*"):
                runs = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
                _add(path, account, stat.S_IRUSR | (stat.S_IXUSR if runs else 0))


def _bundled_libraries(installation: Path) -> Path:
    """Return the folder beside a wheel's package with its bundled libraries."""
    return installation.parent.with_name(installation.parent.name + ".libs")


def _add(path: Path, account: Account, needed: int) -> bool:
    """Give the account the permissions named by their owner's bits; tell whether any was missing."""
    found = path.stat()
    if found.st_uid == account.uid:
        bits = needed
    elif found.st_gid == account.gid:
        bits = needed >> 3
    else:
        bits = needed >> 6
    if found.st_mode & bits == bits:
        return False
    path.chmod(stat.S_IMODE(found.st_mode) | bits)
    return True

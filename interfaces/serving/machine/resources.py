"""Disk space, open files, shared memory and the folder of temporary files."""

import os
import resource
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from interfaces.runtime.diagnostic import Diagnostic, good, problem, warn

_MIB: Final = 1 << 20
_LEAST_DISK: Final = 1024 * _MIB
_ENOUGH_DISK: Final = 5 * 1024 * _MIB
_LEAST_FILES: Final = 2048
_ENOUGH_FILES: Final = 16_384
# PostgreSQL keeps what its parallel workers share there. Docker gives 64 MB, which is too little for large sorts.
_ENOUGH_SHARED: Final = 128 * _MIB
SHARED_MEMORY: Final = Path("/dev/shm")


def disk_finding(free: int, place: Path) -> Diagnostic:
    """Return whether so many free bytes are enough for the database in a folder."""
    found = f"{free / _MIB:,.0f} MB are free at {place}"
    if free >= _ENOUGH_DISK:
        return good(f"{found}.")
    if free >= _LEAST_DISK:
        return warn(
            f"{found}, which a busy database fills within days.", "Make room, or move the data."
        )
    return problem(
        f"{found}. PostgreSQL keeps up to 2 GB of log, and ends when it finds no room.",
        "Make room, or name another folder with --data or TILLROLL_DATA.",
    )


def open_files_finding(hard: int) -> Diagnostic:
    """Return whether the hard limit of open files is enough. At start, a server raises the soft limit to it."""
    if hard == resource.RLIM_INFINITY or hard >= _ENOUGH_FILES:
        return good("The limit of open files is high enough.")
    remedy = "Raise it: LimitNOFILE=65536 in the unit of systemd, or `ulimit -Hn 65536` as root."
    found = f"At most {hard:,} files can be open, and each connection is one"
    if hard >= _LEAST_FILES:
        return warn(f"{found}: idle connections may use them up.", remedy)
    return problem(f"{found}: a server with 1,000 requests under way needs more.", remedy)


def shared_memory_finding(size: int | None, *, has_postgresql: bool) -> Diagnostic:
    """Return whether the shared memory is large enough; None where it cannot be written.

    An embedded PostgreSQL needs much. Without it, only the counts of limits are there.
    """
    if size is None:
        return warn(
            f"{SHARED_MEMORY} cannot be written. Counts of limits then are on a disk, and PostgreSQL may not start.",
            f"Mount a tmpfs at {SHARED_MEMORY}, writable for the account of tillroll.",
        )
    if size >= _ENOUGH_SHARED or not has_postgresql:
        return good(f"{SHARED_MEMORY} has {size / _MIB:,.0f} MB.")
    return warn(
        f"{SHARED_MEMORY} has {size / _MIB:,.0f} MB only, which is little for an embedded PostgreSQL.",
        "Give the container more: --shm-size=256m, or in Kubernetes a volume of memory.",
    )


def writable_finding(folder: Path, what: str) -> Diagnostic:
    """Return whether this account can write into a folder, or into the nearest one above it that exists."""
    nearest = nearest_folder(folder)
    if nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK):
        return good(f"{what} {folder} can be written.")
    return problem(
        f"{what} {folder} cannot be written: {nearest} is not a folder of this account.",
        "Give it to the account that runs tillroll (chown), or name another folder.",
    )


def nearest_folder(folder: Path) -> Path:
    """Return the folder itself, or the first one above it that exists."""
    folder = folder.absolute()
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder


def resource_findings(data: Path, *, has_postgresql: bool) -> Iterator[Diagnostic]:
    """Yield the findings about what this process may use. `data` is the data folder, with a PostgreSQL or without."""
    yield writable_finding(data, "The data folder")
    place = nearest_folder(data)
    yield disk_finding(shutil.disk_usage(place).free, place)
    yield writable_finding(Path(tempfile.gettempdir()), "The folder of temporary files")
    yield open_files_finding(resource.getrlimit(resource.RLIMIT_NOFILE)[1])
    if SHARED_MEMORY.exists():
        is_writable = os.access(SHARED_MEMORY, os.W_OK)
        size = shutil.disk_usage(SHARED_MEMORY).total if is_writable else None
        yield shared_memory_finding(size, has_postgresql=has_postgresql)

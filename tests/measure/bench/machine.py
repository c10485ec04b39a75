"""The machine, which absolute figures depend on."""

import os
import platform
import subprocess
from pathlib import Path

import psutil
import psycopg


def machine(database_url: str) -> dict[str, str]:
    """The machine, its software, and its load by other processes."""
    with psycopg.connect(database_url) as connection:
        version, folder, durable, flushed = connection.execute(
            "SELECT current_setting('server_version'), current_setting('data_directory'),"
            " current_setting('synchronous_commit'), current_setting('fsync')"
        ).fetchone() or ("", "", "", "")
    return {
        "processor": f"{processor()}, {os.cpu_count()} cores",
        "memory": f"{psutil.virtual_memory().total / 2**30:.0f} GB",
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "postgresql": f"{version}, on the same machine and {_file_system(folder)},"
        f" fsync {flushed}, synchronous_commit {durable}",
        "load before": f"{os.getloadavg()[0]:.1f}",
        "commit": _commit(),
    }


def processor() -> str:
    """The name of the processor."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _file_system(folder: str) -> str:
    mounts = [
        part for part in psutil.disk_partitions(all=True) if folder.startswith(part.mountpoint)
    ]
    return max(mounts, key=lambda part: len(part.mountpoint)).fstype if mounts else "?"


def _commit() -> str:
    ran = subprocess.run(
        ["git", "describe", "--always", "--dirty"], capture_output=True, text=True, check=False
    )
    return ran.stdout.strip() or "?"

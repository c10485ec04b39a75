"""Load from wrk, which is faster than the servers. A client in Python would measure itself."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

_SCRIPT = Path(__file__).with_name("load.lua")
_SESSIONS = Path(__file__).with_name("sessions.lua")
_HOW_TO_GET_IT = """\
The load comes from wrk, which is not installed here. Get it with one of
  sudo apt-get install wrk      (Debian, Ubuntu)
  sudo dnf install wrk          (Fedora)
  brew install wrk              (macOS)
or build it from https://github.com/wg/wrk, and run this again."""


class LoadFailed(Exception):
    """The load could not be made, or had unexpected responses. The message states what to do."""


@dataclass(frozen=True, kw_only=True)
class Load:
    """The result of a run. Latencies are in microseconds.

    `refused` counts responses from 400 on, `broken` connections.
    """

    requests: int
    seconds: float
    refused: int
    broken: int
    p50: int
    p99: int

    @property
    def rate(self) -> float:
        """Requests per second."""
        return self.requests / self.seconds


def require_wrk() -> None:
    """Raises LoadFailed with instructions if wrk is not installed."""
    if shutil.which("wrk") is None:
        raise LoadFailed(_HOW_TO_GET_IT)


def run_wrk(
    address: str,
    requests: Iterable[bytes],
    *,
    connections: int,
    seconds: float,
    pause_ms: float = 0,
) -> Load:
    """Sends the requests repeatedly for a whole number of seconds.

    With `pause_ms`, each connection waits for that time on average before each request. Raises LoadFailed if any
    request is refused or fails.
    """
    load = attempt(address, requests, connections=connections, seconds=seconds, pause_ms=pause_ms)
    if load.refused or load.broken or not load.requests:
        raise LoadFailed(f"not every request was answered with a success: {load}")
    return load


def attempt(
    address: str,
    requests: Iterable[bytes],
    *,
    connections: int,
    seconds: float,
    pause_ms: float = 0,
) -> Load:
    """The same, but requests that are refused or fail are only counted. Raises LoadFailed only if wrk itself fails."""
    with tempfile.NamedTemporaryFile("wb", suffix=".requests") as file:
        for request in requests:
            file.write(b"%d\n%b" % (len(request), request))
        file.flush()
        command = ["wrk", "-t1", f"-c{connections}", f"-d{round(seconds)}s", "--timeout", "10s"]
        command += ["-s", str(_SCRIPT), address, "--", file.name, str(pause_ms)]
        return _figures(command)


def buy(
    address: str,
    head: bytes,
    opening: bytes,
    completion: bytes,
    *,
    connections: int,
    seconds: float,
) -> Load:
    """Opens, reads and completes sessions, each connection on its own. Raises LoadFailed as `run_wrk`.

    `head` has the header lines of each request. The bodies open and complete a session.
    """
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for name, octets in (("head", head), ("opening", opening), ("completion", completion)):
            files.append(Path(folder, name))
            files[-1].write_bytes(octets)
        command = ["wrk", f"-t{connections}", f"-c{connections}", f"-d{round(seconds)}s"]
        command += ["--timeout", "10s", "-s", str(_SESSIONS), address, "--", *map(str, files)]
        load = _figures(command)
    if load.refused or load.broken or not load.requests:
        raise LoadFailed(f"not every request was answered with a success: {load}")
    return load


def _figures(command: Sequence[str]) -> Load:
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    figures = [line[5:] for line in ran.stdout.splitlines() if line.startswith("JSON ")]
    if ran.returncode or not figures:
        raise LoadFailed(f"wrk ended with {ran.returncode}: {ran.stdout}{ran.stderr}")
    found = json.loads(figures[0])
    return Load(
        requests=found["requests"],
        seconds=found["microseconds"] / 1e6,
        refused=found["refused"],
        broken=found["broken"],
        p50=found["p50"],
        p99=found["p99"],
    )

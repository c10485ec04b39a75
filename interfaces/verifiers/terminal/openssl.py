"""Checks time stamps with the program openssl, if it is there."""

from __future__ import annotations

import calendar
import os
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from application.ledger.verifier.stamps import StampCheck, StampVerdict

_SECONDS = 20
_TIME = re.compile(r"^Time stamp: (\w{3} +\d+ [\d:]{8})(?:\.\d+)? (\d{4}) GMT$", re.MULTILINE)
_OTHER_BYTES = "message imprint mismatch"


def stamp_check(authorities: Path | None) -> StampCheck | None:
    """Return the check by `openssl ts`; None without the program, or without the file of authorities (PEM)."""
    program = shutil.which("openssl")
    if program is None or authorities is None:
        return None
    command, trusted = program, str(authorities)

    def check(stamped: bytes, response: bytes) -> StampVerdict:
        with tempfile.TemporaryDirectory() as name:
            data, reply = str(Path(name) / "data"), str(Path(name) / "reply")
            Path(data).write_bytes(stamped)
            Path(reply).write_bytes(response)
            text = _run([command, "ts", "-reply", "-in", reply, "-text"])
            found = _TIME.search(text)
            if found is None:
                return StampVerdict(None, "openssl cannot read it")
            at = calendar.timegm(
                time.strptime(f"{found.group(1)} {found.group(2)}", "%b %d %H:%M:%S %Y")
            )
            # Certificates have to be valid at the time of the stamp: they end before evidence does.
            options = ["-data", data, "-in", reply, "-CAfile", trusted, "-attime", str(at)]
            text = _run([command, "ts", "-verify", *options])
        if "Verification: OK" in text:
            return StampVerdict(at)
        reason = "openssl does not find it valid with the given authorities"
        return StampVerdict(None, reason, _OTHER_BYTES in text)

    return check


def _run(command: list[str]) -> str:
    """Return what a command prints, in English; nothing if it does not end."""
    try:
        ended = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, "LC_ALL": "C"},
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return ended.stdout.decode("utf-8", "replace")

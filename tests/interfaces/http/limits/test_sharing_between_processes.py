"""Processes that map the same file have the same buckets and the same signatures."""

import subprocess
import sys
from pathlib import Path

from interfaces.http.limits.memory import (
    LIMITS_FILE,
    LimitsMemory,
    create_limits_file,
    limits_memory,
)

_TAKE = """
import sys
from pathlib import Path
from interfaces.http.limits.buckets import SECOND, Buckets, per_minute
from interfaces.http.limits.memory import LimitsMemory

memory = LimitsMemory(Path(sys.argv[1]))
buckets, rate, key = Buckets(memory.buckets), per_minute("test", 100), memory.key_of("shop", "key")
print(sum(buckets.take(key, rate, 1_700_000_000 * SECOND) == 0 for _ in range(80)))
"""
_SIGN = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from interfaces.http.limits.memory import LimitsMemory
from interfaces.http.limits.signatures import UsedSignatures

used = UsedSignatures(LimitsMemory(Path(sys.argv[1])))
now = datetime(2025, 12, 25, 10, 0, tzinfo=UTC)
until = now + timedelta(minutes=5)
taken = (used.take(str(n), sys.argv[2], now=now, until=until) for n in range(2000))
print(",".join(str(n) for n, is_taken in enumerate(taken) if is_taken))
"""


def _shared(folder: Path) -> Path:
    file = folder / "limits"
    create_limits_file(file)
    return file


def _run(script: str, *arguments: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", script, *arguments], check=True, capture_output=True, text=True
    ).stdout.strip()


def test_two_processes_share_one_quota(tmp_path: Path) -> None:
    """What the first process has admitted, the second one does not admit again."""
    file = str(_shared(tmp_path))
    assert [_run(_TAKE, file), _run(_TAKE, file), _run(_TAKE, file)] == ["80", "20", "0"]


def test_two_processes_take_a_signature_for_one_purpose(tmp_path: Path) -> None:
    """Of 2,000 signatures that two processes take at the same time for two purposes, each has one of them."""
    file = str(_shared(tmp_path))
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", _SIGN, file, purpose], stdout=subprocess.PIPE, text=True
        )
        for purpose in ("PUT /a", "PUT /b")
    ]
    first, second = (
        {int(each) for each in process.communicate()[0].strip().split(",") if each}
        for process in processes
    )
    assert first | second == set(range(2000))
    assert not first & second


def test_the_environment_names_the_file(tmp_path: Path) -> None:
    """A worker maps the file of TILLROLL_LIMITS_FILE, which only its account reads; a single process needs none."""
    file = _shared(tmp_path)
    assert file.stat().st_mode & 0o777 == 0o600
    one, other = limits_memory({LIMITS_FILE: str(file)}), LimitsMemory(file)
    one.latest_failure = 5
    assert other.latest_failure == 5
    assert one.key_of("a", "b") == other.key_of("a", "b")
    alone = limits_memory({})
    assert (alone.latest_failure, alone.key_of("a") == one.key_of("a")) == (0, False)

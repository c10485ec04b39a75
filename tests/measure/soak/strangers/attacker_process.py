"""Start and end the process of the strangers."""

import contextlib
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator

import msgspec

from tests.measure.bench.load import LoadFailed
from tests.measure.soak.strangers.attack import Attack, Prepared
from tests.measure.soak.strangers.attacker import STARTED

_END_SECONDS = 20


@contextlib.contextmanager
def attacking(attack: Attack, url: str, prepared: Prepared, total: Counter[str]) -> Iterator[None]:
    """Attack during the block, and add what the strangers counted to `total`.

    Raises LoadFailed if the attack does not start, or ends before it is told to.
    """
    command = [sys.executable, "-m", "tests.measure.soak.strangers.attacker", attack.name, url]
    command.append(msgspec.json.encode(prepared).decode())
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=None, text=True
    )
    try:
        assert process.stdout is not None
        if process.stdout.readline().strip() != STARTED:
            raise LoadFailed(f"the strangers of {attack.name} did not start")
        yield
        said, _ = process.communicate("", timeout=_END_SECONDS)
        if process.returncode:
            raise LoadFailed(
                f"the strangers of {attack.name} gave up: exit status {process.returncode}"
            )
        total.update(msgspec.json.decode(said, type=dict[str, int]))
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()

"""A server may open as many files as the system grants it, not as many as the shell happened to set."""

import subprocess
import sys

_PROGRAM = """
import resource
from interfaces.serving.descriptors import raise_descriptor_limit

_, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (64, hard))
raise_descriptor_limit()
print(resource.getrlimit(resource.RLIMIT_NOFILE) == (hard, hard))
"""


def test_the_soft_limit_becomes_the_hard_one() -> None:
    """In a process of its own, since the limit is the process's."""
    ended = subprocess.run(
        [sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=True
    )
    assert ended.stdout == "True\n"

"""Python, the locale and the clock of the machine."""

import ctypes
import locale
import sys
from collections.abc import Iterator
from typing import Final

from interfaces.runtime.diagnostic import Diagnostic, good, problem, warn

OLDEST: Final = (3, 11)
NEWEST: Final = (3, 14)
# The size of `struct timex` on 64-bit Linux is 208 bytes. A call with all modes 0 changes nothing.
_TIMEX_BYTES: Final = 256
_TIME_ERROR: Final = 5


def python_finding(version: tuple[int, int]) -> Diagnostic:
    """Return whether this version of Python is one that tillroll is tested with."""
    found = f"Python is {version[0]}.{version[1]}"
    if OLDEST <= version <= NEWEST:
        return good(f"{found}, and tillroll needs 3.11 to 3.14.")
    return problem(
        f"{found}, and tillroll is tested with 3.11 to 3.14.",
        "Make the environment with another Python: python3.13 -m venv …",
    )


def locale_finding(encoding: str) -> Diagnostic:
    """Return whether files and the terminal are read as UTF-8."""
    if encoding.lower().replace("-", "") in {"utf8", "cp65001"}:
        return good("The locale is UTF-8.")
    return warn(
        f"The locale has the encoding {encoding}, so that names with other letters cannot be printed.",
        "Set LC_ALL=C.UTF-8 in the environment of tillroll.",
    )


def clock_finding(is_synchronised: bool | None) -> Diagnostic:
    """Return whether the kernel's clock follows a time server. None: the kernel does not tell."""
    if is_synchronised is None:
        return good("The kernel does not tell whether its clock is synchronised.")
    if is_synchronised:
        return good("The clock is synchronised with a time server.")
    return warn(
        "The clock is not synchronised with a time server, and events, tokens and signatures have its times.",
        "Run chrony or systemd-timesyncd on the machine (in a container: on its host).",
    )


def is_clock_synchronised() -> bool | None:
    """Ask the kernel (adjtimex(2)) whether its clock is synchronised. None where it cannot be asked."""
    if not sys.platform.startswith("linux"):
        return None
    buffer = ctypes.create_string_buffer(_TIMEX_BYTES)
    try:
        state: int = ctypes.CDLL(None).adjtimex(buffer)
    except (OSError, AttributeError):
        return None
    return None if state < 0 else state != _TIME_ERROR


def platform_findings() -> Iterator[Diagnostic]:
    """Yield the findings about this process and its kernel."""
    yield python_finding(sys.version_info[:2])
    yield locale_finding(locale.getpreferredencoding(do_setlocale=False))
    yield clock_finding(is_clock_synchronised())

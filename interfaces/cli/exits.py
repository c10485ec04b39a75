"""What the command's exit status says, and how an expected failure becomes one."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

import typer

DIFFERS = 1
USAGE = 2
NOT_FOUND = 3
# From sysexits.h, so that a supervisor can tell what may pass from what somebody has to mend.
UNAVAILABLE = 69
MISCONFIGURED = 78
_TERMINATED = 128 + signal.SIGTERM


@contextmanager
def reported(*failures: type[Exception], status: int) -> Iterator[None]:
    """Tells of an expected failure in words rather than by a traceback, and exits with `status`."""
    try:
        yield
    except failures as failure:
        fail(str(failure), status)


def fail(message: str, status: int) -> NoReturn:
    """Says on standard error what is wrong, and exits with `status`."""
    typer.echo(f"tillroll: {message.strip()}", err=True)
    raise typer.Exit(status)


@contextmanager
def ended_when_asked() -> Iterator[None]:
    """Lets SIGINT, SIGTERM and a closed terminal all end the work in order, and count as success.

    By default SIGTERM ends Python on the spot, and the database would stay behind. uvicorn catches
    it, but hands it on when it has finished.
    """
    _on_signals(0)
    try:
        yield
    except KeyboardInterrupt:
        sys.exit(0)


def end_in_order() -> None:
    """Lets SIGTERM and a closed terminal end the work in order, without success."""
    _on_signals(_TERMINATED)


def _on_signals(status: int) -> None:
    def end(_signal: int, _frame: FrameType | None) -> None:
        sys.exit(status)

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGHUP, end)

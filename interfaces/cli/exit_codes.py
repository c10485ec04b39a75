"""What the command's exit status says, and how an expected failure becomes one."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

import typer

from interfaces.cli.terminal.safe_text import printable

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
    said = "\n".join(map(printable, message.strip().split("\n")))
    typer.echo(f"tillroll: {said}", err=True)
    raise typer.Exit(status)


@contextmanager
def ended_when_asked() -> Iterator[None]:
    """Lets SIGINT, SIGTERM and a closed terminal all end the work in order, and count as success.

    By default SIGTERM ends Python on the spot, and the database would stay behind. uvicorn catches
    it, but hands it on when it has finished.
    """
    with ended_in_order(0):
        try:
            yield
        except KeyboardInterrupt:
            sys.exit(0)


@contextmanager
def ended_in_order(status: int = _TERMINATED) -> Iterator[None]:
    """Lets SIGTERM and a closed terminal end the work in order, with this exit status."""

    def end(_signal: int, _frame: FrameType | None) -> None:
        sys.exit(status)

    before = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

"""The exit codes of the command, and the conversion of expected failures and signals to them."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

import typer

from interfaces.runtime.printable import printable

DIFFERS = 1
USAGE = 2
NOT_FOUND = 3
# From sysexits.h: a supervisor can tell a temporary failure from a faulty configuration.
UNAVAILABLE = 69
REFUSED = 77
MISCONFIGURED = 78
_TERMINATED = 128 + signal.SIGTERM


@contextmanager
def exit_on(*failures: type[Exception], status: int) -> Iterator[None]:
    """Print an expected failure without a traceback and exit with `status`."""
    try:
        yield
    except failures as failure:
        fail(str(failure), status)


def fail(message: str, status: int) -> NoReturn:
    """Print the message on standard error and exit with `status`."""
    text = "\n".join(map(printable, message.strip().split("\n")))
    typer.echo(f"tillroll: {text}", err=True)
    raise typer.Exit(status)


@contextmanager
def exit_zero_on_signals() -> Iterator[None]:
    """Run cleanup at SIGINT, SIGTERM and SIGHUP and exit with 0.

    By default SIGTERM ends Python without cleanup, and the database would keep running. uvicorn handles the signal but
    raises it again after its own shutdown.
    """
    with exit_on_signals(0):
        try:
            yield
        except KeyboardInterrupt:
            sys.exit(0)


@contextmanager
def exit_on_signals(status: int = _TERMINATED) -> Iterator[None]:
    """Run cleanup at SIGTERM and SIGHUP and exit with `status`."""

    def end(_signal: int, _frame: FrameType | None) -> None:
        sys.exit(status)

    before = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

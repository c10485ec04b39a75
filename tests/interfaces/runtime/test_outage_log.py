"""What is logged while a task waits for the store."""

import logging

import pytest

from interfaces.runtime.outage_log import OutageLog


class _Monotonic:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_an_outage_is_logged_at_its_beginning_each_minute_and_at_its_end(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Attempts of one second each for two minutes make three lines, and the end one more."""
    monotonic = _Monotonic()
    outage = OutageLog("callbacks", monotonic)
    for second in range(121):
        monotonic.seconds = float(second)
        outage.waits(ValueError(f"attempt {second}"))
    outage.works()
    outage.works()
    assert [record.getMessage() for record in caplog.records] == [
        "callbacks: the store is waited for: attempt 0",
        "callbacks: the store is waited for: attempt 60",
        "callbacks: the store is waited for: attempt 120",
        "callbacks: works again after 120.0 s",
    ]


def test_another_error_is_logged_at_once(caplog: pytest.LogCaptureFixture) -> None:
    """An error of another text is logged with its stack, although the last line is younger than a minute."""
    outage = OutageLog("callbacks", _Monotonic())
    for error in (ValueError("one"), ValueError("one"), ValueError("other")):
        outage.broke_off(error)
    assert [record.exc_info is not None for record in caplog.records] == [True, True]
    assert all(record.levelno == logging.ERROR for record in caplog.records)

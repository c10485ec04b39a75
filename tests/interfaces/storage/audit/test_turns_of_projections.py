"""Projections of one process step one after another."""

import threading

import pytest

from interfaces.storage.postgres.projections.turn import Turn


def test_a_second_projection_waits_for_the_first_one() -> None:
    """A projection steps only after the one that has the turn has ended its step."""
    turn = Turn()
    steps: list[str] = []

    def step_second() -> None:
        waiting.set()
        with turn.take():
            steps.append("second")

    waiting = threading.Event()
    second = threading.Thread(target=step_second)
    with turn.take():
        second.start()
        waiting.wait()
        steps.append("first")
    second.join()
    assert steps == ["first", "second"]


def test_a_projection_that_does_not_end_keeps_no_other_from_its_step() -> None:
    """A projection steps after a while, though the one that has the turn still waits for its database."""
    turn = Turn()
    stepped = threading.Event()

    def step_second() -> None:
        with turn.take():
            stepped.set()

    with turn.take():
        second = threading.Thread(target=step_second)
        second.start()
        assert stepped.wait(timeout=30)
    second.join()


def test_a_step_that_fails_gives_the_turn_back() -> None:
    """A projection whose step raises does not keep the turn."""
    turn = Turn()
    with pytest.raises(OSError, match="no connection"), turn.take():
        raise OSError("no connection")
    assert not turn.is_taken

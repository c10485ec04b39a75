"""The log's writer: in order, soon, and never in anybody's way."""

import os
import select
import threading

from interfaces.telemetry.line_writer import LineWriter


def test_lines_are_written_in_order() -> None:
    """What was handed over before `flush` is there after it, line by line."""
    reading, writing = os.pipe()
    writer = LineWriter(writing)
    writer.start()
    for number in range(1000):
        writer.write(b"%d\n" % number)
    writer.flush()
    os.close(writing)
    with os.fdopen(reading) as lines:
        assert [int(line) for line in lines] == list(range(1000))


def test_nobody_waits_for_a_reader_that_does_not_read() -> None:
    """A pipe that is full holds up nobody; what does not fit is counted once the pipe is read again."""
    reading, writing = os.pipe()
    writer = LineWriter(writing, waiting=10)
    dropped: list[int] = []
    told = threading.Event()

    def tell(lines: int) -> None:
        dropped.append(lines)
        told.set()

    writer.on_dropped = tell
    writer.start()
    line = b"x" * 4095 + b"\n"
    for _ in range(1000):
        writer.write(line)
    received = 0
    while not told.is_set() or received < (1000 - sum(dropped)) * len(line):
        # What was dropped may be told only after the last line was read, and then there is nothing more to read.
        if select.select([reading], [], [], 0.01)[0]:
            received += len(os.read(reading, 1 << 20))
    assert 0 < sum(dropped) < 1000
    os.close(writing)
    os.close(reading)


def test_a_log_that_was_closed_harms_nobody() -> None:
    """Where nobody listens any more, lines are let go."""
    reading, writing = os.pipe()
    os.close(reading)
    writer = LineWriter(writing)
    writer.start()
    writer.write(b"into the void\n")
    writer.flush()
    writer.write(b"again\n")
    writer.flush()
    os.close(writing)

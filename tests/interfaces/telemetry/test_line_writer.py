"""The log writer writes lines in order, and never blocks its callers."""

import os
import select
import threading

from interfaces.telemetry.line_writer import LineWriter


def test_lines_are_written_in_order() -> None:
    """After `flush`, all lines that were written before it are in the output, in order."""
    reading, writing = os.pipe()
    writer = LineWriter(writing)
    writer.start()
    for number in range(1000):
        writer.write(b"%d\n" % number)
    writer.flush()
    os.close(writing)
    with os.fdopen(reading) as lines:
        assert [int(line) for line in lines] == list(range(1000))


def test_a_full_pipe_does_not_block_the_writer() -> None:
    """Lines that do not fit into a full pipe are dropped and counted."""
    reading, writing = os.pipe()
    writer = LineWriter(writing, waiting=10)
    dropped: list[int] = []
    reported = threading.Event()

    def report(lines: int) -> None:
        dropped.append(lines)
        reported.set()

    writer.on_dropped = report
    writer.start()
    line = b"x" * 4095 + b"\n"
    for _ in range(1000):
        writer.write(line)
    received = 0
    while not reported.is_set() or received < (1000 - sum(dropped)) * len(line):
        # Dropped lines may be reported after the last line was read, when there is nothing more to
        # read.
        if select.select([reading], [], [], 0.01)[0]:
            received += len(os.read(reading, 1 << 20))
    assert 0 < sum(dropped) < 1000
    os.close(writing)
    os.close(reading)


def test_a_closed_pipe_is_no_error() -> None:
    """Lines for a closed pipe are dropped."""
    reading, writing = os.pipe()
    os.close(reading)
    writer = LineWriter(writing)
    writer.start()
    writer.write(b"into the void\n")
    writer.flush()
    writer.write(b"again\n")
    writer.flush()
    os.close(writing)

"""`make soak`: minutes of load at 70 % of the highest rate, with checks for growth, leaks and losses.

`make soak ARGS=strangers` measures a merchant's load while strangers attack instead.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import typer

from tests.measure.bench.load import LoadFailed, require_wrk
from tests.measure.bench.machine import machine
from tests.measure.bench.services import Service, fresh_database, postgres, tillroll, token_from
from tests.measure.bench.throughput import MANY, OURS, Subject, open_checkouts
from tests.measure.soak.account import Account
from tests.measure.soak.pace import Pace, Traffic
from tests.measure.soak.samples import Sample, events_in, usage_of
from tests.measure.soak.strangers import command as strangers
from tests.measure.soak.verdicts import verdicts

_SLICE_SECONDS = 10
_CHECKOUTS = 1000
_REST_SECONDS = 3


def main(arguments: Sequence[str]) -> int:
    """Return 0 if every check passes."""
    if arguments[:1] == ["strangers"]:
        return strangers.main(arguments[1:])
    parser = argparse.ArgumentParser(prog="python -m tests.measure.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10, help="how long (default: 10)")
    parser.add_argument(
        "--output", type=Path, default=Path("var/soak"), help="folder of the results"
    )
    given = parser.parse_args(arguments)
    slices = max(1, round(given.minutes * 60 / _SLICE_SECONDS))
    try:
        require_wrk()
        with (
            postgres() as url,
            fresh_database(url) as database,
            tillroll(database) as service,
        ):
            return _soak(service, slices, given.output)
    except LoadFailed as failed:
        typer.echo(failed, err=True)
        return 1


def _soak(service: Service, slices: int, output: Path) -> int:
    token = token_from(service)
    ids = open_checkouts(service, token, _CHECKOUTS)
    traffic = Traffic(Subject(name=OURS, service=service, ids=ids, token=token))
    about = machine(service.database_url)
    pace = traffic.find_pace()
    account = Account(about, pace)
    account.print_head()
    _rest()
    started = time.monotonic()
    samples = []
    for _ in range(slices):
        samples.append(_slice(service, traffic, pace, started))
        account.add(samples[-1])
    _rest()
    found = verdicts(samples, usage_of(service), MANY)
    account.write(found, output)
    return 0 if all(verdict.is_kept for verdict in found) else 1


def _slice(service: Service, traffic: Traffic, pace: Pace, started: float) -> Sample:
    before = events_in(service)
    putting, getting = traffic.start(pace, _SLICE_SECONDS)
    time.sleep(_SLICE_SECONDS / 2)
    held = usage_of(service)
    put, get = putting.result(), getting.result()
    # Requests that were pending when wrk ended are recorded in this slice, and not in the next.
    time.sleep(0.5)
    service.truncate_log()
    return Sample(
        seconds=time.monotonic() - started,
        held=held,
        put=put,
        get=get,
        recorded=events_in(service) - before,
    )


def _rest() -> None:
    """Waits until closed connections are noticed."""
    time.sleep(_REST_SECONDS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

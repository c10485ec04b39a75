"""`make soak`: minutes of load at 70 % of the highest rate, and whether anything grows, leaks or is lost.

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
from tests.measure.soak.samples import Sample, held_by, recorded_by
from tests.measure.soak.strangers import command as strangers
from tests.measure.soak.verdicts import verdicts

_SLICE_SECONDS = 10
_CHECKOUTS = 1000
_REST_SECONDS = 3


def main(arguments: Sequence[str]) -> int:
    """Returns 0 where every promise was kept."""
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
    account.begin()
    _rest()
    began = time.monotonic()
    samples = []
    for _ in range(slices):
        samples.append(_slice(service, traffic, pace, began))
        account.add(samples[-1])
    _rest()
    found = verdicts(samples, held_by(service), MANY)
    account.end(found, output)
    return 0 if all(verdict.is_kept for verdict in found) else 1


def _slice(service: Service, traffic: Traffic, pace: Pace, began: float) -> Sample:
    before = recorded_by(service)
    putting, getting = traffic.begin(pace, _SLICE_SECONDS)
    time.sleep(_SLICE_SECONDS / 2)
    held = held_by(service)
    put, get = putting.result(), getting.result()
    # What was on its way when wrk hung up is recorded in this slice and not counted in the next.
    time.sleep(0.5)
    service.forget_log()
    return Sample(
        seconds=time.monotonic() - began,
        held=held,
        put=put,
        get=get,
        recorded=recorded_by(service) - before,
    )


def _rest() -> None:
    """Lets the connections of clients that have hung up be noticed and closed."""
    time.sleep(_REST_SECONDS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

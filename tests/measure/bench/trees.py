"""`python -m tests.measure.bench.trees PATH`: PUT …/cart of this source tree ÷ that of another checkout, in turns.

Both run in this environment, so the other checkout must have the same dependencies. The load comes from wrk.
"""

import argparse
import sys
from functools import partial
from pathlib import Path

import typer

from tests.measure.bench.figures import Row, ratios, spread
from tests.measure.bench.load import LoadFailed, require_wrk
from tests.measure.bench.machine import machine
from tests.measure.bench.plan import FULL, QUICK
from tests.measure.bench.report import Report
from tests.measure.bench.services import postgres, tillroll
from tests.measure.bench.side_by_side import put_rates
from tests.measure.bench.throughput import MANY


def main() -> int:
    """Print the row with its verdict. Return 0 if the measurement was made."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.measure.bench.trees", description=__doc__
    )
    parser.add_argument("other", type=Path, help="the folder of the other checkout")
    parser.add_argument("--quick", action="store_true", help="for development: short and rough")
    given = parser.parse_args()
    plan = QUICK if given.quick else FULL
    try:
        require_wrk()
        with postgres() as url:
            report = Report(machine(url), is_quick=given.quick)
            report.print_head()
            here, other = put_rates(
                url, plan, [tillroll, partial(tillroll, tree=given.other.resolve())]
            )
            report.add(
                Row(
                    what=f"PUT …/cart of this tree ÷ the other, {MANY} connections",
                    values=ratios(here, other),
                    at_least=0.98,
                    detail=f"{spread(here)} ÷ {spread(other)}",
                )
            )
    except LoadFailed as failed:
        typer.echo(failed, err=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The cost of admission and of limits of rate: tillroll compared with tillroll without them."""

from collections.abc import Iterable
from functools import partial

from tests.measure.bench.figures import Row, ratios, spread
from tests.measure.bench.plan import Plan
from tests.measure.bench.services import tillroll
from tests.measure.bench.side_by_side import put_rates
from tests.measure.bench.throughput import MANY

_COMMANDS = ("interfaces.cli.main", "tests.measure.bench.unlimited")


def rows(server_url: str, plan: Plan) -> Iterable[Row]:
    """PUT …/cart with limits ÷ without."""
    limited, unlimited = put_rates(
        server_url, plan, [partial(tillroll, command=command) for command in _COMMANDS]
    )
    yield Row(
        what=f"PUT …/cart with limits of rate and of places ÷ without, {MANY} connections",
        values=ratios(limited, unlimited),
        at_least=0.98,
        detail=f"{spread(limited)} ÷ {spread(unlimited)}",
    )

"""The cost of observability: tillroll compared with tillroll without metrics, log lines and traces."""

from collections.abc import Iterable
from functools import partial

from tests.measure.bench.figures import Row, ratios, spread
from tests.measure.bench.plan import Plan
from tests.measure.bench.services import tillroll
from tests.measure.bench.side_by_side import put_rates
from tests.measure.bench.throughput import MANY

_COMMANDS = ("interfaces.cli.main", "tests.measure.bench.unobserved")


def rows(server_url: str, plan: Plan) -> Iterable[Row]:
    """PUT …/cart with metrics, log and traces ÷ without."""
    observed, unobserved = put_rates(
        server_url, plan, [partial(tillroll, command=command) for command in _COMMANDS]
    )
    yield Row(
        what=f"PUT …/cart with metrics, log and traces ÷ without, {MANY} connections",
        values=ratios(observed, unobserved),
        at_least=0.95,
        detail=f"{spread(observed)} ÷ {spread(unobserved)}",
    )

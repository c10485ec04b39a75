"""Two workers on one database compared with one. An outdated cache in a worker must cause no refusal."""

from collections.abc import Iterable
from functools import partial

from tests.measure.bench.figures import Row, ratios, spread
from tests.measure.bench.plan import Plan
from tests.measure.bench.services import tillroll
from tests.measure.bench.side_by_side import put_rates
from tests.measure.bench.throughput import MANY


def rows(server_url: str, plan: Plan) -> Iterable[Row]:
    """PUT …/cart with two workers ÷ with one. Any 423 would end the measurement."""
    one, two = put_rates(
        server_url, plan, [partial(tillroll, workers=workers) for workers in (1, 2)]
    )
    yield Row(
        what=f"PUT …/cart with two workers ÷ with one, {MANY} connections",
        values=ratios(two, one),
        detail=f"{spread(two)} ÷ {spread(one)}; no lock error in any of the runs",
    )

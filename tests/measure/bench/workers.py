"""Two workers on one database, against one; a worker whose copy is behind must refuse nothing for that."""

from collections.abc import Iterable
from functools import partial

from tests.measure.bench.figures import Row, ratios, spread
from tests.measure.bench.plan import Plan
from tests.measure.bench.services import tillroll
from tests.measure.bench.side_by_side import put_rates
from tests.measure.bench.throughput import MANY


def rows(server_url: str, plan: Plan) -> Iterable[Row]:
    """PUT …/cart with two workers ÷ with one. Any 423 would end it."""
    one, two = put_rates(
        server_url, plan, [partial(tillroll, workers=workers) for workers in (1, 2)]
    )
    yield Row(
        what=f"PUT …/cart with two workers ÷ with one, {MANY} connections",
        values=ratios(two, one),
        detail=f"{spread(two)} ÷ {spread(one)}; no lock error in any of the runs",
    )

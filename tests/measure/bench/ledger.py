"""The cost of the ledger of events: tillroll compared with tillroll without one."""

import tempfile
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from interfaces.storage.signing_key_file import create_signing_key
from tests.measure.bench.figures import Row, ratios, spread
from tests.measure.bench.plan import Plan
from tests.measure.bench.services import config_with_cache, tillroll
from tests.measure.bench.side_by_side import put_rates
from tests.measure.bench.throughput import FEW, MANY

_CACHED = 10_000
_LEDGER = '[ledger]\norigin = "bench.tillroll.example"\nkey_file = "ledger.key"\n'


def rows(server_url: str, plan: Plan) -> Iterable[Row]:
    """PUT …/cart with a ledger ÷ without."""
    with tempfile.TemporaryDirectory() as folder:
        without = config_with_cache(Path(folder), _CACHED)
        logged = Path(folder, "ledger.toml")
        logged.write_text(without.read_text() + _LEDGER)
        create_signing_key(Path(folder, "ledger.key"))
        ways = [partial(tillroll, config=file) for file in (logged, without)]
        for connections in (FEW, MANY):
            with_ledger, bare = put_rates(server_url, plan, ways, connections=connections)
            yield Row(
                what=f"PUT …/cart with a ledger of events ÷ without, {connections} connections",
                values=ratios(with_ledger, bare),
                at_least=0.97,
                detail=f"{spread(with_ledger)} ÷ {spread(bare)}",
            )

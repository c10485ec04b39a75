"""Makes demo checkouts in stores in memory."""

import itertools
from collections.abc import Sequence
from datetime import datetime
from random import Random

from application.checkouts.cache import CheckoutCache
from application.checkouts.service import Checkouts, Lifetime
from application.persons.sealing import Persons
from interfaces.configuration.demo.configuration import demo_configuration
from interfaces.demo.checkouts import DemoCheckouts
from interfaces.demo.script import CheckoutScript, DemoClock
from interfaces.demo.shops import demo_shops
from interfaces.storage.memory.storage import InMemoryStorage


async def make_checkouts(
    storage: InMemoryStorage, *, seed: int, count: int, until: datetime
) -> Sequence[CheckoutScript]:
    """Makes the checkouts of a seed until a time. Their ids, numbers and tokens come from the seed too."""
    clock, ids = DemoClock(at=until), Random(seed)
    maker = DemoCheckouts(
        checkouts=Checkouts(
            store=storage.events,
            refusals=storage.refusals,
            persons=Persons(storage.persons, clock),
            cache=CheckoutCache(10),
            lifetime=Lifetime(),
            clock=clock,
            new_id=lambda: f"demo-{ids.randrange(2**40):010x}",
            new_order_number=itertools.count(1).__next__,
        ),
        clock=clock,
        shops=demo_shops(demo_configuration()),
        seed=seed,
        new_public_token=lambda country: f"public-{country}-{ids.randrange(2**60):015x}",
    )
    return [script async for script in maker.make(count, until)]

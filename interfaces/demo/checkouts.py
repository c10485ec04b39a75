"""Makes demo checkouts of 30 days through the application service, so that they are recorded as real ones are."""

import itertools
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Final

from application.checkouts.service import Checkouts
from interfaces.demo.goods import DemoGoods
from interfaces.demo.script import CheckoutScript, DemoClock
from interfaces.demo.shops import DemoShop
from interfaces.demo.stories import STORIES

DAYS: Final = 30
_FIRST_NUMBER: Final = 1001


@dataclass(kw_only=True)
class DemoCheckouts:
    """Makes checkouts. `clock` is the clock of `checkouts`. The seed decides all but ids and public tokens."""

    checkouts: Checkouts
    clock: DemoClock
    shops: Sequence[DemoShop]
    seed: int
    new_public_token: Callable[[str], str]

    async def make(self, count: int, until: datetime) -> AsyncIterator[CheckoutScript]:
        """Make checkouts in the days until a time, the oldest first, and yield each when its story has ended.

        Each shop and each story occurs where `count` is large enough. Raises StoreUnavailable.
        """
        random = Random(self.seed)
        starts = sorted(
            until - timedelta(seconds=random.randrange(60, DAYS * 24 * 3600)) for _ in range(count)
        )
        stories = [story for story, share in STORIES.items() for _ in range(share)]
        random.shuffle(stories)
        # Shops come in turn, so that the share of a story is the same in each of them.
        turns = zip(starts, itertools.cycle(stories), itertools.cycle(self.shops))
        for number, (at, story, shop) in enumerate(turns, _FIRST_NUMBER):
            script = self._script(shop, number, until, random)
            await story(script, at)
            await script.end()
            yield script

    def _script(
        self, shop: DemoShop, number: int, until: datetime, random: Random
    ) -> CheckoutScript:
        country, currency = shop.market(random)
        return CheckoutScript(
            checkouts=self.checkouts,
            clock=self.clock,
            random=random,
            goods=DemoGoods(shop=shop, country=country, currency=currency, random=random),
            serial=serial(self.seed, number),
            public_token=self.new_public_token(country),
            until=until,
        )


def serial(seed: int, number: int = _FIRST_NUMBER) -> str:
    """Return what names a checkout of a seed: `3-1001` is the first one of seed 3."""
    return f"{seed}-{number}"


def reference(seed: int) -> str:
    """Return the reference of the first checkout of a seed, by which one finds out whether it was used."""
    return f"D-{serial(seed)}"

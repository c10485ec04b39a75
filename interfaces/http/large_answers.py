"""Render large answers in a thread, so that the event loop answers other requests meanwhile.

A small answer is rendered at once: a thread costs more than rendering it.
"""

import asyncio
from collections.abc import Callable
from typing import Final, TypeVar

from domain.checkout import Checkout

MOST_LINES_ON_THE_LOOP: Final = 500
T = TypeVar("T")


async def render(checkout: Checkout, renderer: Callable[[], T]) -> T:
    """Call `renderer`, which renders the state of `checkout`; above MOST_LINES_ON_THE_LOOP lines in a thread."""
    if len(checkout.cart.lines) <= MOST_LINES_ON_THE_LOOP:
        return renderer()
    return await asyncio.to_thread(renderer)

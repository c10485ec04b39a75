"""Two hundred checkouts of a month, each opened in the console at each of its ends."""

from datetime import datetime
from random import Random

from tests.interfaces.api.console.console_fixture import Console
from tests.interfaces.api.console.lifelike_checkouts import LifelikeCheckouts


async def test_every_checkout_is_shown(auditor: Console) -> None:
    """Every page is strict HTML, with the amounts of its currency, refused changes and agreed purchases."""
    history = auditor.history
    until = history.now

    def set_time(at: datetime) -> None:
        history.now = at

    made = await LifelikeCheckouts(history.checkouts, set_time, Random(18)).make(200, until)
    await auditor.sign_in("demo-auditor")
    texts = []
    for checkout_id in made:
        texts.append((await auditor.page(f"/console/checkouts/{checkout_id}")).text)
        await auditor.page(f"/console/checkouts/{checkout_id}?version=1")
    assert {"SEK", "NOK", "USD", "JPY"} == {
        currency for currency in ("SEK", "NOK", "USD", "JPY") for text in texts if currency in text
    }
    assert sum("✕ Refused" in text for text in texts) > 10
    assert sum("✓ Completed" in text for text in texts) > 50
    assert sum("The customer pressed" in text for text in texts) > 80

"""Two hundred checkouts of a month, as `tillroll demo` makes them, each opened in the console at each of its ends."""

from tests.interfaces.api.console.console_fixture import Console
from tests.interfaces.demo.maker import make_checkouts


async def test_every_checkout_is_shown(auditor: Console) -> None:
    """Every page is strict HTML, with the amounts of its currency, refused changes and agreed purchases."""
    history = auditor.history
    made = await make_checkouts(history.storage, seed=18, count=200, until=history.now)
    texts = []
    for script in made:
        path = f"/console/checkouts/{script.checkout_id}"
        texts.append((await auditor.page(path)).text)
        await auditor.page(f"{path}?version=1")
    currencies = ("SEK", "NOK", "DKK", "EUR", "USD", "JPY", "GBP")
    assert all(any(currency in text for text in texts) for currency in currencies)
    assert sum("✕ Refused" in text for text in texts) > 10
    assert sum("✓ Completed" in text for text in texts) > 50
    assert sum("The customer pressed" in text for text in texts) > 80
    assert any("山田" in text for text in texts)


async def test_an_empty_log_names_the_demo(signed_in: Console) -> None:
    """The start page of an installation without events says how to fill it, another empty search does not."""
    assert "tillroll demo makes 200 checkouts" in (await signed_in.page("/console/search")).text
    await make_checkouts(signed_in.history.storage, seed=1, count=2, until=signed_in.history.now)
    page = await signed_in.page("/console/search?dialect=acp&merchant=demo-shop")
    assert "tillroll demo" not in page.text

"""The path `/`, for a browser and for every other client."""

from tests.interfaces.api.console.console_fixture import Console


async def test_a_browser_is_led_to_the_console(console: Console) -> None:
    """A client that accepts HTML gets 303 to the console, and from there to the search."""
    answer = await console.browser.get("/")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/console/")
    await console.sign_in()
    answer = await console.browser.get("/console/")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/console/search")


async def test_another_client_finds_nothing(console: Console) -> None:
    """A client that takes any media type gets the problem of an unknown path."""
    answer = await console.browser.get("/", headers={"Accept": "*/*"})
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"

"""GET /history/suggestions: what a reader may be typing."""

import pytest

from application.commands.shop import IdentifyCustomer
from domain.values.customer import Customer
from tests.interfaces.api.history.app_fixture import AUDITOR, AppFixture
from tests.interfaces.api.history.dispute import ID, SHOPPER

SUGGESTIONS = "/history/suggestions"


async def suggested(
    app_fixture: AppFixture, typed: str, headers: dict[str, str] | None = None
) -> list[tuple[str, str]]:
    """The suggestions, each with its kind."""
    answer = await app_fixture.client.get(
        SUGGESTIONS,
        params={"q": typed},
        headers=headers or {"Authorization": "Bearer demo-history"},
    )
    assert answer.status_code == 200, answer.text
    return [(each["kind"], each["text"]) for each in answer.json()["suggestions"]]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("or", [("reference", "Order-17"), ("reference", "Order-18")]),
        ("ORDER 17", [("reference", "Order-17")]),
        ("co", [("article", "Coffee"), ("operation", "commit purchase")]),
        ("dem", [("actor", "shop:demo-client"), ("actor", "payments:demo-shop")]),
        ("shop", [("actor", "shop:demo-client"), ("actor", "payments:demo-shop")]),
        ("update f", [("operation", "update fees")]),
        ("nothing", []),
        ("o", []),
        ("..", []),
    ],
)
async def test_beginnings_of_words_are_completed(
    app_fixture: AppFixture, typed: str, expected: list[tuple[str, str]]
) -> None:
    """References, articles, actors and operations have words that begin as typed, from two characters."""
    await app_fixture.dispute()
    for number in (17, 18):
        await app_fixture.opened(reference=f"Order-{number}")
    assert set(await suggested(app_fixture, typed)) == set(expected)


async def test_another_merchants_texts_are_not_suggested(app_fixture: AppFixture) -> None:
    """A key gets the texts of its own merchants, and an auditor those of all."""
    await app_fixture.opened(merchant="other-shop", reference="Secret-1")
    assert await suggested(app_fixture, "secret") == []
    assert await suggested(app_fixture, "coffee") == []
    assert await suggested(app_fixture, "secret", AUDITOR) == [("reference", "Secret-1")]


@pytest.mark.parametrize("typed", ["canary", "canary@person.example", "+46700000001", "Jane"])
async def test_personal_data_is_not_suggested(app_fixture: AppFixture, typed: str) -> None:
    """Nothing of the customer completes a text, also for a key that may see it."""
    await app_fixture.opened()
    customer = Customer(email="canary@person.example", phone="+46700000001", first_name="Jane")
    await app_fixture.change(ID, IdentifyCustomer(customer=customer), SHOPPER, "identify customer")
    assert await suggested(app_fixture, typed, AUDITOR) == []


async def test_there_are_ten_at_most(app_fixture: AppFixture) -> None:
    """The newest ones are suggested."""
    for number in range(12):
        await app_fixture.opened(reference=f"Order-{number}")
    found = await suggested(app_fixture, "order")
    assert found == [("reference", f"Order-{number}") for number in range(11, 1, -1)]


async def test_a_suggestion_is_a_reading(app_fixture: AppFixture) -> None:
    """The access log has what was typed, but not an e-mail address."""
    await suggested(app_fixture, "cof")
    await suggested(app_fixture, "a@person.example")
    targets = [entry.read.target for entry in app_fixture.storage.reads.kept]
    assert targets == [f"{SUGGESTIONS}?q=cof", f"{SUGGESTIONS}?q=…"]

"""The demo payment provider records payments under its own name."""

from application.ports.payment_provider import Paid, PaymentOrder
from interfaces.storage.postgres.schema.migrations import migrate
from interfaces.storage.postgres.storage import PostgresStorage


async def test_a_demo_payment_names_the_demo_provider(fresh_database_url: str) -> None:
    """The provider named in the request is ignored, at the first request and at its repetition."""
    migrate(fresh_database_url)
    order = PaymentOrder(
        attempt="a",
        merchant="shop",
        token="spt_invented",
        provider="stripe",
        amount=1129,
        currency="USD",
    )
    async with PostgresStorage(fresh_database_url) as storage:
        paid = await storage.demo_payments.authorise(order)
        settled = await storage.demo_payments.settle("a")

    assert isinstance(paid, Paid)
    assert paid.provider == "demo"
    assert settled == paid

"""The demo payment provider says that it is the demo."""

from application.ports.payment_provider import Paid, PaymentOrder
from interfaces.storage.postgres.schema.migrations import migrate
from interfaces.storage.postgres.storage import PostgresStorage


async def test_a_demo_payment_is_recorded_as_one(fresh_database_url: str) -> None:
    """The provider that the request names is ignored, at the first attempt and at its repetition."""
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

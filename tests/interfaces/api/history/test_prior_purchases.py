"""Prior purchases for Visa CE 3.0 in a pack: found by what is equal, in the days that all readings share."""

import io
import json
import zipfile
from datetime import timedelta
from typing import Any

from application.commands.purchase import CommitPurchase, CompletePurchase
from application.commands.shop import IdentifyCustomer
from domain.values.customer import Address, Customer
from domain.values.payment import Payment
from tests.interfaces.api.history.app_fixture import AppFixture
from tests.interfaces.api.history.dispute import OPENED_AT, PAYMENTS, SHOPPER

DISPUTES = {"Authorization": "Bearer demo-disputes"}
HOME = Address(address="Storgatan 1", postal_code="111 22", city="Malmö", country="SE")
ADA = Customer(email="ada@example.com", delivery_address=HOME)
DEVICE = "device-0123456789"


async def bought(
    app: AppFixture,
    days_before: int,
    customer: Customer = ADA,
    payment: str | None = "pay",
    merchant: str = "demo-shop",
) -> str:
    """A purchase so many days before the disputed one."""
    app.now = OPENED_AT - timedelta(days=days_before)
    checkout = await app.opened(merchant, reference=f"A-{days_before}-{customer.email}-{payment}")
    await app.change(checkout.id, IdentifyCustomer(customer=customer), SHOPPER, "identify customer")
    version = (await app.storage.events.events(checkout.id))[-1].originator_version
    await app.change(checkout.id, CommitPurchase(shown_version=version), SHOPPER, "commit purchase")
    paid = Payment(
        method="card", amount=9500, currency="SEK", id=payment and f"{payment}-{checkout.id}"
    )
    done = CompletePurchase(
        payment=paid, order_id=f"o-{checkout.id}", purchase_id=f"p-{checkout.id}"
    )
    await app.change(checkout.id, done, PAYMENTS, "report payment success")
    return checkout.id


async def ce3(app: AppFixture, checkout_id: str, **confirm: Any) -> tuple[Any, Any]:
    """The fields for Visa, and those for Stripe."""
    app.ledger.sign()
    body = {"reason": "fraud", "for": "visa-ce3", "confirm": confirm}
    answer = await app.post(f"/history/checkouts/{checkout_id}/evidence", body, DISPUTES)
    assert answer.status_code == 200, answer.text
    with zipfile.ZipFile(io.BytesIO(answer.content)) as pack:
        read = [json.loads(pack.read(f"pack/submit/{name}.json")) for name in ("ce3", "stripe")]
    return read[0], read[1]["request"]["evidence"]


def confirmed(checkout_id: str) -> dict[str, Any]:
    return {
        "checkout": checkout_id,
        "charge": f"ch_{checkout_id}",
        "same_card": True,
        "settled": True,
        "undisputed": True,
        "device_id": DEVICE,
    }


async def test_the_window(app_fixture: AppFixture) -> None:
    """Purchases from 121 to 363 days before are candidates, and no others."""
    ids = {days: await bought(app_fixture, days) for days in (364, 363, 200, 121, 120)}
    disputed = await bought(app_fixture, 0)

    fields, _ = await ce3(app_fixture, disputed)

    assert {each["checkout"] for each in fields["candidates"]} == {ids[363], ids[200], ids[121]}
    assert [each["days_before"] for each in fields["candidates"]] == [121, 200, 363]


async def test_counted_from_the_dispute_too(app_fixture: AppFixture) -> None:
    """With the day of the dispute, a purchase has to be in the window from there as well."""
    await bought(app_fixture, 360)
    late = await bought(app_fixture, 130)
    disputed = await bought(app_fixture, 0)

    day = (OPENED_AT + timedelta(days=10)).date().isoformat()
    fields, _ = await ce3(app_fixture, disputed, dispute_date=day)

    assert [each["checkout"] for each in fields["candidates"]] == [late]


async def test_what_is_no_candidate(app_fixture: AppFixture) -> None:
    """Another person, another merchant, and a payment without an id are left out."""
    await bought(app_fixture, 200, Customer(email="eve@example.com", delivery_address=HOME))
    await bought(app_fixture, 201, merchant="other-shop")
    await bought(app_fixture, 202, payment=None)
    disputed = await bought(app_fixture, 0, Customer(email="ADA@example.com"))

    fields, _ = await ce3(app_fixture, disputed)

    assert fields["candidates"] == []


async def test_a_person_confirms(app_fixture: AppFixture) -> None:
    """Two purchases with one device and one address, confirmed, are ready for Stripe; unconfirmed, they are not."""
    first, second = await bought(app_fixture, 300), await bought(app_fixture, 150)
    disputed = await bought(app_fixture, 0)
    device = {"device_id": DEVICE}

    _, without = await ce3(app_fixture, disputed, disputed=device)
    fields, evidence = await ce3(
        app_fixture,
        disputed,
        disputed=device,
        priors=[confirmed(first), confirmed(second)],
        merchandise_or_services="merchandise",
    )

    assert "enhanced_evidence" not in without
    assert set(fields["chosen"]) == {first, second}
    assert fields["missing"] == []
    visa = evidence["enhanced_evidence"]["visa_compelling_evidence_3"]
    assert {each["charge"] for each in visa["prior_undisputed_transactions"]} == {
        f"ch_{first}",
        f"ch_{second}",
    }
    assert visa["disputed_transaction"]["customer_device_id"] == DEVICE


async def test_a_confirmation_that_lacks_something(app_fixture: AppFixture) -> None:
    """Where nobody says that it was undisputed, a purchase stays a candidate."""
    first, second = await bought(app_fixture, 300), await bought(app_fixture, 150)
    disputed = await bought(app_fixture, 0)
    doubtful = {**confirmed(second), "undisputed": False}

    fields, evidence = await ce3(
        app_fixture,
        disputed,
        disputed={"device_id": DEVICE},
        priors=[confirmed(first), doubtful],
    )

    assert fields["chosen"] == []
    assert "enhanced_evidence" not in evidence

"""A payment key belongs to a merchant and reaches this merchant's checkouts only."""

import pytest

from domain.stage import Stage
from interfaces.api.payments.auth import PaymentKeys
from interfaces.http.errors.request_errors import Unauthenticated
from interfaces.http.merchant_settings import MerchantSettings
from tests.interfaces.api.api_fixture import KEY, REQUEST, ApiFixture, problem

REPORTS = [("succeeded", {"method": "card", "amount": 24000, "currency": "SEK"}), ("failed", None)]


@pytest.mark.parametrize(("report", "body"), REPORTS)
@pytest.mark.parametrize(
    "header",
    [
        {},
        {"Authorization": "demo-payments"},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer "},
        {"Authorization": "Basic ZGVtby1wYXltZW50cw=="},
    ],
)
async def test_a_report_without_a_key_is_not_authenticated(
    api: ApiFixture, report: str, body: object, header: dict[str, str]
) -> None:
    """It is answered 401, names the scheme, and changes nothing."""
    checkout = await api.at(Stage.COMMITTED)

    answer = await api.client.post(f"/payments/{checkout.id}/{report}", json=body, headers=header)

    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.json() == problem(
        "not-authenticated",
        401,
        "Not authenticated",
        "Send the payment key of the merchant as Authorization: Bearer.",
    )
    assert len(await api.history(checkout)) == checkout.version


@pytest.mark.parametrize(("report", "body"), REPORTS)
@pytest.mark.parametrize(
    "key", [b"wrong", b"demo-payment", b"demo-payments2", b"DEMO-PAYMENTS", b"\xff", b"x" * 5000]
)
async def test_a_report_with_a_wrong_key_is_not_authenticated(
    api: ApiFixture, report: str, body: object, key: bytes
) -> None:
    """Anything but the whole key is nobody's."""
    checkout = await api.at(Stage.COMMITTED)

    answer = await api.client.post(
        f"/payments/{checkout.id}/{report}",
        json=body,
        headers={b"Authorization": b"Bearer " + key},
    )

    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.json() == problem(
        "not-authenticated",
        401,
        "Not authenticated",
        "This payment key is unknown. Send the merchant's own.",
    )


async def test_who_is_asking_is_settled_before_anything_else(api: ApiFixture) -> None:
    """Without a key nothing is learned of bodies or ids."""
    answer = await api.client.post("/payments/unknown/succeeded", content=b"{")

    assert answer.status_code == 401


@pytest.mark.parametrize(("report", "body"), REPORTS)
@pytest.mark.parametrize("place", ["theirs", "unknown", "%00", "a%00b", "%FF", "x" * 5000])
async def test_what_is_not_the_merchants_is_not_found(
    api: ApiFixture, report: str, body: object, place: str
) -> None:
    """Another merchant's checkout is answered as one that does not exist, so that ids cannot be probed."""
    theirs = await api.opened(merchant="other-shop")
    checkout_id = theirs.id if place == "theirs" else place

    answer = await api.client.post(f"/payments/{checkout_id}/{report}", json=body, headers=KEY)

    assert (answer.status_code, answer.json()) == (
        404,
        problem(
            "checkout-not-found",
            404,
            "Checkout not found",
            "The merchant of this key has no such checkout. Compare the id, and whose key was sent.",
        ),
    )
    assert await api.attempts(theirs) == []


async def test_each_merchant_has_a_key_of_its_own(api: ApiFixture) -> None:
    """The other merchant's key reaches the other merchant's checkout."""
    theirs = await api.opened(merchant="other-shop")

    answer = await api.client.post(
        f"/payments/{theirs.id}/failed",
        headers=REQUEST | {"Authorization": "Bearer other-payments"},
    )

    assert answer.json()["type"] == "urn:tillroll:problem:not-committed"


def test_a_merchant_may_have_several_keys() -> None:
    """While a key is being replaced, the old and the new one hold; a key may have any characters."""
    keys = PaymentKeys(
        [
            MerchantSettings("a", ("old", "nyckel-å")),
            MerchantSettings("b", ("b",)),
        ]
    )

    assert [keys.owner(key) for key in ("old", "nyckel-å".encode().decode("latin-1"), "b")] == [
        "a",
        "a",
        "b",
    ]
    with pytest.raises(Unauthenticated):
        keys.owner("nyckel")


async def test_a_merchant_without_keys_is_reached_by_none() -> None:
    """An empty configuration does not make the empty key valid."""
    with pytest.raises(Unauthenticated):
        PaymentKeys([MerchantSettings("a", ())]).owner("")

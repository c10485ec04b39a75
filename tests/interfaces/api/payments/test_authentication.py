"""A payment key belongs to a merchant, and gives access to this merchant's checkouts only."""

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
    """A report without a key gets 401 with the scheme, and changes nothing."""
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
    """Any key other than the complete one gets 401."""
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


async def test_the_key_is_checked_first(api: ApiFixture) -> None:
    """Without a key, an invalid body and an unknown id get 401."""
    answer = await api.client.post("/payments/unknown/succeeded", content=b"{")

    assert answer.status_code == 401


@pytest.mark.parametrize(("report", "body"), REPORTS)
@pytest.mark.parametrize("place", ["theirs", "unknown", "%00", "a%00b", "%FF", "x" * 5000])
async def test_the_checkout_of_another_merchant_gets_404(
    api: ApiFixture, report: str, body: object, place: str
) -> None:
    """Another merchant's checkout gets the 404 of an unknown id, so ids cannot be probed."""
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


async def test_each_merchant_has_its_own_key(api: ApiFixture) -> None:
    """The other merchant's key gives access to the other merchant's checkout."""
    theirs = await api.opened(merchant="other-shop")

    answer = await api.client.post(
        f"/payments/{theirs.id}/failed",
        headers=REQUEST | {"Authorization": "Bearer other-payments"},
    )

    assert answer.json()["type"] == "urn:tillroll:problem:not-committed"


def test_a_merchant_may_have_several_keys() -> None:
    """During a rotation the old and the new key are valid. A key may have any characters."""
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


async def test_a_merchant_without_keys_has_no_valid_key() -> None:
    """A merchant without keys does not make the empty key valid."""
    with pytest.raises(Unauthenticated):
        PaymentKeys([MerchantSettings("a", ())]).owner("")

"""POST commit records what was shown, with what the page says of itself. Nothing of it can hinder a purchase."""

from typing import Any

import pytest

from domain.values.shown import PageClaims, Purchaser, Sight, Surface
from interfaces.api.shown.renderers import CURRENT, CURRENT_PAGE
from tests.interfaces.api.api_fixture import TOKEN, ApiFixture
from tests.interfaces.api.shown.replays import CLAIMS, SWEDISH, commitment, press

DEVICE = "device-0123456789"


async def test_the_page_is_recorded_with_its_language_and_its_way_to_write_amounts(
    api: ApiFixture,
) -> None:
    """The digests are keyed: none is the plain hash that anybody could compute."""
    checkout = await api.opened()
    await press(api)

    shown = (await commitment(api, checkout)).shown

    assert shown is not None
    assert (shown.surface, shown.renderer, shown.sight) == (
        Surface.PAGE,
        CURRENT.name,
        Sight.MASKED,
    )
    assert shown.claims is not None
    assert (shown.claims.page, shown.claims.language) == (CURRENT_PAGE.digest, "sv-SE")
    assert (shown.claims.time_zone, shown.claims.money) == ("Europe/Stockholm", SWEDISH)
    assert (shown.digest or "").startswith("keyed1:shown.digest:")
    assert (shown.displayed or "").startswith("keyed1:shown.displayed:")


async def test_in_svea_the_page_is_in_the_snippet(api: ApiFixture) -> None:
    """The dialect embeds the page in the page of the shop."""
    checkout = await api.opened(dialect="svea", settings="{}")
    await press(api)
    shown = (await commitment(api, checkout)).shown
    assert shown is not None
    assert shown.surface is Surface.SVEA_SNIPPET


@pytest.mark.parametrize("sent", [None, {}, {"page": 0}, {"page": "2"}, {"page": 99}, 7, ["x"]])
async def test_another_caller_is_the_shops_own_page(api: ApiFixture, sent: Any) -> None:
    """A caller that does not say which page it is got JSON, and what it displayed is not known."""
    checkout = await api.opened()
    await press(api, {"shown": sent})
    shown = (await commitment(api, checkout)).shown
    assert shown is not None
    assert (shown.surface, shown.claims, shown.displayed) == (Surface.API, None, None)
    assert shown.digest is not None


@pytest.mark.parametrize(
    "odd",
    [
        {"language": "<b>", "time_zone": "Mars/Phobos\n", "money": "kr", "displayed": "ab"},
        {"language": 7, "time_zone": ["x"], "money": {"positive": "1"}, "displayed": None},
        {"language": "x" * 300, "time_zone": "a/b/c/d/e", "money": {}, "displayed": "Z" * 64},
        {"money": {"positive": "1234567890\u0000", "negative": "-1234567890"}},
    ],
)
async def test_what_cannot_be_true_is_left_out(api: ApiFixture, odd: dict[str, Any]) -> None:
    """The purchase is not lost for an odd browser."""
    checkout = await api.opened()
    await press(api, {"shown": {"page": CURRENT_PAGE.number} | odd})
    shown = (await commitment(api, checkout)).shown
    assert shown is not None
    assert shown.claims == PageClaims(page=CURRENT_PAGE.digest)
    assert shown.displayed is None


async def test_the_device_and_the_account_are_recorded_sealed(api: ApiFixture) -> None:
    """Readers with the scope see them. The stored event has neither."""
    checkout = await api.opened()
    await press(api, {"device_id": DEVICE, "account_id": "ada"})

    assert (await commitment(api, checkout)).purchaser == Purchaser(
        device_id=DEVICE, account_id="ada"
    )
    stored = (await api.store.events(checkout.id))[-1]
    assert DEVICE not in repr(stored)
    assert "'ada'" not in repr(stored)


@pytest.mark.parametrize(
    "wrong", [{"device_id": "too-short"}, {"device_id": "x" * 256}, {"account_id": ""}]
)
async def test_a_wrong_device_or_account_is_a_clear_error(
    api: ApiFixture, wrong: dict[str, str]
) -> None:
    """The shop's program learns it at once. tillroll's own page leaves such values out."""
    await api.opened()
    body = {"version": 4, "shown": CLAIMS} | wrong
    answer = await api.client.post(f"/shopper/{TOKEN}/commit", json=body)
    assert answer.status_code == 422
    assert next(iter(wrong)) in answer.text


async def test_a_kept_page_is_served_by_its_hash(api: ApiFixture) -> None:
    """It never changes, so it may be kept for good. An unknown hash is 404."""
    answer = await api.client.get(f"/shopper/page/{CURRENT_PAGE.digest}")
    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]
    assert "connect-src 'none'" in answer.headers["content-security-policy"]
    assert (await api.client.get(f"/shopper/page/{'0' * 64}")).status_code == 404

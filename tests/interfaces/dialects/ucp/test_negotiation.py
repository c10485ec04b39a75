"""The negotiation with a platform: its profile is fetched once, and the opening event records the outcome."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from interfaces.configuration.demo.configuration import DEMO_HANDLERS
from interfaces.dialects.ucp.negotiation.errors import ProfileUnreachable
from interfaces.dialects.ucp.negotiation.profiles import (
    LARGEST,
    MOST_FETCHES,
    MOST_PROFILES,
    PlatformProfiles,
    lifetime_of,
)
from interfaces.dialects.ucp.settings import UcpSettings
from interfaces.http.errors.request_errors import Unavailable
from interfaces.webhooks.egress_policy import EgressPolicy
from interfaces.webhooks.http_caller import HttpAnswer, HttpCaller
from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.ucp.agent import (
    BUYER,
    DESTINATION,
    ROOT,
    Platform,
    creation,
    said,
    sent_to,
)
from tests.interfaces.dialects.ucp.platforms import CHECKOUT, URL, Platforms, profile

FULFILLMENT = "dev.ucp.shopping.fulfillment"
DISCOUNT = "dev.ucp.shopping.discount"


@pytest.fixture
async def strict() -> AsyncIterator[AppFixture]:
    """A shop that demands a profile."""
    app_fixture = AppFixture(ucp=UcpSettings(profiles="strict", open=True, handlers=DEMO_HANDLERS))
    await app_fixture.fill()
    async with app_fixture.client:
        yield app_fixture


async def settings_of(app_fixture: AppFixture, checkout: dict[str, Any]) -> dict[str, Any]:
    """What the opening event records."""
    found = await app_fixture.checkouts.read(app_fixture.target(checkout["id"]))
    settings: dict[str, Any] = json.loads(found.settings)
    return settings


async def test_a_lenient_shop_serves_an_unknown_platform(
    platform: Platform, app_fixture: AppFixture
) -> None:
    """Without a profile, with one that is no URL, and with one that cannot be fetched: all extensions."""
    for agent in (None, 'profile="..."', f'profile="{URL}"'):
        headers = {} if agent is None else {"UCP-Agent": agent}
        answer = await app_fixture.client.post(
            ROOT, json=creation(("item_123", 1)), headers=headers
        )
        assert answer.status_code == 201
        assert len(answer.json()["ucp"]["capabilities"]) == 4
    assert app_fixture.platforms.fetched == {URL: 1}


async def test_the_opening_event_has_the_outcome(
    platform: Platform, app_fixture: AppFixture
) -> None:
    """Version, capabilities, profile and the address for orders are recorded.

    Orders are not among the capabilities of this shop, which has no key.
    """
    where = "https://platform.example/orders"
    app_fixture.platforms.put(URL, profile(CHECKOUT, webhook_url=where))
    checkout = await platform.create(("item_123", 1))
    assert await settings_of(app_fixture, checkout) == {
        "ucp_version": "2026-04-08",
        "capabilities": [*checkout["ucp"]["capabilities"]],
        "profile": URL,
        "profile_fetched": True,
        "webhook_url": where,
        "shop_address": "https://tillroll.test",
    }


async def test_a_repeat_never_fetches_again(platform: Platform, app_fixture: AppFixture) -> None:
    """The answer to a key is given again without the network, however long ago the profile was fetched."""
    body = creation(("item_123", 1))
    first = await platform.ask("POST", ROOT, body, Idempotency_Key="same")
    app_fixture.time += timedelta(hours=2)
    again = await platform.ask("POST", ROOT, body, Idempotency_Key="same")
    assert again.headers["Idempotent-Replayed"] == "true"
    assert again.content == first.content
    await platform.update(first.json(), body)
    assert app_fixture.platforms.fetched == {URL: 1}


@pytest.mark.parametrize(
    ("agent", "answer", "status", "code"),
    [
        ("", None, 400, "invalid_profile_url"),
        ('profile="/profile.json"', None, 400, "invalid_profile_url"),
        (f'profile="{URL}"', None, 424, "profile_unreachable"),
        (f'profile="{URL}"', HttpAnswer(status=302, body=b""), 424, "profile_unreachable"),
        (f'profile="{URL}"', HttpAnswer(status=200, body=b"<html>"), 422, "profile_malformed"),
        (
            f'profile="{URL}"',
            HttpAnswer(status=200, body=b" " * (LARGEST + 1)),
            422,
            "profile_malformed",
        ),
        (f'profile="{URL}"; version="2099-01-01"', None, 422, "version_unsupported"),
    ],
)
async def test_a_strict_shop_refuses_a_platform_without_a_profile(
    strict: AppFixture, agent: str, answer: HttpAnswer | None, status: int, code: str
) -> None:
    """Each reason has its status and its code."""
    if answer is not None:
        strict.platforms.answers[URL] = answer
    refused = await Platform(strict).ask("POST", ROOT, creation(("item_123", 1)), UCP_Agent=agent)
    assert (refused.status_code, refused.json()["code"]) == (status, code)


async def test_a_strict_shop_refuses_other_versions_and_capabilities(strict: AppFixture) -> None:
    """Another version is 422. No common checkout is 200 with an error that nothing recovers."""
    platform = Platform(strict)
    strict.platforms.put(URL, profile(CHECKOUT, version="2026-02-01"))
    other = await platform.ask("POST", ROOT, creation(("item_123", 1)))
    assert (other.status_code, other.json()["code"]) == (422, "version_unsupported")
    strict.time += timedelta(days=2)
    strict.platforms.put(URL, profile("dev.ucp.shopping.order"))
    none = await platform.ask("POST", ROOT, creation(("item_123", 1)))
    assert (none.status_code, said(none.json())) == (200, [("capabilities_incompatible", None)])


async def test_a_failure_of_fetching_is_no_answer_to_a_key(strict: AppFixture) -> None:
    """The same request succeeds when the profile can be fetched."""
    platform, body = Platform(strict), creation(("item_123", 1))
    refused = await platform.ask("POST", ROOT, body, Idempotency_Key="same")
    assert refused.status_code == 424
    strict.platforms.put(URL, profile(CHECKOUT))
    again = await platform.ask("POST", ROOT, body, Idempotency_Key="same")
    assert again.status_code == 424, "the failure is kept for a while"
    strict.time += timedelta(seconds=11)
    assert (await platform.ask("POST", ROOT, body, Idempotency_Key="same")).status_code == 201


async def test_extensions_that_were_not_negotiated_are_ignored(strict: AppFixture) -> None:
    """They are not answered; goods that cannot be sent then need the customer's page."""
    strict.platforms.put(URL, profile(CHECKOUT, DISCOUNT))
    platform = Platform(strict)
    more = {"fulfillment": sent_to(DESTINATION), "buyer": {**BUYER, "consent": {"marketing": True}}}
    checkout = await platform.create(("item_123", 1), discounts={"codes": ["WELCOME10"]}, **more)
    assert list(checkout["ucp"]["capabilities"]) == [CHECKOUT, DISCOUNT]
    assert (checkout["status"], checkout["buyer"]) == ("requires_escalation", BUYER)
    assert checkout["continue_url"]
    assert "fulfillment" not in checkout
    updated = (await platform.update(checkout, more)).json()
    assert updated["status"] == "requires_escalation"
    book = await platform.create(("item_book", 1))
    assert book["status"] == "ready_for_complete"


async def test_requests_for_one_profile_wait_for_one_fetch() -> None:
    """A hundred requests at the same time fetch once; the profile is then kept for its time."""
    now = [0.0]
    platforms = Platforms()
    platforms.put(URL, profile(CHECKOUT), "public, max-age=120")
    profiles = PlatformProfiles(platforms, lambda: now[0])
    found = await asyncio.gather(*(profiles.get(URL) for _ in range(100)))
    assert len({id(each) for each in found}) == 1
    now[0] = 119
    await profiles.get(URL)
    assert platforms.fetched[URL] == 1
    now[0] = 121
    await profiles.get(URL)
    assert platforms.fetched[URL] == 2


async def test_a_cancelled_request_does_not_cancel_the_fetch_of_another() -> None:
    """The other request gets the profile."""
    platforms = Platforms()
    platforms.put(URL, profile(CHECKOUT))
    profiles = PlatformProfiles(platforms, lambda: 0.0)
    first, second = (asyncio.create_task(profiles.get(URL)) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    assert (await second).version == "2026-04-08"


async def test_fetches_and_profiles_are_limited() -> None:
    """One more fetch than a process makes is refused; of the profiles the newest are kept."""
    platforms = Platforms()
    profiles = PlatformProfiles(platforms, lambda: 0.0)
    urls = [f"https://p{number}.example/" for number in range(MOST_FETCHES + 1)]
    found = await asyncio.gather(*map(profiles.get, urls), return_exceptions=True)
    assert [type(each) for each in found] == [ProfileUnreachable] * MOST_FETCHES + [Unavailable]
    for number in range(MOST_PROFILES + 5):
        platforms.put(URL, profile(CHECKOUT))
        platforms.answers[f"{URL}?{number}"] = platforms.answers[URL]
        await profiles.get(f"{URL}?{number}")
    assert len(vars(profiles)["_known"]) == MOST_PROFILES


@pytest.mark.parametrize(
    ("cache_control", "seconds"),
    [
        ("", 300),
        ("public, max-age=600", 600),
        ("max-age=1", 60),
        ("no-store", 60),
        ("private, max-age=600", 60),
        ("max-age=999999999", 86_400),
    ],
)
def test_how_long_a_profile_is_kept(cache_control: str, seconds: float) -> None:
    """As long as Cache-Control says, from a minute to a day."""
    assert lifetime_of(cache_control) == seconds


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/profile",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/profile",
        "http://platform.example/profile",
        "https://user:word@platform.example/profile",
        "https://10.0.0.1:22/profile",
    ],
)
async def test_no_profile_is_fetched_from_within(url: str) -> None:
    """The egress rules of callbacks hold: no private, loopback or link-local address, no plain HTTP, no odd port."""

    async def resolve(host: str, _: int) -> list[str]:
        return [host]

    async with HttpCaller(EgressPolicy(), resolve=resolve) as caller:
        profiles = PlatformProfiles(caller, lambda: 0.0)
        with pytest.raises(ProfileUnreachable) as found:
            await profiles.get(url)
    assert "127" not in found.value.reason

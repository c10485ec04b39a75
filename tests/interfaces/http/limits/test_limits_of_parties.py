"""Each credential has requests of its own; strangers share those of their address and of the token in the path."""

from collections.abc import Callable

import pytest

from interfaces.http.errors.rendering import error_headers
from interfaces.http.errors.request_errors import RateLimited
from interfaces.http.limits.memory import LimitsMemory
from interfaces.http.limits.policies import LimitPolicies
from interfaces.http.limits.rate_limiter import RateLimiter
from interfaces.http.party import STRANGER, Party, Share
from tests.interfaces.http.limits.requests_of import (
    ADDRESS,
    ELSEWHERE,
    SettableClock,
    request_from,
)

POLICIES = LimitPolicies(
    merchant=5,
    payments=4,
    history=3,
    token=2,
    address=6,
    token_requests=3,
    merchants={"busy-shop": 8},
)
SHOP = Party(Share.MERCHANTS, "shop", "client")


def _limiter(clock: SettableClock | None = None) -> RateLimiter:
    return RateLimiter(POLICIES, LimitsMemory(), clock or SettableClock())


def _admitted(check: Callable[[], None]) -> int:
    """How many requests are admitted before one is not."""
    for number in range(100):
        try:
            check()
        except RateLimited:
            return number
    raise AssertionError("there is no limit")


@pytest.mark.parametrize(
    ("party", "requests"),
    [
        (SHOP, 5),
        (Party(Share.MERCHANTS, "busy-shop", "client"), 8),
        (Party(Share.PAYMENTS, "shop"), 4),
        (Party(Share.HISTORY, "auditor"), 3),
        (Party(Share.STRANGERS, "digest of a token"), 2),
        (STRANGER, 6),
    ],
    ids=lambda each: f"{each.share} {each.name}" if isinstance(each, Party) else str(each),
)
def test_each_party_has_the_limit_of_its_kind(party: Party, requests: int) -> None:
    """The limit of a merchant may be its own; the others are those of the configuration."""
    limiter = _limiter()
    assert _admitted(lambda: limiter.check(request_from(), party)) == requests


def test_credentials_do_not_take_from_each_other() -> None:
    """Neither another credential of the merchant, nor another API, nor a stranger is affected."""
    limiter = _limiter()
    assert _admitted(lambda: limiter.check(request_from(), SHOP)) == 5
    for party in (
        Party(Share.MERCHANTS, "shop", "another client"),
        Party(Share.MERCHANTS, "other", "client"),
        Party(Share.PAYMENTS, "shop", "client"),
        Party(Share.HISTORY, "shop", "client"),
        STRANGER,
    ):
        limiter.check(request_from(), party)


def test_a_claim_uses_up_nobody_elses_requests() -> None:
    """A claim that is not verified counts for its address: the merchant is served, here and at another address."""
    limiter = _limiter()
    claim = Party(Share.MERCHANTS, "shop", "client", is_verified=False)
    assert _admitted(lambda: limiter.check(request_from(ADDRESS), claim)) == 5
    limiter.check(request_from(ELSEWHERE), claim)
    limiter.check(request_from(ADDRESS), SHOP)


def test_strangers_are_limited_by_token_from_every_address() -> None:
    """A token has its requests wherever they come from, and an address has its own with any token."""
    limiter = _limiter()
    token = Party(Share.STRANGERS, "digest")
    limiter.check(request_from(ADDRESS), token)
    limiter.check(request_from(ELSEWHERE), token)
    with pytest.raises(RateLimited) as caught:
        limiter.check(request_from("192.0.2.1"), token)
    assert caught.value.policy == "token"
    others = (Party(Share.STRANGERS, f"digest {number}") for number in range(100))
    assert _admitted(lambda: limiter.check(request_from(), next(others))) == 5


@pytest.mark.parametrize(
    ("address", "neighbour", "is_shared"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::2", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:203.0.113.9", "203.0.113.9", True),
        ("203.0.113.9", "203.0.113.8", False),
    ],
)
def test_an_address_is_what_one_subscriber_has(
    address: str, neighbour: str, is_shared: bool
) -> None:
    """That is an IPv4 address, in either form, or a /64 of IPv6."""
    limiter = _limiter()
    assert _admitted(lambda: limiter.check(request_from(address), STRANGER)) == 6
    left = _admitted(lambda: limiter.check(request_from(neighbour), STRANGER))
    assert left == (0 if is_shared else 6)


def test_token_requests_are_limited_by_client_and_address() -> None:
    """Another client of the address, and the client at another address, are not affected."""
    limiter = _limiter()
    assert _admitted(lambda: limiter.check_token_request(request_from(), "client")) == 3
    limiter.check_token_request(request_from(), "other")
    limiter.check_token_request(request_from(ELSEWHERE), "client")


def test_the_error_says_when_to_ask_again() -> None:
    """It has Retry-After, and the limit as in draft-ietf-httpapi-ratelimit-headers; after that time it is over."""
    clock = SettableClock()
    limiter = _limiter(clock)
    assert _admitted(lambda: limiter.check(request_from(), SHOP)) == 5
    with pytest.raises(RateLimited) as caught:
        limiter.check(request_from(), SHOP)
    assert error_headers(caught.value) == {
        "Retry-After": "12",
        "RateLimit-Policy": '"merchant";q=5;w=60',
        "RateLimit": '"merchant";r=0;t=12',
    }
    clock.wait(12)
    limiter.check(request_from(), SHOP)


def test_a_reload_keeps_what_was_counted() -> None:
    """A limiter with other policies on the same memory goes on with the same buckets."""
    memory, clock = LimitsMemory(), SettableClock()
    before = RateLimiter(POLICIES, memory, clock)
    assert _admitted(lambda: before.check(request_from(), SHOP)) == 5
    after = RateLimiter(LimitPolicies(merchant=30), memory, clock)
    with pytest.raises(RateLimited):
        after.check(request_from(), SHOP)
    clock.wait(2)
    after.check(request_from(), SHOP)

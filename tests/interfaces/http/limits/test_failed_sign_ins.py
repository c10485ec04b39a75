"""After too many failed sign-ins the next is refused before a secret is compared. The name is not locked out."""

import itertools

import pytest

from interfaces.http.errors.request_errors import RateLimited, Unauthenticated
from interfaces.http.limits.claims import ClaimedCredentials
from interfaces.http.limits.memory import LimitsMemory
from interfaces.http.limits.policies import LimitPolicies
from interfaces.http.limits.sign_ins import SignInGuard
from tests.interfaces.http.limits.requests_of import (
    ADDRESS,
    ELSEWHERE,
    SettableClock,
    scope_of,
    signed_by,
)

POLICIES = LimitPolicies(failures=10, address_failures=30, name_failures=100)
WRONG = Unauthenticated("wrong")


class Attempts:
    """A guard, and attempts at it from any address."""

    def __init__(self, memory: LimitsMemory | None = None) -> None:
        self.clock = SettableClock()
        self.guard = SignInGuard(POLICIES, memory or LimitsMemory(), self.clock)
        self._digits = itertools.cycle("123456789abcdef")

    def fail(self, name: str, address: str = ADDRESS) -> None:
        """Fail to sign in. Raises RateLimited where the attempt is not compared."""
        scope = scope_of(signed_by(name, digit=next(self._digits)), address)
        self.guard.check(scope)
        self.guard.note_failure(scope, WRONG)

    def failures(self, name: str, address: str = ADDRESS) -> int:
        """How many attempts are compared before one is not."""
        for number in range(1000):
            try:
                self.fail(name, address)
            except RateLimited:
                return number
        raise AssertionError("there is no limit")

    def succeed(self, name: str, address: str = ADDRESS) -> None:
        """Sign in. Raises RateLimited where the attempt is not compared."""
        sign_in = self.guard.check(scope_of(signed_by(name), address))
        self.guard.note_success(sign_in)


@pytest.fixture
def attempts() -> Attempts:
    """A guard at which nobody has failed."""
    return Attempts()


def test_a_name_has_ten_failures_a_minute_from_one_address(attempts: Attempts) -> None:
    """The eleventh attempt waits six seconds, even with the right secret; then there is one."""
    assert attempts.failures("shop") == 10
    with pytest.raises(RateLimited) as caught:
        attempts.succeed("shop")
    assert (caught.value.retry_after, caught.value.policy) == (6, "sign-ins")
    attempts.clock.wait(6)
    assert attempts.failures("shop") == 1


def test_the_right_secret_gets_in_from_another_address(attempts: Attempts) -> None:
    """Whatever is claimed elsewhere, the first attempt from an address is compared."""
    assert attempts.failures("shop") == 10
    attempts.succeed("shop", ELSEWHERE)


def test_an_address_has_thirty_failures_with_any_names(attempts: Attempts) -> None:
    """After that it waits with every name, and other addresses do not."""
    for number in range(30):
        attempts.fail(f"name {number}")
    with pytest.raises(RateLimited) as caught:
        attempts.succeed("shop")
    assert caught.value.policy == "sign-ins-of-address"
    attempts.succeed("shop", ELSEWHERE)


def test_who_signed_in_before_is_not_locked_out_by_its_neighbours(attempts: Attempts) -> None:
    """A name that was good from the address within an hour does not wait for the address's failures."""
    attempts.succeed("shop")
    for number in range(30):
        attempts.fail(f"name {number}")
    attempts.succeed("shop")
    with pytest.raises(RateLimited):
        attempts.succeed("other")
    attempts.clock.wait(3601)
    for number in range(30):
        attempts.fail(f"name {number}")
    with pytest.raises(RateLimited):
        attempts.succeed("shop")


def test_a_client_whose_tokens_are_good_may_fetch_a_new_one(attempts: Attempts) -> None:
    """What was good in one scheme does not wait for its neighbours in another."""
    attempts.succeed("shop")
    for number in range(30):
        attempts.fail(f"name {number}")
    attempts.guard.require_attempt(ClaimedCredentials("oauth2", "shop", "shop"), ADDRESS)


def test_a_flood_on_a_name_slows_strangers_only(attempts: Attempts) -> None:
    """From a hundred failures a minute on, a new address has two attempts; addresses that were good have ten."""
    attempts.succeed("shop", ELSEWHERE)
    for number in range(100):
        attempts.fail("shop", f"192.0.2.{number}")
    assert attempts.failures("shop", "192.0.2.200") == 2
    attempts.succeed("shop", "192.0.2.201")
    assert attempts.failures("shop", ELSEWHERE) == 10
    assert attempts.failures("other", "192.0.2.202") == 10


def test_attempts_that_run_in_parallel_are_counted_afterwards(attempts: Attempts) -> None:
    """A hundred attempts that were all admitted before the first failed leave a debt of ten minutes."""
    scopes = [scope_of(signed_by("shop")) for _ in range(200)]
    for scope in scopes:
        attempts.guard.check(scope)
    for scope in scopes:
        attempts.guard.note_failure(scope, WRONG)
    attempts.clock.wait(500)
    with pytest.raises(RateLimited):
        attempts.fail("shop")


def test_credentials_that_are_out_of_date_are_no_failures(attempts: Attempts) -> None:
    """A token that has expired, or a signature with an old time, may be sent any number of times."""
    scope = scope_of(signed_by("shop"))
    for _ in range(100):
        attempts.guard.check(scope)
        attempts.guard.note_failure(scope, Unauthenticated("expired", is_guess=False))
    attempts.succeed("shop")


def test_keys_without_a_name_are_limited_by_address(attempts: Attempts) -> None:
    """Of different keys an address has thirty, of the same wrong key ten."""
    for number in range(30):
        scope = scope_of(f"Bearer key-{number}")
        attempts.guard.check(scope)
        attempts.guard.note_failure(scope, WRONG)
    with pytest.raises(RateLimited):
        attempts.guard.check(scope_of("Bearer key-31"))
    scope = scope_of("Bearer the same", ELSEWHERE)
    for _ in range(10):
        attempts.guard.check(scope)
        attempts.guard.note_failure(scope, WRONG)
    with pytest.raises(RateLimited):
        attempts.guard.check(scope)
    attempts.guard.check(scope_of("Bearer another", ELSEWHERE))


def test_requests_without_credentials_count_as_those_of_strangers() -> None:
    """They do not lock out senders with credentials, and are limited as the address of a stranger is."""
    memory, clock = LimitsMemory(), SettableClock()
    guard = SignInGuard(LimitPolicies(address=50), memory, clock)
    for _ in range(50):
        guard.check(scope_of())
        guard.note_failure(scope_of(), WRONG)
    with pytest.raises(RateLimited) as caught:
        guard.check(scope_of())
    assert caught.value.policy == "address"
    guard.check(scope_of(signed_by("shop")))
    guard.check(scope_of(address=ELSEWHERE))


def test_schemes_do_not_lock_each_other(attempts: Attempts) -> None:
    """Ten wrong signatures in one scheme leave the same name in another scheme its attempts."""
    assert attempts.failures("shop") == 10
    attempts.guard.check(scope_of(signed_by("shop", scheme="Svea")))

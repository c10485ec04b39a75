"""Limit the failed sign-ins, before any secret is compared.

Failures are counted in three buckets: of a claimed name from an address, of an address, and of a name from everywhere.

| bucket | beyond the limit |
|---|---|
| name and address | this name is refused from this address |
| address | every name is refused from this address, but those that have signed in from it within an hour |
| name | from any other address, the name has a burst of two attempts instead of as many as its first bucket has |

So strangers who claim a merchant's name lock nobody out: the merchant's own addresses are not affected, and its first
attempt from a new address is compared. Who shares an address with strangers shares its limit. Behind a proxy that
`trusted_proxies` does not name, everybody shares the proxy's.

An attempt that runs while others do is compared, and counted when it has failed. A bucket goes into debt for it, so the
attempts of ten minutes are bounded however many run in parallel.
"""

from collections.abc import Callable

from starlette.types import Scope

from interfaces.http.errors.request_errors import Unauthenticated
from interfaces.http.limits.addresses import host_of, network_of
from interfaces.http.limits.buckets import (
    ADDRESS_REASON,
    LONGEST_DEBT,
    SECOND,
    Buckets,
    Rate,
    per_minute,
    rate_limited,
)
from interfaces.http.limits.claims import (
    ClaimedCredentials,
    claim_of,
    read_claim,
)
from interfaces.http.limits.memory import LimitsMemory
from interfaces.http.limits.policies import LimitPolicies

SignIn = tuple[bytes, str]
"""The Authorization header of a request, and the address that it came from."""

_GOOD_FOR = 3600 * SECOND
_NOTED_AGAIN_AFTER = 600 * SECOND
_MOST_NOTED = 10_000
_ATTEMPTS_OF_STRANGERS = 2
_REASON = "Too many sign-ins have failed."


class SignInGuard:
    """The failed sign-ins of this machine. `clock` returns nanoseconds since 1970."""

    def __init__(
        self, policies: LimitPolicies, memory: LimitsMemory, clock: Callable[[], int]
    ) -> None:
        self._memory = memory
        self._clock = clock
        self._buckets = Buckets(memory.buckets)
        self._pair = per_minute("sign-ins", policies.failures)
        self._address = per_minute("sign-ins-of-address", policies.address_failures)
        self._name = per_minute("sign-ins-of-name", policies.name_failures)
        # The bucket that `RateLimiter` takes the requests of strangers from.
        self._strangers = per_minute("address", policies.address)
        self._strangers_depth = min(
            self._pair.depth, (_ATTEMPTS_OF_STRANGERS - 1) * self._pair.interval
        )
        self._noted: dict[SignIn | int, int] = {}

    def check(self, scope: Scope) -> SignIn:
        """Admit an attempt with the credentials in the head. Raises RateLimited beyond the limits.

        While no sign-in has failed on this machine for as long as a debt lasts, nothing is looked up.
        """
        # As `authorization_of` and `host_of` do; calls of them would cost as much as the rest.
        header = b""
        for name, value in scope["headers"]:
            if name == b"authorization":
                header = value
                break
        client = scope.get("client")
        sign_in = (header, client[0] if client else "")
        if self._clock() - self._memory.latest_failure < LONGEST_DEBT:
            claim = read_claim(sign_in[0])
            if claim is None:
                self._require_address(sign_in[1])
            else:
                self.require_attempt(claim, sign_in[1])
        return sign_in

    def require_attempt(self, claim: ClaimedCredentials, host: str) -> None:
        """Raise RateLimited if too many attempts have failed."""
        now, network = self._clock(), network_of(host)
        pair = self._key("pair", claim, network)
        self._require(pair, self._pair, self._pair.depth, now)
        if self._buckets.is_marked(self._key("good", claim, network), now):
            return
        self._require(
            self._memory.key_of("failures", network), self._address, self._address.depth, now
        )
        if claim.name and self._buckets.wait(self._key("name", claim, ""), self._name.depth, now):
            self._require(pair, self._pair, self._strangers_depth, now)

    def note_failure(self, scope: Scope, error: Unauthenticated) -> None:
        """Count a failed sign-in. Credentials that are authentic and out of date are no attempt.

        Without credentials the request counts as one of a stranger's.
        """
        if not error.is_guess:
            return
        claim = claim_of(scope)
        now, network = self._clock(), network_of(host_of(scope))
        self._memory.latest_failure = now
        if claim is None:
            self._buckets.charge(self._memory.key_of("address", network), self._strangers, now)
            return
        self._buckets.charge(self._key("pair", claim, network), self._pair, now)
        self._buckets.charge(self._memory.key_of("failures", network), self._address, now)
        if claim.name:
            self._buckets.charge(self._key("name", claim, ""), self._name, now)

    def note_success(self, sign_in: SignIn) -> None:
        """Remember that the credentials were good from this address. Repeated within ten minutes, it is one look-up."""
        now = self._clock()
        if self._noted.get(sign_in, 0) < now:
            claim = read_claim(sign_in[0])
            if claim is not None:
                self._note(sign_in, claim, now)

    def note_success_of(self, claim: ClaimedCredentials, host: str) -> None:
        """Remember that a name that the body of a request claimed was good from this address."""
        key = self._key("good", claim, network_of(host))
        self._buckets.mark_until(key, self._clock() + _GOOD_FOR)

    def _note(self, sign_in: SignIn, claim: ClaimedCredentials, now: int) -> None:
        key = self._key("good", claim, network_of(sign_in[1]))
        if self._noted.get(key, 0) < now:
            self._buckets.mark_until(key, now + _GOOD_FOR)
        if len(self._noted) >= _MOST_NOTED:
            self._noted.clear()
        # The header of a signature differs with each request.
        self._noted[key if claim.is_signature else sign_in] = now + _NOTED_AGAIN_AFTER

    def _require_address(self, host: str) -> None:
        key = self._memory.key_of("address", network_of(host))
        self._require(key, self._strangers, self._strangers.depth, self._clock(), ADDRESS_REASON)

    def _require(self, key: int, rate: Rate, depth: int, now: int, reason: str = _REASON) -> None:
        wait = self._buckets.wait(key, depth, now)
        if wait:
            raise rate_limited(rate, wait, reason)

    def _key(self, kind: str, claim: ClaimedCredentials, network: str) -> int:
        return self._memory.key_of(kind, claim.scheme, claim.identity, network)

"""Limit the failed sign-ins, before any secret is compared.

Failures are counted in three buckets: of a claimed name from an address, of an address, and of a name from everywhere.

| bucket | beyond the limit |
|---|---|
| name and address | this name is refused from this address |
| address | every name is refused from this address, but those that have signed in from it within an hour |
| name | from any other address, the name has a burst of two attempts instead of as many as its first bucket has |

So strangers who claim a merchant's name do not lock it out: its own addresses are not affected, and its first
attempt from a new address is compared. Who shares an address with strangers shares its limit. Behind a proxy that
`trusted_proxies` does not name, everybody shares the proxy's.

An attempt that runs while others do is compared, and counted when it has failed. A bucket goes into debt for it, so the
attempts of ten minutes are bounded however many run in parallel.
"""

from collections.abc import Callable
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class _Keys:
    """The keys of an attempt in the table. A credential without a name has 0 for it."""

    pair: int
    good: int
    address: int
    name: int


@dataclass(frozen=True, slots=True)
class _Good:
    """The keys of credentials that were good, and the time until which this need not be written again."""

    keys: _Keys
    until: int


_Claimed = tuple[ClaimedCredentials, str]


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
        self._good: dict[SignIn | _Claimed, _Good] = {}

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
            self._require(sign_in)
        return sign_in

    def require_attempt(self, claim: ClaimedCredentials, host: str) -> None:
        """Raise RateLimited if too many attempts have failed."""
        self._require_buckets(self._keys_of(claim, host))

    def note_failure(self, scope: Scope, error: Unauthenticated) -> None:
        """Count a failed sign-in. Credentials that are authentic and out of date are no attempt.

        Without credentials the request counts as one of a stranger's.
        """
        if not error.is_guess:
            return
        claim, host, now = claim_of(scope), host_of(scope), self._clock()
        self._memory.latest_failure = now
        if claim is None:
            self._buckets.charge(self._strangers_key(host), self._strangers, now)
            return
        keys = self._keys_of(claim, host)
        self._buckets.charge(keys.pair, self._pair, now)
        self._buckets.charge(keys.address, self._address, now)
        if keys.name:
            self._buckets.charge(keys.name, self._name, now)

    def note_success(self, sign_in: SignIn) -> None:
        """Remember that the credentials were good from this address. Repeated within ten minutes, it is one look-up."""
        now = self._clock()
        known = self._good.get(sign_in)
        if known is not None and known.until > now:
            return
        claim = read_claim(sign_in[0])
        if claim is None:
            return
        # The header of a signature differs with each request, and its claim does not.
        identity = (claim, sign_in[1]) if claim.is_signature else sign_in
        known = self._good.get(identity)
        if known is None or known.until <= now:
            self._note(identity, self._keys_of(claim, sign_in[1]), now)

    def _note(self, identity: SignIn | _Claimed, keys: _Keys, now: int) -> None:
        if len(self._good) >= _MOST_NOTED:
            self._good.clear()
        self._good[identity] = _Good(keys, until=now + _NOTED_AGAIN_AFTER)
        self._buckets.mark_until(keys.good, now + _GOOD_FOR)

    def _require(self, sign_in: SignIn) -> None:
        known = self._good.get(sign_in)
        if known is not None:
            self._require_buckets(known.keys)
            return
        header, host = sign_in
        claim = read_claim(header)
        if claim is not None:
            self.require_attempt(claim, host)
            return
        key, rate = self._strangers_key(host), self._strangers
        self._require_bucket(key, rate, rate.depth, self._clock(), ADDRESS_REASON)

    def _require_buckets(self, keys: _Keys) -> None:
        now = self._clock()
        self._require_bucket(keys.pair, self._pair, self._pair.depth, now)
        if self._buckets.is_marked(keys.good, now):
            return
        self._require_bucket(keys.address, self._address, self._address.depth, now)
        if keys.name and self._buckets.wait(keys.name, self._name.depth, now):
            self._require_bucket(keys.pair, self._pair, self._strangers_depth, now)

    def _require_bucket(
        self, key: int, rate: Rate, depth: int, now: int, reason: str = _REASON
    ) -> None:
        wait = self._buckets.wait(key, depth, now)
        if wait:
            raise rate_limited(rate, wait, reason)

    def _strangers_key(self, host: str) -> int:
        return self._memory.key_of("address", network_of(host))

    def _keys_of(self, claim: ClaimedCredentials, host: str) -> _Keys:
        known = self._good.get((claim, host))
        if known is not None:
            return known.keys
        key_of, network = self._memory.key_of, network_of(host)
        credentials = (claim.scheme, claim.identity)
        return _Keys(
            pair=key_of("pair", *credentials, network),
            # Without the scheme: a client whose tokens are good may fetch a new one.
            good=key_of("good", claim.identity, network),
            address=key_of("failures", network),
            name=key_of("name", *credentials) if claim.name else 0,
        )

"""Limit the requests of each credential, and of strangers by token and by address."""

from collections.abc import Callable
from dataclasses import dataclass

from fastapi import Request

from interfaces.http.limits.addresses import host_of, network_of
from interfaces.http.limits.buckets import ADDRESS_REASON, Buckets, Rate, per_minute, rate_limited
from interfaces.http.limits.memory import LimitsMemory
from interfaces.http.limits.policies import LimitPolicies
from interfaces.http.party import Party, Share

_MERCHANTS = Share.MERCHANTS
_STRANGERS = Share.STRANGERS
_MOST_CACHED = 10_000
_TOKEN_REASON = "Too many requests have been made for this checkout."
_CLIENT_REASON = "This client has asked for too many tokens."


@dataclass(frozen=True, slots=True)
class _Bucket:
    key: int
    rate: Rate


class RateLimiter:
    """The limits of all parties. `clock` returns nanoseconds since 1970."""

    def __init__(
        self, policies: LimitPolicies, memory: LimitsMemory, clock: Callable[[], int]
    ) -> None:
        self._clock = clock
        self._buckets = Buckets(memory.buckets)
        self._key_of = memory.key_of
        self._policies = policies
        self._address = per_minute("address", policies.address)
        self._token = per_minute("token", policies.token)
        self._token_requests = per_minute("token-requests", policies.token_requests)
        self._known: dict[tuple[str, ...], _Bucket] = {}

    def check(self, request: Request, party: Party) -> None:
        """Count a request of a party. Raises RateLimited beyond its limit.

        A claim that is not verified counts for the address that makes it, so that a stranger cannot use up a
        merchant's limit.
        """
        share = party.share
        if share is _STRANGERS:
            self._check_stranger(request, party)
            return
        network = "" if party.is_verified else network_of(host_of(request.scope)) or "unknown"
        # A tuple without the share: hashing a member of an enumeration is a call.
        if share is _MERCHANTS:
            identity: tuple[str, ...] = (party.name, party.credential, network)
        else:
            identity = (share, party.name, party.credential, network)
        bucket = self._known.get(identity) or self._add(identity, party)
        wait = self._buckets.take(bucket.key, bucket.rate, self._clock())
        if wait:
            raise rate_limited(bucket.rate, wait)

    def check_token_request(self, request: Request, client_id: str) -> None:
        """Count a request for a bearer token, by address and client. Raises RateLimited beyond the limit."""
        key = self._key_of("token request", client_id, network_of(host_of(request.scope)))
        self._take(key, self._token_requests, _CLIENT_REASON)

    def _check_stranger(self, request: Request, party: Party) -> None:
        # The address comes first: it bounds the tokens that an address can fill the table with.
        key = self._key_of("address", network_of(host_of(request.scope)))
        self._take(key, self._address, ADDRESS_REASON)
        if party.name:
            self._take(self._key_of("token", party.name), self._token, _TOKEN_REASON)

    def _take(self, key: int, rate: Rate, reason: str) -> None:
        wait = self._buckets.take(key, rate, self._clock())
        if wait:
            raise rate_limited(rate, wait, reason)

    def _add(self, identity: tuple[str, ...], party: Party) -> _Bucket:
        if len(self._known) >= _MOST_CACHED:
            self._known.clear()
        bucket = _Bucket(self._key_of("party", *identity), self._rate_of(party))
        self._known[identity] = bucket
        return bucket

    def _rate_of(self, party: Party) -> Rate:
        policies = self._policies
        match party.share:
            case Share.PAYMENTS:
                return per_minute("payments", policies.payments)
            case Share.HISTORY:
                return per_minute("history", policies.history)
            case _:
                quota = policies.merchants.get(party.name, policies.merchant)
                return per_minute("merchant", quota)

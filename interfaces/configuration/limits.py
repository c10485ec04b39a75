"""The limits of rate and of failed sign-ins in the configuration."""

from collections.abc import Mapping
from typing import Annotated

import msgspec

from interfaces.http.limits.policies import LimitPolicies

PerMinute = Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
"""A number of requests in a minute, as the configuration has it."""

_DEFAULTS = LimitPolicies()


class LimitSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Requests, or failed sign-ins, that are answered in a minute; as many may come at the same time.

    `merchant_requests` applies to each credential of a merchant, unless the merchant has `requests_per_minute`.
    `payment_requests` applies to each merchant's payment reports, `history_requests` to each history key.
    Requests without credentials are limited for each public token and for each address (IPv6: each /64).
    `token_requests` applies to a client that gets bearer tokens at one address.
    """

    merchant_requests: PerMinute = _DEFAULTS.merchant
    payment_requests: PerMinute = _DEFAULTS.payments
    history_requests: PerMinute = _DEFAULTS.history
    public_token_requests: PerMinute = _DEFAULTS.token
    address_requests: PerMinute = _DEFAULTS.address
    token_requests: PerMinute = _DEFAULTS.token_requests
    failed_sign_ins: PerMinute = _DEFAULTS.failures
    failed_sign_ins_of_address: PerMinute = _DEFAULTS.address_failures
    failed_sign_ins_of_name: PerMinute = _DEFAULTS.name_failures

    def policies(self, merchants: Mapping[str, int]) -> LimitPolicies:
        """Return the limits. `merchants` has the requests per minute of the merchants with a limit of their own."""
        return LimitPolicies(
            merchant=self.merchant_requests,
            payments=self.payment_requests,
            history=self.history_requests,
            token=self.public_token_requests,
            address=self.address_requests,
            token_requests=self.token_requests,
            failures=self.failed_sign_ins,
            address_failures=self.failed_sign_ins_of_address,
            name_failures=self.failed_sign_ins_of_name,
            merchants=merchants,
        )

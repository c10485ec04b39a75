"""The limits that apply, as the configuration states them."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class LimitPolicies:
    """Requests, or failed sign-ins, in a minute.

    `merchant` applies to each credential of a merchant, `merchants` has the ones that differ, by the merchant's id.
    `token` and `address` apply to strangers. `token_requests` applies to a client's requests for bearer tokens.
    The last three count failed sign-ins: of a name from an address, from an address, and of a name.
    """

    merchant: int = 6_000
    payments: int = 6_000
    history: int = 1_200
    token: int = 120
    address: int = 600
    token_requests: int = 600
    failures: int = 10
    address_failures: int = 30
    name_failures: int = 100
    merchants: Mapping[str, int] = field(default_factory=dict)

"""Who calls: a client with an API key of a merchant, or a platform without credentials where a merchant is open.

A platform without credentials is known by the URL of its profile. The ids of its checkouts begin with a name of that
URL, so no other platform reaches them, and it reaches no checkout of a client with a key.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final
from urllib.parse import urlsplit

from fastapi import Request

from domain.refusals import CheckoutNotFound
from interfaces.dialects.session.auth import READ, WRITE, Client
from interfaces.dialects.ucp.negotiation.agent_header import AgentHeader, agent_header
from interfaces.dialects.ucp.settings import UcpShop
from interfaces.http.errors.request_errors import RouteUnknown, Unauthenticated
from interfaces.http.merchant_settings import MerchantSettings
from interfaces.http.party import CALLER, STRANGER, Party
from interfaces.http.request.bearer import BearerKeys, bearer_key

_NOT_IN_A_NAME: Final = re.compile(r"[^a-z0-9.-]")
READ_ORDERS: Final = "orders:read"
WRITE_ORDERS: Final = "orders:write"
_OPEN: Final = "open_"
_UNKNOWN: Final = "unknown-platform"


@dataclass(frozen=True, kw_only=True)
class Caller:
    """The sender of a request, with the shop that it buys from. `is_open` is whether it has no credentials.

    `agent` is what the header UCP-Agent says; None without it.
    """

    client: Client
    shop: UcpShop
    agent: AgentHeader | None
    is_open: bool

    @property
    def id_prefix(self) -> str | None:
        """The kind of ids of checkouts that only this platform reaches; None for a client with a key."""
        return f"{_OPEN}{_letters_of(self.agent)}" if self.is_open else None

    def refuse_foreign(self, request: Request) -> None:
        """Raise CheckoutNotFound for a checkout in the path that another platform opened."""
        checkout_id: str | None = request.path_params.get("checkout_id")
        if checkout_id is not None and not self.reaches(checkout_id):
            raise CheckoutNotFound(checkout_id=checkout_id[:100])

    def reaches(self, checkout_id: str) -> bool:
        """Return whether a platform without credentials opened the checkout; true for a client with a key."""
        prefix = self.id_prefix
        return prefix is None or checkout_id.startswith(f"{prefix}_")


def is_open(checkout_id: str) -> bool:
    """Return whether a platform without credentials opened the checkout."""
    return checkout_id.startswith(_OPEN)


class Callers:
    """The callers of all merchants that sell to platforms. Keys are stored as digests."""

    def __init__(self, merchants: Sequence[MerchantSettings[UcpShop]]) -> None:
        self._shops = {each.id: each.settings for each in merchants}
        self._keys = BearerKeys(pair for each in merchants for pair in _clients(each))
        self._simulations = BearerKeys(
            (secret, each.id)
            for each in merchants
            if (secret := each.settings.ucp.simulation_secret) is not None
        )
        self.simulates = any(each.settings.ucp.simulation_secret for each in merchants)
        self._open = next((each.id for each in merchants if each.settings.ucp.open), None)

    @property
    def described(self) -> UcpShop:
        """The shop that the profile describes. Raises RouteUnknown if there is none."""
        name = self._open or next(iter(self._shops), None)
        if name is None:
            raise RouteUnknown
        return self._shops[name]

    def identify(self, request: Request) -> Party:
        """Return the merchant whose key the head has, or a stranger. Raises Unauthenticated."""
        caller = request.scope[CALLER] = self._caller(request)
        return STRANGER if caller.is_open else caller.client.party

    def authenticate(self, request: Request, scope: str) -> Caller:
        """Return the caller that `identify` found, or authenticate the request.

        Raises Unauthenticated, and AccessDenied if the key does not have the scope.
        """
        caller = self.caller_of(request)
        caller.client.require(scope)
        return caller

    def caller_of(self, request: Request) -> Caller:
        """Return the caller that `identify` found, or authenticate the request. Raises Unauthenticated."""
        caller: Caller = request.scope.get(CALLER) or self._caller(request)
        return caller

    def merchant_of_simulation(self, secret: str) -> str | None:
        """Return the merchant that has this secret for simulations; None for another secret."""
        return self._simulations.owner(secret)

    def _caller(self, request: Request) -> Caller:
        agent = agent_header(request)
        key = bearer_key(request) or request.headers.get("x-api-key")
        if key is None:
            return self._platform(agent)
        client = self._keys.owner(key)
        if client is None:
            raise Unauthenticated("This API key is unknown.")
        return Caller(client=client, shop=self._shops[client.merchant], agent=agent, is_open=False)

    def _platform(self, agent: AgentHeader | None) -> Caller:
        if self._open is None:
            raise Unauthenticated("Send an API key as Authorization: Bearer, or as X-API-Key.")
        shop = self._shops[self._open]
        scopes = {READ, WRITE, *([WRITE_ORDERS] if shop.ucp.orders_by_platforms else [])}
        client = Client(self._open, _name_of(agent), frozenset(scopes), shop.selling)
        return Caller(client=client, shop=shop, agent=agent, is_open=True)


def _clients(merchant: MerchantSettings[UcpShop]) -> Iterator[tuple[str, Client]]:
    """Yield the keys of agents, and those with which the merchant itself reaches its orders."""
    selling = merchant.settings.selling
    for key in selling.keys:
        yield key.key, Client(merchant.id, key.name, frozenset(key.scopes), selling)
    for own in merchant.settings.reporters:
        yield own.key, Client(merchant.id, own.name, own.scopes, selling, kind="shop")


def _name_of(agent: AgentHeader | None) -> str:
    """Return the name of a platform in the history: the host of its profile, and letters of the whole URL."""
    try:
        host = "" if agent is None else urlsplit(agent.profile).hostname or ""
    except ValueError:
        host = ""
    name = _NOT_IN_A_NAME.sub("", host.lower())[:80]
    return f"{name or _UNKNOWN}.{_letters_of(agent)}"


def _letters_of(agent: AgentHeader | None) -> str:
    """Return 16 letters that stand for the URL of a profile."""
    url = "" if agent is None else agent.profile
    digest = blake2b(url.encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
    return "".join(chr(ord("a") + int(digit, 16)) for digit in digest)

"""The bytes of bodies that a process holds are bounded: altogether, for an address, and for a party."""

from fastapi import Request

from interfaces.http.party import STRANGER, Party, Share
from interfaces.http.pipeline.body_budget import BodyBudget, BodyLimits
from tests.interfaces.http.pipeline.raw_requests import scope_of

SHOP = Party(Share.MERCHANTS, "shop", "key")
OTHER = Party(Share.MERCHANTS, "other", "key")
CLAIM = Party(Share.MERCHANTS, "shop", "100001", is_verified=False)
OTHER_CLAIM = Party(Share.MERCHANTS, "other", "100002", is_verified=False)


def budget() -> BodyBudget:
    """A budget of 100 bytes, 20 for an address and 40 for a party."""
    return BodyBudget(BodyLimits(altogether=100, per_address=20, per_party=40))


def charge(bodies: BodyBudget, party: Party, size: int, client: str = "192.0.2.1") -> bool:
    """Charge the body of a new request."""
    return bodies.open(Request(scope_of("PUT", "/", {}, client)), party).charge(size)


def test_an_address_of_strangers_has_a_bound() -> None:
    """Another address has its own."""
    bodies = budget()
    assert charge(bodies, STRANGER, 20)
    assert not charge(bodies, STRANGER, 1)
    assert charge(bodies, STRANGER, 5, "192.0.2.2")


def test_the_addresses_of_one_network_have_one_bound() -> None:
    """A subscriber has a whole /64 of IPv6."""
    bodies = budget()
    assert charge(bodies, STRANGER, 20, "2001:db8::1")
    assert not charge(bodies, STRANGER, 1, "2001:db8::2")


def test_strangers_get_a_quarter() -> None:
    """From however many addresses they send."""
    bodies = budget()
    charged = [charge(bodies, STRANGER, 5, f"192.0.2.{number}") for number in range(20)]
    assert charged.count(True) == 5


def test_claims_and_strangers_leave_room_for_verified_senders() -> None:
    """Whatever they send, a merchant with a verified key has a quarter for itself."""
    bodies = budget()
    for number in range(30):
        for party in (STRANGER, CLAIM, OTHER_CLAIM):
            charge(bodies, party, 5, f"192.0.2.{number}")
    assert bodies.used == 75
    assert charge(bodies, SHOP, 25)


def test_a_merchant_has_a_bound() -> None:
    """One merchant leaves room for another, also at the same address."""
    bodies = budget()
    assert charge(bodies, SHOP, 40)
    assert not charge(bodies, SHOP, 1)
    assert charge(bodies, OTHER, 40)


def test_claims_do_not_count_for_the_merchant_that_they_name() -> None:
    """What is sent in a merchant's name does not use up what the merchant may send."""
    bodies = budget()
    for number in range(3):
        charge(bodies, CLAIM, 20, f"192.0.2.{number}")
    assert charge(bodies, SHOP, 40)


def test_a_closed_account_is_free_again() -> None:
    """Nothing is left of it, not even a name."""
    bodies = budget()
    account = bodies.open(Request(scope_of("PUT", "/", {})), CLAIM)
    assert account.charge(10)
    assert account.charge(10)
    account.close()
    account.close()
    assert vars(bodies)["_used"] == {}

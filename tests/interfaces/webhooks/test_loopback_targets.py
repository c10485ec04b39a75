"""Loopback addresses as targets of callbacks."""

import pytest

from interfaces.webhooks.egress_policy import EgressPolicy, network


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1", "0.0.0.0", "::", "64:ff9b::7f00:1"],
)
def test_loopback_is_refused_in_a_permitted_network(address: str) -> None:
    """Without `loopback`, loopback addresses are refused even if a permitted network contains them."""
    everything = (network("0.0.0.0/0"), network("::/0"))
    assert EgressPolicy(networks=everything).allows(address)
    assert not EgressPolicy(networks=everything, loopback=False).allows(address)
    assert EgressPolicy(networks=everything, loopback=False).allows("10.0.0.1")

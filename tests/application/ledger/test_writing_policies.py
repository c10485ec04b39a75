"""A policy that is written is read again with the same keys and the quorum that was asked for."""

import pytest

from application.ledger.format.keys import COSIGNATURE, ED25519, VerifierKey
from application.ledger.format.policies import is_monitor, parse_policy
from application.ledger.policy_files import PolicyKeys, encode_policy

_LOG = VerifierKey("shop.example/tillroll", ED25519, bytes(32))
_WITNESSES = [VerifierKey(f"w{n}.example/witness", COSIGNATURE, bytes([n] * 32)) for n in range(3)]


@pytest.mark.parametrize(("witnesses", "enough"), [(1, 1), (2, 2), (3, 2)])
def test_more_than_a_half_of_the_witnesses_have_to_cosign(witnesses: int, enough: int) -> None:
    """By default a quorum is the smallest number of witnesses of which two always have one in common."""
    chosen = _WITNESSES[:witnesses]
    policy = parse_policy(encode_policy(PolicyKeys(logs=[_LOG], witnesses=chosen)).encode())
    names = [key.name for key in chosen]
    assert policy.is_met(names[:enough])
    assert not policy.is_met(names[: enough - 1])


def test_a_policy_without_witnesses_has_no_quorum() -> None:
    """The signature of the log is enough where no witness is configured."""
    policy = parse_policy(encode_policy(PolicyKeys(logs=[_LOG])).encode())
    assert policy.logs == (_LOG,)
    assert policy.is_met([])


def test_monitors_count_for_no_quorum() -> None:
    """Monitors are named so that a verifier explains their lines, and their lines replace no witness's."""
    keys = PolicyKeys(logs=[_LOG], witnesses=_WITNESSES[:1], monitors=_WITNESSES[1:])
    policy = parse_policy(encode_policy(keys).encode())
    monitors = [name for name in policy.witnesses if is_monitor(name)]
    assert monitors == ["monitor", "monitor-2"]
    assert not policy.is_met(monitors)


def test_more_witnesses_than_there_are_cannot_be_asked_for() -> None:
    """A quorum that no head can have is refused."""
    with pytest.raises(ValueError, match="2 witnesses cannot be asked for: there are 1"):
        encode_policy(PolicyKeys(logs=[_LOG], witnesses=_WITNESSES[:1]), 2)

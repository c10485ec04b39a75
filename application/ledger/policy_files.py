"""Writes policies (C2SP tlog-policy), which the other party of a dispute checks evidence with."""

from collections.abc import Sequence
from dataclasses import dataclass

from application.ledger.format.keys import VerifierKey
from application.ledger.format.policies import NO_QUORUM

_QUORUM_GROUP = "witnesses"


@dataclass(frozen=True, kw_only=True)
class PolicyKeys:
    """The public keys of the logs, of the witnesses that cosign, and of monitors, which state more than a witness."""

    logs: Sequence[VerifierKey]
    witnesses: Sequence[VerifierKey] = ()
    monitors: Sequence[VerifierKey] = ()


def majority(witnesses: int) -> int:
    """Return how many are more than a half: two such quorums have a witness in both."""
    return witnesses // 2 + 1


def encode_policy(keys: PolicyKeys, threshold: int | None = None) -> str:
    """Return the text of a policy. `threshold` of its witnesses have to cosign; by default more than a half.

    Monitors are named `monitor` and `monitor-2` and so on, and count for no quorum. Raises ValueError if there are not
    so many witnesses.
    """
    lines = [f"log {key.text()}" for key in keys.logs]
    lines += [f"witness {key.name} {key.text()}" for key in keys.witnesses]
    lines += [
        f"witness monitor{'' if number == 1 else f'-{number}'} {key.text()}"
        for number, key in enumerate(keys.monitors, 1)
    ]
    return "\n".join([*lines, *_quorum(keys.witnesses, threshold)]) + "\n"


def _quorum(witnesses: Sequence[VerifierKey], threshold: int | None) -> list[str]:
    needed = (majority(len(witnesses)) if witnesses else 0) if threshold is None else threshold
    if not 0 <= needed <= len(witnesses):
        raise ValueError(f"{needed} witnesses cannot be asked for: there are {len(witnesses)}")
    if needed == 0:
        return [f"quorum {NO_QUORUM}"]
    names = " ".join(key.name for key in witnesses)
    return [f"group {_QUORUM_GROUP} {needed} {names}", f"quorum {_QUORUM_GROUP}"]

"""Whole evidence, which proves what it shows."""

from dataclasses import replace

from tests.interfaces.verifiers.changes import (
    EVENT,
    PACK,
    PROOF,
    PROVEN,
    SHOP,
    VerifierCase,
    packed,
)
from tests.interfaces.verifiers.pack import POLICY, with_manifest, zipped

STAMPED = {
    **PACK,
    "log/checkpoint.tsr": b"reply",
    "log/stamped": SHOP.head(9),
    "log/stamped-to-checkpoint.consistency": SHOP.consistency(9),
}

WHOLE = (
    packed("a whole pack", PACK, PROVEN, "Versions 1 to 4 of checkout checkout-1 are all here"),
    VerifierCase(
        "a pack without a folder",
        {"pack.zip": zipped(with_manifest(PACK), "")},
        PROVEN,
        "\u2713 Version 1 says 2026-11-21 14:03:00 UTC. By the clocks of witnesses it was logged from",
    ),
    VerifierCase(
        "one event as two files",
        {"a.json": PACK[EVENT], "b.tlog-proof": PACK[PROOF]},
        PROVEN,
        "\u2013 Missing versions of checkout checkout-1: 1\u20132.",
    ),
    replace(
        packed("a policy without witnesses", PACK, PROVEN, "\u2013 Not shown: witnesses"),
        policy=POLICY.replace(b"quorum both", b"quorum none"),
    ),
    replace(
        packed("a policy that knows no witness", PACK, PROVEN, "\u2013 Not shown: when version 4"),
        policy=POLICY.split(b"\n")[0] + b"\nquorum none\n",
    ),
    replace(
        packed(
            "a witness that the policy names as a monitor",
            PACK,
            PROVEN,
            "\u2713 The monitor bank.example/witness read all 20 entries of the log.",
        ),
        policy=POLICY.replace(b"witness bank ", b"witness monitor-bank ").replace(
            b"merchant bank", b"merchant monitor-bank"
        ),
    ),
    packed(
        "a time stamp",
        {**PACK, "log/checkpoint.tsr": b"reply"},
        PROVEN,
        "\u2013 Not checked: the time stamp of the head of size 20.",
    ),
    packed(
        "a time stamp of an earlier head",
        STAMPED,
        PROVEN,
        "\u2713 The head of size 20 continues the head of size 9",
    ),
    packed(
        "a policy in the pack is a claim",
        {**PACK, "policy.txt": b"quorum none\n"},
        PROVEN,
        "Claims of the operator, which nothing here proves: evidence.pdf, policy.txt.",
    ),
)

"""Whole evidence, which proves what it shows."""

from dataclasses import replace

from tests.interfaces.verifiers.changes import (
    EVENT,
    PACK,
    PROOF,
    PROVEN,
    VerifierCase,
    packed,
    without,
)
from tests.interfaces.verifiers.pack import POLICY, with_manifest, zipped

WHOLE = (
    packed("a whole pack", PACK, PROVEN, "Versions 1 to 4 of checkout checkout-1 are all here"),
    VerifierCase(
        "a pack without a folder", {"pack.zip": zipped(with_manifest(PACK), "")}, PROVEN, "14:02:59"
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
    packed(
        "a pack without a lower head",
        without("log/lower", "log/lower-to-checkpoint.consistency"),
        PROVEN,
        "It was logged before",
    ),
    packed(
        "a policy in the pack is a claim",
        {**PACK, "policy.txt": b"quorum none\n"},
        PROVEN,
        "Claims of the operator, which nothing here proves: evidence.pdf, policy.txt.",
    ),
)

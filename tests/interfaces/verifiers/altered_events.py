"""Packs with one event or its proof changed, and a manifest that fits."""

from tests.application.ledger.format.vectors import flipped
from tests.interfaces.verifiers.changes import (
    DISPROVEN,
    EVENT,
    PROOF,
    PROVEN,
    changed,
    hidden_digest,
    line_bit,
    text,
)

ALTERED = (
    changed(
        "a value",
        EVENT,
        text("Åda", "Bob"),
        DISPROVEN,
        "events/0003.json is not what was logged. Different: content",
    ),
    changed("a topic", EVENT, text("identified", "identifiee"), DISPROVEN, "Different: content."),
    changed(
        "a checkout",
        EVENT,
        text("checkout-1", "checkout-2"),
        DISPROVEN,
        "Different: checkout, content.",
    ),
    changed(
        "a version", EVENT, text('"version":3', '"version":2'), DISPROVEN, "Different: version."
    ),
    changed(
        "a time", EVENT, text("14:03:04Z", "14:03:05Z"), DISPROVEN, "Different: time, content."
    ),
    changed(
        "the name of a part",
        EVENT,
        text("/customer/name", "/customer/mane"),
        DISPROVEN,
        "Different: content.",
    ),
    changed(
        "a salt", EVENT, text('"salt":"', '"salt":"A'), DISPROVEN, "events/0003.json is malformed"
    ),
    changed("a digest of a hidden part", EVENT, hidden_digest, DISPROVEN, "Different: content."),
    changed(
        "a part and a part of it",
        EVENT,
        text('"/timestamp"', '"/customer"'),
        DISPROVEN,
        "an opening shows a part, and a part of that part",
    ),
    changed(
        "no time",
        EVENT,
        text("/timestamp", "/timestimp"),
        DISPROVEN,
        "an event does not have one time",
    ),
    changed(
        "an opening that is not JSON",
        EVENT,
        lambda octets: octets[:-2],
        DISPROVEN,
        "an opening is not JSON",
    ),
    changed(
        "an opening that is not Unicode",
        EVENT,
        lambda octets: flipped(octets, 7),
        DISPROVEN,
        "a text is not UTF-8",
    ),
    changed(
        "an index",
        PROOF,
        text("index 9", "index 8"),
        DISPROVEN,
        "is not at index 8 of the tree of size 20",
    ),
    changed(
        "an index outside the tree",
        PROOF,
        text("index 9", "index 20"),
        DISPROVEN,
        "is not at index 20",
    ),
    changed(
        "an index with a zero",
        PROOF,
        text("index 9", "index 09"),
        DISPROVEN,
        "a number is not a decimal",
    ),
    changed("a hash", PROOF, line_bit(3, 0), DISPROVEN, "is not at index 9"),
    changed("the last hash", PROOF, line_bit(7, 5), DISPROVEN, "is not at index 9"),
    changed("the entry beside the proof", PROOF, line_bit(1, 30), DISPROVEN, "Different: "),
    changed(
        "no entry beside the proof",
        PROOF,
        lambda octets: b"\n".join(octets.split(b"\n")[:1] + octets.split(b"\n")[2:]),
        PROVEN,
        "Version 3, checkout.customer-identified, was logged at index 9",
    ),
    changed(
        "the version of a proof",
        PROOF,
        text("proof@v1", "proof@v2"),
        DISPROVEN,
        "a proof does not begin with its version",
    ),
)

"""Packs with changed heads, and a manifest that fits."""

from tests.interfaces.verifiers.changes import (
    BANK_AT,
    BANK_LINE,
    DISPROVEN,
    FORK,
    LOG_AT,
    LOG_LINE,
    PACK,
    PROOF,
    SHOP,
    UNKNOWN,
    changed,
    every_head,
    line_bit,
    packed,
    text,
    without,
)

HEADS = (
    packed(
        "the root",
        every_head(line_bit(2, 0)),
        DISPROVEN,
        "the signature of shop.example/tillroll is wrong",
    ),
    packed(
        "the size",
        every_head(text("\n20\n", "\n21\n")),
        DISPROVEN,
        "The head of size 21 is refused",
    ),
    packed(
        "the origin",
        every_head(text("shop.", "shup.")),
        UNKNOWN,
        "The policy has no key of the log shup.example",
    ),
    packed(
        "the log's signature",
        every_head(line_bit(LOG_LINE, LOG_AT + 20)),
        DISPROVEN,
        "the signature of shop.example/tillroll is wrong",
    ),
    packed(
        "the log's key id",
        every_head(line_bit(LOG_LINE, LOG_AT)),
        UNKNOWN,
        "No key of the policy signed",
    ),
    packed(
        "a witness's signature",
        every_head(line_bit(BANK_LINE, BANK_AT + 40)),
        DISPROVEN,
        "the signature of bank.example/witness is wrong",
    ),
    packed(
        "a witness's time",
        every_head(line_bit(BANK_LINE, BANK_AT + 14)),
        DISPROVEN,
        "the signature of bank.example/witness is wrong",
    ),
    packed(
        "a witness's key id",
        every_head(line_bit(BANK_LINE, BANK_AT)),
        UNKNOWN,
        "Too few witnesses of the policy cosigned the head of size 20: 1 of 2",
    ),
    packed(
        "no line feed at the end",
        every_head(lambda octets: octets[:-1]),
        DISPROVEN,
        "the last line does not end in a line feed",
    ),
    changed(
        "the head of one proof",
        PROOF,
        text("\n20\n", "\n19\n"),
        DISPROVEN,
        "The head of size 19 is refused",
    ),
    packed(
        "two trees of one size",
        {**PACK, "log/checkpoint": FORK.head()},
        DISPROVEN,
        "has two different trees of size 20",
    ),
    packed(
        "heads of two sizes",
        {**PACK, "log/checkpoint": SHOP.head(19)},
        UNKNOWN,
        "Whether the heads of sizes 19, 20 are of one history",
    ),
    packed(
        "the proof to the lower head",
        {**PACK, "log/lower-to-checkpoint.consistency": SHOP.consistency(5)},
        DISPROVEN,
        "continues the head of size 4 is wrong",
    ),
    packed(
        "a lower head of a fork",
        {**PACK, "log/lower": FORK.head(4, 0)},
        DISPROVEN,
        "continues the head of size 4 is wrong",
    ),
    packed(
        "no proof to the lower head",
        without("log/lower-to-checkpoint.consistency"),
        UNKNOWN,
        "continues the head of size 4 is not shown",
    ),
)

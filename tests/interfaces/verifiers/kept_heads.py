"""Whole packs for readers with heads of their own, and with policies that do not help."""

from dataclasses import replace

from application.ledger.format.checkpoints import Checkpoint
from application.ledger.signing import log_signer, sign_checkpoint
from tests.interfaces.verifiers.changes import (
    DISPROVEN,
    FORK,
    HEAD,
    LOG_AT,
    LOG_LINE,
    PACK,
    PROVEN,
    SHOP,
    UNKNOWN,
    line_bit,
    packed,
)
from tests.interfaces.verifiers.pack import LOWER_SIZE, POLICY
from tests.interfaces.verifiers.whole_evidence import STAMPED

OTHER_LOG = log_signer("other.example", b"\5" * 32)
WHOLE_PACK = packed("", PACK, PROVEN, "")
KEPT = (
    replace(
        WHOLE_PACK,
        name="the same head was kept",
        kept=(HEAD, None),
        line="is the one that you kept",
    ),
    replace(
        WHOLE_PACK,
        name="an older head was kept",
        kept=(SHOP.head(7), SHOP.consistency(7)),
        line="continues the head of size 7",
    ),
    replace(
        WHOLE_PACK,
        name="an older head without a proof",
        kept=(SHOP.head(7), None),
        exit_code=UNKNOWN,
        line="continues the head of size 7 is not shown",
    ),
    replace(
        WHOLE_PACK,
        name="the lower head of the pack was kept",
        kept=(SHOP.head(LOWER_SIZE), None),
        line="continues the head of size 4",
    ),
    replace(
        WHOLE_PACK,
        name="a fork of the lower head was kept",
        kept=(FORK.head(LOWER_SIZE), None),
        exit_code=DISPROVEN,
        line="has two different trees of size 4",
    ),
    replace(
        packed("the stamped head was kept", STAMPED, PROVEN, "continues the head of size 9"),
        kept=(SHOP.head(9), None),
    ),
    replace(
        WHOLE_PACK,
        name="an older head of a fork",
        kept=(FORK.head(7), FORK.consistency(7)),
        exit_code=DISPROVEN,
        line="continues the head of size 7 is wrong",
    ),
    replace(
        WHOLE_PACK,
        name="a head of another log was kept",
        policy=POLICY + f"log {OTHER_LOG.verifier_key.text()}\n".encode(),
        kept=(
            sign_checkpoint(Checkpoint("other.example", 20, bytes(32)), OTHER_LOG).encode(),
            None,
        ),
        exit_code=UNKNOWN,
        line="The head that you kept is of another log: other.example",
    ),
    replace(
        WHOLE_PACK,
        name="another tree of the size",
        kept=(FORK.head(), None),
        exit_code=DISPROVEN,
        line="has two different trees of size 20",
    ),
    replace(
        WHOLE_PACK,
        name="a malformed head was kept",
        kept=(HEAD[:-1], None),
        exit_code=UNKNOWN,
        line="The head that you kept cannot be used",
    ),
    replace(
        WHOLE_PACK,
        name="an unsigned head was kept",
        kept=(line_bit(LOG_LINE, LOG_AT)(HEAD), None),
        exit_code=UNKNOWN,
        line="no key of the policy signed it",
    ),
)


POLICIES = (
    replace(
        WHOLE_PACK,
        name="a policy of another log",
        policy=POLICY.replace(b"log ", b"# log ", 1),
        exit_code=UNKNOWN,
        line="The policy has no key of the log",
    ),
    replace(
        WHOLE_PACK,
        name="an unusable policy",
        policy=b"quorum nobody\n",
        exit_code=UNKNOWN,
        line="The policy cannot be used: line 1: a name is not defined above",
    ),
    replace(
        WHOLE_PACK,
        name="a policy from another system",
        policy=POLICY.replace(b"\n", b"\r\n"),
        exit_code=UNKNOWN,
        line="line 1: a character is not allowed",
    ),
    replace(
        WHOLE_PACK,
        name="an empty policy",
        policy=b"",
        exit_code=UNKNOWN,
        line="there is no quorum line",
    ),
)

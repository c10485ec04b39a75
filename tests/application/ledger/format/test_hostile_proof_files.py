"""Files of proofs that are not in their form."""

import pytest

from application.ledger.format.encoding import Malformed, encode_base64
from application.ledger.format.proof_files import (
    encode_consistency_proof,
    parse_add_checkpoint,
    parse_consistency_proof,
    parse_inclusion_proof,
)
from tests.application.ledger.format.vectors import SPECIFICATION

PROOF = SPECIFICATION["proof_file"]
REQUEST = SPECIFICATION["add_checkpoint"]
HASH = encode_base64(bytes(32)) + "\n"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no empty line"),
        (PROOF.replace("\n\n", "\n"), "no empty line"),
        (PROOF.replace("@v1", "@v2"), "version"),
        (PROOF.replace("extra ", "extras "), "index"),
        (PROOF.replace("extra dGls", "extra !!!!"), "Base64"),
        (PROOF.replace("index 2\n", ""), "index"),
        (PROOF.replace("index 2", "index 02"), "decimal"),
        (PROOF.replace("index 2", "index  2"), "decimal"),
        (PROOF.replace("index 2", f"index {2**63}"), "decimal"),
        (PROOF.replace("index 2\n", "index 2\nAAAA\n"), "32 bytes"),
        (PROOF.replace("index 2\n", "index 2\n" + HASH * 64), "too many"),
        (PROOF + "x" * 600_000, "too long"),
    ],
)
def test_what_is_no_proof(text: str, reason: str) -> None:
    """A proof in another form is refused, and the message says why."""
    with pytest.raises(Malformed, match=reason):
        parse_inclusion_proof(text.encode())


def test_a_proof_that_is_not_unicode() -> None:
    """The lines of a proof are UTF-8."""
    with pytest.raises(Malformed, match="UTF-8"):
        parse_inclusion_proof(b"\xff" + PROOF.encode())


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (REQUEST.replace("old 3", "new 3"), "old size"),
        (REQUEST.replace("old 3", "old 03"), "decimal"),
        (REQUEST.replace("old 3\n", "old 3\n" + HASH * 64), "too many"),
        (REQUEST.replace("\n\n", "\n"), "no empty line"),
    ],
)
def test_what_is_no_request_to_a_witness(text: str, reason: str) -> None:
    """A request to a witness in another form is refused."""
    with pytest.raises(Malformed, match=reason):
        parse_add_checkpoint(text.encode())


def test_a_consistency_proof() -> None:
    """The file of a consistency proof has one hash a line, and is empty where no hash is needed."""
    hashes = (bytes(32), b"\1" * 32)

    assert parse_consistency_proof(encode_consistency_proof(hashes)) == hashes
    assert parse_consistency_proof(encode_consistency_proof(())) == ()


@pytest.mark.parametrize(
    "octets", [b"\n", b"AAAA\n", HASH.encode()[:-1], b"\xff\n", HASH.encode() * 64]
)
def test_what_is_no_consistency_proof(octets: bytes) -> None:
    """Other lines, a missing line feed and more than 63 hashes are refused."""
    with pytest.raises(Malformed):
        parse_consistency_proof(octets)

"""Notes, heads and signatures that are not in their form, or that the wrong key made."""

import pytest

from application.ledger.format.checkpoints import (
    Checkpoint,
    cosignatures_by,
    parse_checkpoint,
    signed_by,
)
from application.ledger.format.encoding import Malformed, encode_base64
from application.ledger.format.notes import NoteSignature, SignedNote, parse_note
from application.ledger.signing import (
    log_signer,
    sign_checkpoint,
    verify_ed25519,
    witness_signer,
)

LOG = log_signer("shop.example/log", bytes(32))
OTHER = log_signer("other.example/log", bytes(31) + b"\1")
WITNESS = witness_signer("bank.example/witness", bytes(31) + b"\2")
HEAD = sign_checkpoint(Checkpoint("shop.example/log", 5, bytes(32)), LOG)
TEXT = HEAD.encode().decode()
LINE = HEAD.signatures[0].line()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no empty line"),
        ("shop.example/log\n5\n", "no empty line"),
        (TEXT[:-1], "line feed"),
        (HEAD.text + "\n", "no empty line|line feed|not that of a signature"),
        (HEAD.text + LINE, "no empty line"),
        (TEXT + "\n", "not that of a signature|line feed"),
        (TEXT.replace("\n", "\r\n"), "control"),
        (TEXT.replace("log\n", "log\t\n", 1), "control"),
        (TEXT.replace("\u2014", "-"), "not that of a signature"),
        (TEXT.replace("\u2014 ", "\u2014  "), "not that of a signature"),
        (TEXT.replace("\u2014 shop.example/log", "\u2014 shop+example"), "not that of a signature"),
        (TEXT.replace("\u2014 shop.example/log", "\u2014 shop\u00a0x"), "not that of a signature"),
        (TEXT.replace("\u2014 shop.example/log ", "\u2014  "), "not that of a signature"),
        (TEXT[:-1] + "=\n", "not Base64"),
        (TEXT[:-3] + "\n", "not Base64"),
        (HEAD.text + f"\n\u2014 shop.example/log {encode_base64(b'1234')}\n", "too short"),
        (HEAD.text + "\n" + LINE * 65, "too many"),
        (HEAD.text + "\n" + f"\u2014 a {'A' * 600_000}\n", "too long"),
    ],
)
def test_what_is_no_note(text: str, reason: str) -> None:
    """A note in another form is refused, and the message says why."""
    with pytest.raises(Malformed, match=reason):
        parse_note(text.encode())


def test_bytes_that_are_not_unicode() -> None:
    """A note is UTF-8."""
    with pytest.raises(Malformed, match="UTF-8"):
        parse_note(TEXT.encode().replace(b"shop", b"sh\xffp"))


def test_base64_of_another_spelling() -> None:
    """Bits after the last byte of a Base64 text have to be zero: each signature has one spelling."""
    padded = NoteSignature("a.example", b"1234", bytes(64)).line()
    assert padded.endswith("AAA=\n")

    with pytest.raises(Malformed, match="Base64"):
        parse_note((HEAD.text + "\n" + padded.replace("AAA=\n", "AAB=\n")).encode())


def test_unknown_lines_are_ignored() -> None:
    """Lines of other names and other key ids are neither verified nor refused, whatever their bytes are."""
    key = LOG.verifier_key
    lines = [
        NoteSignature("unknown.example", b"1234", b"what it likes"),
        NoteSignature(key.name, b"1234", bytes(64)),
        NoteSignature("unknown.example", key.key_id, bytes(64)),
    ]
    note = parse_note(HEAD.with_signatures(lines).encode())

    assert len(note.signatures) == 4
    assert signed_by(note, key, verify_ed25519)
    assert not signed_by(SignedNote(note.text, note.signatures[1:]), key, verify_ed25519)
    assert not signed_by(note, OTHER.verifier_key, verify_ed25519)


@pytest.mark.parametrize("signature", [bytes(64), b"short", HEAD.signatures[0].signature + b"\0"])
def test_a_wrong_line_of_a_known_key(signature: bytes) -> None:
    """One line of a known key that does not verify refuses the note, also beside one that does."""
    key = LOG.verifier_key
    note = HEAD.with_signatures([NoteSignature(key.name, key.key_id, signature)])

    with pytest.raises(Malformed, match=r"signature of shop\.example/log is wrong"):
        signed_by(note, key, verify_ed25519)


def test_a_line_that_stands_there_twice() -> None:
    """The same line a second time changes nothing, and two lines of a witness are two statements of it."""
    note = HEAD.with_signatures(
        [*HEAD.signatures, WITNESS.cosign(HEAD.text, 10), WITNESS.cosign(HEAD.text, 20)]
    )

    assert signed_by(note, LOG.verifier_key, verify_ed25519)
    found = cosignatures_by(note, WITNESS.verifier_key, verify_ed25519)
    assert [each.time for each in found] == [10, 20]


def test_the_text_of_another_head() -> None:
    """Signatures do not verify below another text, also not those of a witness."""
    note = HEAD.with_signatures([WITNESS.cosign(HEAD.text, 10)])
    other = SignedNote(note.text.replace("\n5\n", "\n6\n"), note.signatures)

    with pytest.raises(Malformed, match="wrong"):
        signed_by(other, LOG.verifier_key, verify_ed25519)
    with pytest.raises(Malformed, match="wrong"):
        cosignatures_by(other, WITNESS.verifier_key, verify_ed25519)


@pytest.mark.parametrize("octets", [bytes(71), bytes(73), b"\xff" * 8 + bytes(64)])
def test_what_is_no_cosignature(octets: bytes) -> None:
    """A cosignature has a time below 2^63 and 64 bytes."""
    key = WITNESS.verifier_key
    note = HEAD.with_signatures([NoteSignature(key.name, key.key_id, octets)])

    with pytest.raises(Malformed, match="time and 64 bytes"):
        cosignatures_by(note, key, verify_ed25519)


def test_a_key_of_the_other_type() -> None:
    """A log's key does not cosign, and a witness's key signs no head: the caller has mixed them up."""
    with pytest.raises(ValueError, match="such signatures"):
        cosignatures_by(HEAD, LOG.verifier_key, verify_ed25519)
    with pytest.raises(ValueError, match="such signatures"):
        WITNESS.sign(HEAD.text)
    with pytest.raises(ValueError, match="such signatures"):
        LOG.cosign(HEAD.text, 1)


ZEROS = encode_base64(bytes(32))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("o\n5\n", "three lines"),
        (f"o\n5\n{ZEROS}\nmore\n", "three lines"),
        (f"\n5\n{ZEROS}\n", "three lines"),
        (f"o\n05\n{ZEROS}\n", "decimal"),
        (f"o\n-5\n{ZEROS}\n", "decimal"),
        (f"o\n\u0665\n{ZEROS}\n", "decimal"),
        (f"o\n{2**63}\n{ZEROS}\n", "decimal"),
        (f"o\n5\n{encode_base64(bytes(31))}\n", "32 bytes"),
        (f"o\n5\n {ZEROS}\n", "Base64"),
        (f"o\n0\n{ZEROS}\n", "empty tree"),
    ],
)
def test_what_is_no_head(text: str, reason: str) -> None:
    """A head has an origin, a size and a root, each in its one form, and the empty tree has its own root."""
    with pytest.raises(Malformed, match=reason):
        parse_checkpoint(SignedNote(text, HEAD.signatures))

"""Policies: which heads they accept, and which files are none."""

from collections.abc import Collection

import pytest

from application.ledger.format.encoding import Malformed
from application.ledger.format.policies import LedgerPolicy, parse_policy
from application.ledger.signing import log_signer, witness_signer

LOG = log_signer("shop.example/log", bytes(32)).verifier_key.text()
KEYS = {
    name: witness_signer(f"{name}.example", bytes(31) + bytes([number])).verifier_key.text()
    for number, name in enumerate(("x1", "x2", "x3", "y1", "y2"), 1)
}
WITNESSES = "".join(f"witness {name} {key} https://{name}.example\n" for name, key in KEYS.items())
TWO_LEVELS = f"""# A comment, and an empty line

\tlog  {LOG}   https://shop.example/log
{WITNESSES}group xs 2 x1 x2 x3
group ys any y1 y2
group both all xs ys
  quorum both"""


def policy(text: str) -> LedgerPolicy:
    return parse_policy(text.encode())


@pytest.mark.parametrize(
    ("cosigned", "met"),
    [
        ((), False),
        (("x1", "x2"), False),
        (("x1", "y1"), False),
        (("x1", "x3", "y2"), True),
        (("x1", "x2", "x3", "y1", "y2"), True),
        (("x1", "x1", "y1", "unknown"), False),
    ],
)
def test_a_quorum_of_two_groups(cosigned: Collection[str], met: bool) -> None:
    """Two of three and one of two have to have cosigned, and each witness counts one time."""
    assert policy(TWO_LEVELS).is_met(cosigned) is met


def test_the_keys_of_a_policy() -> None:
    """A policy has the keys of its logs and, by name, those of its witnesses."""
    read = policy(TWO_LEVELS)

    assert [key.text() for key in read.logs] == [LOG]
    assert {name: key.text() for name, key in read.witnesses.items()} == KEYS


def test_quorums_of_one_and_of_none() -> None:
    """One witness may be the quorum, and `none` asks for no witness."""
    one = policy(f"log {LOG}\n{WITNESSES}quorum x2\n")

    assert (one.is_met(["x1"]), one.is_met(["x2"])) == (False, True)
    assert policy("quorum none\n").is_met(())


def test_names_are_octets() -> None:
    """A name need not be UTF-8, and two spellings of a character are two names."""
    octets = f"witness K {KEYS['x1']}\n".encode() + b"witness \xe2\x84\xaa " + KEYS["x2"].encode()
    octets += b"\nwitness \xff " + KEYS["x3"].encode() + b"\nquorum \xff\n"

    read = parse_policy(octets)

    assert len(read.witnesses) == 3
    assert (read.is_met(["K"]), read.is_met(["\xff"])) == (False, True)


LONG = f"log {LOG}\n{WITNESSES}"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no quorum line"),
        (LONG, "no quorum line"),
        (LONG + "quorum none\nquorum none\n", "line 8: there is a quorum already"),
        (LONG + "quorum z\n", "line 7: a name is not defined above"),
        (LONG + "quorum shop.example/log\n", "not defined above"),
        (LONG + "group g 1 x1 z\nquorum g\n", "not defined above"),
        (LONG + "group g 1 g\nquorum g\n", "not defined above"),
        (LONG + "group g 1 none\nquorum g\n", "not defined above"),
        (LONG + "group g any x1 x1\nquorum g\n", "second time"),
        (LONG + "group g any x1\ngroup h any x1\nquorum h\n", "line 8: .*second time"),
        (LONG + "group g 0 x1\nquorum g\n", "more members"),
        (LONG + "group g 2 x1\nquorum g\n", "more members"),
        (LONG + "group g 01 x1\nquorum g\n", "decimal"),
        (LONG + "group g most x1\nquorum g\n", "decimal"),
        (LONG + "group g all\nquorum g\n", "defines no"),
        (LONG + "group x1 any x2\nquorum x1\n", "taken"),
        (LONG + f"witness none {LOG}\nquorum none\n", "type"),
        (LONG + f"log {LOG}\nquorum none\n", "there already"),
        (LONG + f"witness z {KEYS['x1']}\nquorum z\n", "there already"),
        (f"log {KEYS['x1']}\nquorum none\n", "line 1: a key is not of the type"),
        (f"witness x {LOG}\nquorum x\n", "not of the type"),
        (f"log {LOG.replace('shop', 'shup')}\nquorum none\n", "id of a key"),
        (f"log {LOG[:-4]}\nquorum none\n", "verified here"),
        ("log shop.example/log\nquorum none\n", "name.id.key"),
        ("log\nquorum none\n", "defines no"),
        (f"log {LOG} url more\nquorum none\n", "defines no"),
        ("quorum\n", "defines no"),
        ("trust everyone\nquorum none\n", "defines no"),
        ("quorum none\r\n", "line 1: a character"),
        ("quorum none\f\n", "a character"),
        ("quorum none\x7f\n", "a character"),
        ("#" * 100_001, "too long"),
    ],
)
def test_what_is_no_policy(text: str, reason: str) -> None:
    """A line that breaks a rule makes the whole file unusable, and the message names the line."""
    with pytest.raises(Malformed, match=reason):
        policy(text)


def test_one_key_under_two_names() -> None:
    """A key counts one time, also where it stands under another name with another id."""
    again = witness_signer("other.example", bytes(31) + b"\1").verifier_key.text()

    with pytest.raises(Malformed, match="there already"):
        policy(f"witness a {KEYS['x1']}\nwitness b {again}\ngroup g 2 a b\nquorum g\n")

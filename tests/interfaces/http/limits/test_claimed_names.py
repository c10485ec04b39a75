"""The name that credentials claim is read from them without verifying them, and a secret is never taken for a name."""

import base64

import jwt
import pytest

from interfaces.http.limits.claims import printable_name, read_claim
from tests.interfaces.http.limits.requests_of import signed_by

TOKEN = jwt.encode({"sub": "other"}, "k" * 32, "HS256", headers={"kid": "demo-client"})


def _encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (f"Bearer {TOKEN}", "demo-client"),
        (signed_by("demo"), "demo"),
        (signed_by("demo", scheme="Bearer"), "demo"),
        (signed_by("100001", scheme="Svea"), "100001"),
        (signed_by("a:b"), "a:b"),
        (signed_by("evil\r\n\x1b[31mname"), "evil\ufffd\ufffd\ufffd[31mname"),
        (signed_by("x" * 500), "x" * 100),
        ("Bearer sk_live_secret", ""),
        (f"Bearer {_encoded('user:secret')}", ""),
        (f"Basic {_encoded('user:secret')}", ""),
        ("Bearer a.b.c", ""),
        (f"Bearer {'x' * 5000}", ""),
        ("SharedKey \xff\xfe", ""),
        ("SharedKey", ""),
        ("", ""),
    ],
)
def test_what_is_a_name(header: str, name: str) -> None:
    """A token names its `kid`, and a signature whom it is of. Names are cut and printable."""
    assert printable_name(read_claim(header.encode("latin-1"))) == name


def test_a_key_is_told_from_another_by_its_digest() -> None:
    """Two keys are two identities, and neither has the key in it."""
    one, other = read_claim(b"Bearer sk_live_one"), read_claim(b"Bearer sk_live_other")
    assert one is not None
    assert other is not None
    assert one.identity != other.identity
    assert "sk_live" not in f"{one} {other}"


def test_without_credentials_there_is_no_claim() -> None:
    """A scheme alone is none either."""
    assert read_claim(b"") is None
    assert read_claim(b"Bearer ") is None

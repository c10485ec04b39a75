"""The keyed hash that names and seals fields is the HMAC of the standard library."""

import hmac

import pytest

from interfaces.storage.codecs.keyed_hash import hmac_sha256


@pytest.mark.parametrize("size", [0, 1, 32, 63, 64, 65, 200])
@pytest.mark.parametrize("message", [b"", b"tillroll field v2\ncustomer.email", b"x" * 5000])
def test_the_keyed_hash_is_hmac_sha256_for_keys_of_any_length(size: int, message: bytes) -> None:
    """RFC 2104 pads a short key and hashes a long one."""
    key = bytes(range(size))
    assert hmac_sha256(key, message) == hmac.digest(key, message, "sha256")

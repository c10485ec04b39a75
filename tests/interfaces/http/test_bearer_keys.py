"""Reading the bearer key of a request, and finding its owner."""

import pytest
from fastapi import Request

from interfaces.http.request.bearer import BearerKeys, bearer_key
from interfaces.runtime.secret_digests import hash_secret


def request(*authorization: bytes) -> Request:
    headers = [(b"authorization", value) for value in authorization]
    return Request({"type": "http", "headers": headers})


@pytest.mark.parametrize("value", [b"Bearer k-1", b"bearer k-1", b"  BEARER   k-1 "])
def test_the_scheme_is_case_insensitive_and_outer_spaces_are_ignored(value: bytes) -> None:
    """The scheme is case-insensitive (RFC 9110 §11.1), and spaces around the key are ignored."""
    assert bearer_key(request(value)) == "k-1"


@pytest.mark.parametrize("value", [b"", b"Bearer", b"Bearer  ", b"Basic k-1", b"Bearerk-1"])
def test_a_header_without_a_bearer_key_has_no_key(value: bytes) -> None:
    """Another scheme, and a scheme without a key, have no bearer key."""
    assert bearer_key(request(value)) is None


def test_a_request_without_the_header_has_no_key() -> None:
    """A request without Authorization has no key."""
    assert bearer_key(request()) is None


def test_the_owner_of_a_key_is_found_in_either_configured_form() -> None:
    """A key can be configured in plain text or as its hash."""
    keys = BearerKeys([("k-1", "first"), (hash_secret("k-2"), "second")])

    assert (keys.owner("k-1"), keys.owner("k-2"), keys.owner("k-3")) == ("first", "second", None)


def test_the_hash_of_a_key_is_not_the_key() -> None:
    """The hash of a key, sent as a key, does not authenticate."""
    assert BearerKeys([(hash_secret("k-2"), "second")]).owner(hash_secret("k-2")) is None


def test_a_key_outside_ascii_is_compared_by_its_bytes() -> None:
    """The server decodes header bytes as Latin-1, and the configuration is UTF-8."""
    sent = "nyckel-å".encode().decode("latin-1")

    assert BearerKeys([("nyckel-å", "first")]).owner(sent) == "first"


def test_a_text_outside_latin_1_is_an_unknown_key() -> None:
    """A text outside Latin-1 is an unknown key, and raises no exception."""
    assert BearerKeys([("k-1", "first")]).owner("k-€") is None

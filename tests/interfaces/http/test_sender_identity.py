"""Whose idempotency key a request uses."""

from hypothesis import given
from hypothesis import strategies as st

from interfaces.http.idempotency import sender_identity

NAMES = st.text(alphabet='ab/",[]\\', max_size=6)


def test_names_that_join_alike() -> None:
    """The key `b/c` of merchant `a` is not the key `c` of merchant `a/b`."""
    assert sender_identity("a", "b/c") != sender_identity("a/b", "c")


@given(NAMES, NAMES, NAMES, NAMES)
def test_two_senders_never_share_an_identity(one: str, first: str, other: str, second: str) -> None:
    """Identities are equal exactly where merchant and name are."""
    same = sender_identity(one, first) == sender_identity(other, second)
    assert same == ((one, first) == (other, second))

"""The identity of a sender, which owns its idempotency keys."""

from hypothesis import given
from hypothesis import strategies as st

from interfaces.http.idempotency import sender_identity

NAMES = st.text(alphabet='ab/",[]\\', max_size=6)


def test_equal_concatenations_have_different_identities() -> None:
    """The key `b/c` of merchant `a` differs from the key `c` of merchant `a/b`."""
    assert sender_identity("a", "b/c") != sender_identity("a/b", "c")


@given(NAMES, NAMES, NAMES, NAMES)
def test_identities_are_equal_only_for_equal_senders(
    one: str, first: str, other: str, second: str
) -> None:
    """Two identities are equal if and only if merchant and name are."""
    same = sender_identity(one, first) == sender_identity(other, second)
    assert same == ((one, first) == (other, second))

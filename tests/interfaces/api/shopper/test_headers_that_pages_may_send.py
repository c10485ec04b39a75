"""The request headers that a preflight allows."""

from interfaces.api.shopper.cors import PREFLIGHT


def test_a_key_that_has_no_effect_is_not_offered() -> None:
    """A preflight does not allow Idempotency-Key, because the shopper's commit does not act on it."""
    assert "Idempotency-Key" not in PREFLIGHT["Access-Control-Allow-Headers"]

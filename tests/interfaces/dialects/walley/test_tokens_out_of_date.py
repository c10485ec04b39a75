"""A token that was issued and has expired is authentic, and a forged one is not."""

from datetime import UTC, datetime, timedelta

from interfaces.dialects.walley.auth.bearer_tokens import BearerTokens

BEGINNING = datetime(2025, 12, 25, 10, tzinfo=UTC)


def test_an_expired_token_counts_as_no_failed_sign_in() -> None:
    """Its signature is still good; a token of a secret that was taken out of the configuration is a guess."""
    now = BEGINNING
    tokens = BearerTokens([("client", "secret")], lambda: now, lambda: b"k" * 32)
    others = BearerTokens([("client", "other")], lambda: now, lambda: b"k" * 32)
    token = tokens.issue("client", "secret")
    now += timedelta(hours=2)
    assert tokens.client_of(token) is None
    assert tokens.is_authentic(token)
    assert not others.is_authentic(token)
    assert not tokens.is_authentic("a.b.c")

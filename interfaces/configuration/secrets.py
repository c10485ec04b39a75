"""What is checked of the secrets in a configuration, whichever form they stand in."""

from collections.abc import Iterable

from interfaces.runtime.secret_digests import digest_of, is_hashed


def digests(secrets: Iterable[str]) -> frozenset[bytes]:
    """Secrets by their digests, so that a hash and what it is of are one."""
    return frozenset(map(digest_of, secrets))


def faulty_secret(compared: Iterable[str], signing: Iterable[str]) -> str | None:
    """What is wrong with one of them: `compared` ones may be hashed, `signing` ones must be known themselves."""
    for secret in compared:
        try:
            digest_of(secret)
        except ValueError as error:
            return f"{error}"
    if any(map(is_hashed, signing)):
        return "an access_key, Svea's secret or a webhook_secret cannot be hashed"
    return None

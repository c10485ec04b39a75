"""Compare and check the secrets of a configuration, in clear or hashed."""

from collections.abc import Iterable

from interfaces.runtime.secret_digests import digest_of, is_hashed


def digests(secrets: Iterable[str]) -> frozenset[bytes]:
    """Return the digests of secrets. A secret and its hash have the same digest."""
    return frozenset(map(digest_of, secrets))


def faulty_secret(compared: Iterable[str], signing: Iterable[str]) -> str | None:
    """Return the first fault: a malformed hash in `compared`, or any hash in `signing`."""
    for secret in compared:
        try:
            digest_of(secret)
        except ValueError as error:
            return f"{error}"
    if any(map(is_hashed, signing)):
        return "an access_key, Svea's secret or a webhook_secret cannot be hashed"
    return None

"""Secrets that the checks at start accept and that can be guessed all the same."""

from collections.abc import Iterator
from typing import Final

from interfaces.configuration.settings import Configuration
from interfaces.runtime.diagnostic import Diagnostic, good, warn
from interfaces.runtime.secret import secret_faults, secrets_with_paths
from interfaces.runtime.secret_digests import is_hashed

_FEWEST_CHARACTERS: Final = 10
_WORDS: Final = (
    "secret",
    "password",
    "changeme",
    "change-me",
    "example",
    "tillroll",
    "qwerty",
    "12345",
)
_REMEDY: Final = (
    "Draw others with `tillroll hash-secret --new`, and rotate them: list both for a while."
)


def secret_findings(configuration: Configuration) -> Iterator[Diagnostic]:
    """Yield the findings about secrets, with the paths of their fields and without the secrets."""
    guessable = [path for path, secret in secrets_with_paths(configuration) if is_guessable(secret)]
    if guessable:
        yield warn(f"Secrets that a person made can be guessed: {', '.join(guessable)}.", _REMEDY)
    short = secret_faults(configuration, production=True, demo=False)
    if short:
        yield warn(f"Production would refuse these secrets: {'; '.join(short)}.", _REMEDY)
    compared = [each for each in configuration.compared_secrets() if not is_hashed(each)]
    if compared:
        yield warn(
            f"{len(compared)} secrets that are only compared are in the file in clear, so a copy of the file has them.",
            "Write their hashes instead: `tillroll hash-secret` prints them. The senders keep the secrets.",
        )
    if not (guessable or short or compared):
        yield good("The secrets are long, and hashed where they can be.")


def is_guessable(secret: str) -> bool:
    """Return whether a secret in clear has a well-known word or few different characters."""
    if is_hashed(secret):
        return False
    lower = secret.lower()
    return len(set(lower)) < _FEWEST_CHARACTERS or any(word in lower for word in _WORDS)

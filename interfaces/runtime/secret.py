"""The type of every secret in the configuration, and the rules for secrets."""

import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import msgspec

from interfaces.runtime.secret_digests import is_hashed

Secret = Annotated[str, msgspec.Meta(extra={"secret": True})]
"""`secret_faults` checks every field of this type."""

SHORTEST = 16
SHORTEST_IN_PRODUCTION = 32
_READABLE_BY_OTHERS = 0o004


def secret_faults(configuration: msgspec.Struct, *, production: bool, demo: bool) -> list[str]:
    """Return the faults of all secrets, each with the path of its field and without the secret.

    A secret is printable and without white space, and has 16 characters or more (32 in production). Demo secrets are
    short, so `demo` allows every length but 0. The length of a hashed secret is unknown and not checked.
    """
    shortest = SHORTEST_IN_PRODUCTION if production else SHORTEST
    if demo:
        shortest = 1
    found = ((path, _fault(secret, shortest)) for path, secret in secrets_with_paths(configuration))
    return [f"{path} {fault}" for path, fault in found if fault is not None]


def secrets_with_paths(configuration: msgspec.Struct) -> Iterator[tuple[str, str]]:
    """Yield every secret with the path of its field."""
    yield from _secrets(configuration, type(configuration), "")


def exposure_fault(file: Path) -> str | None:
    """Return why production refuses a file with secrets (every account of the machine may read it), or None."""
    try:
        mode = file.stat().st_mode
    except OSError as error:
        return f"{file} cannot be read: {error.strerror}."
    if not mode & _READABLE_BY_OTHERS:
        return None
    return (
        f"TILLROLL_ENV=production, and every account of this machine may read the secrets in {file}: "
        f"chmod o-r {file}"
    )


def _fault(secret: str, shortest: int) -> str | None:
    if not secret:
        return "is empty"
    if not secret.isprintable() or any(map(str.isspace, secret)):
        return "has white space or characters that cannot be printed"
    if not is_hashed(secret) and len(secret) < shortest:
        return f"is shorter than {shortest} characters"
    return None


def _secrets(value: object, annotation: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, msgspec.Struct):
        for field in msgspec.structs.fields(value):
            dotted = f"{path}.{field.name}".removeprefix(".")
            yield from _secrets(getattr(value, field.name), field.type, dotted)
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            yield from _secrets(each, annotation, f"{path}[{index}]")
    elif isinstance(value, str) and _is_secret(annotation):
        yield path, value


def _is_secret(annotation: object) -> bool:
    """Return whether the annotation is or contains `Secret`: `tuple[Secret, ...]`, `Secret | None`."""
    for meta in getattr(annotation, "__metadata__", ()):
        if isinstance(meta, msgspec.Meta) and (meta.extra or {}).get("secret"):
            return True
    return any(map(_is_secret, typing.get_args(annotation)))

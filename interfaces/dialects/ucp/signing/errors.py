"""Why a signature of a request is refused. The protocol gives each a status and a code."""

from dataclasses import dataclass

from interfaces.http.errors.request_errors import RequestError


class _Refused(RequestError):
    """A refused signature. The next request with the same key may be signed correctly."""

    @property
    def is_stored(self) -> bool:
        return False


@dataclass(eq=False)
class SignatureMissing(_Refused):
    """The shop demands a signature, and the request has none that covers it."""

    @property
    def message(self) -> str:
        return "Sign the request with a key of your profile, over its target, its headers and its body."


@dataclass(eq=False)
class SignatureInvalid(_Refused):
    """The signature is not that of the request, or was made for another time; `reason` says why."""

    reason: str

    @property
    def message(self) -> str:
        return f"The signature is not valid. {self.reason}"


@dataclass(eq=False)
class KeyNotFound(_Refused):
    """The profile of the platform has no key with the id that the signature names."""

    @property
    def message(self) -> str:
        return "Your profile has no key with the id that the signature names."


@dataclass(eq=False)
class DigestMismatch(_Refused):
    """The digest is not that of the body."""

    @property
    def message(self) -> str:
        return "Content-Digest is not the SHA-256 of the body."


@dataclass(eq=False)
class AlgorithmUnsupported(_Refused):
    """The key is not one of P-256, with which ES256 signs."""

    @property
    def message(self) -> str:
        return "Sign with ES256 and a key of the curve P-256."

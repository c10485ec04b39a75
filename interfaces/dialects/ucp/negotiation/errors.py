"""Why a platform cannot be served. The protocol gives each a status and a code."""

from dataclasses import dataclass

from interfaces.dialects.ucp.wire import SUPPORTED
from interfaces.http.errors.request_errors import RequestError


@dataclass(eq=False)
class InvalidProfileUrl(RequestError):
    """The header names no profile, or something that is no URL of one."""

    @property
    def message(self) -> str:
        return 'Name your profile: UCP-Agent: profile="https://platform.example/.well-known/ucp".'


@dataclass(eq=False)
class ProfileUnreachable(RequestError):
    """The profile could not be fetched; `reason` says why. The next request may fetch it."""

    reason: str

    @property
    def is_stored(self) -> bool:
        return False

    @property
    def message(self) -> str:
        return f"Your profile could not be fetched. {self.reason}"


@dataclass(eq=False)
class ProfileMalformed(RequestError):
    """What was fetched is not a profile; `reason` says why."""

    reason: str

    @property
    def is_stored(self) -> bool:
        return False

    @property
    def message(self) -> str:
        return f"Your profile cannot be read. {self.reason}"


@dataclass(eq=False)
class VersionUnsupported(RequestError):
    """The platform speaks a version that this server does not."""

    requested: str

    @property
    def message(self) -> str:
        return f"The version {self.requested[:40]!r} is not supported. Supported: {', '.join(SUPPORTED)}."


@dataclass(eq=False)
class CapabilitiesIncompatible(RequestError):
    """The platform does not support checkouts, or in no version that this server does."""

    @property
    def message(self) -> str:
        return "Your profile has no version of dev.ucp.shopping.checkout that this shop supports."

"""A range of consecutive versions, as a reader requests it and as the history has it."""

from dataclasses import dataclass
from typing import Final

from domain.refusals import NoSuchVersion

LARGEST_WINDOW: Final = 200
"""The largest number of versions in one window."""


@dataclass(frozen=True)
class AroundVersion:
    """The versions around one version, which is in the middle unless the history begins or ends there."""

    version: int


@dataclass(frozen=True)
class AfterVersion:
    """The versions after one version; after 0, the first versions."""

    version: int


@dataclass(frozen=True)
class BeforeVersion:
    """The versions before one version; the last versions before the one that follows the newest."""

    version: int


@dataclass(frozen=True)
class LastVersions:
    """The last versions of the history."""


WindowAnchor = AroundVersion | AfterVersion | BeforeVersion | LastVersions


@dataclass(frozen=True, kw_only=True)
class WindowRequest:
    """A requested window of up to `limit` versions."""

    anchor: WindowAnchor
    limit: int = LARGEST_WINDOW


@dataclass(frozen=True, kw_only=True)
class VersionRange:
    """The versions from `first` to `last` of a history of `newest` versions; empty if `last` is before `first`."""

    first: int
    last: int
    newest: int

    @property
    def is_empty(self) -> bool:
        """Whether the range has no version."""
        return self.last < self.first

    @property
    def before(self) -> int:
        """The number of versions before the range."""
        return self.first - 1

    @property
    def after(self) -> int:
        """The number of versions after the range."""
        return self.newest - self.last


def version_range(requested: WindowRequest, newest: int) -> VersionRange:
    """Return the versions of a window in a history of `newest` versions.

    Raises NoSuchVersion for a version that does not exist. A window after the newest version, or before the first one,
    is empty.
    """
    limit = requested.limit
    match requested.anchor:
        case AroundVersion(version=version):
            _require_version(version, 1, newest, newest)
            last = min(newest, max(1, version - limit // 2) + limit - 1)
            return VersionRange(first=max(1, last - limit + 1), last=last, newest=newest)
        case AfterVersion(version=version):
            _require_version(version, 0, newest, newest)
            return VersionRange(first=version + 1, last=min(newest, version + limit), newest=newest)
        case BeforeVersion(version=version):
            _require_version(version, 1, newest + 1, newest)
            return VersionRange(first=max(1, version - limit), last=version - 1, newest=newest)
        case LastVersions():
            return VersionRange(first=max(1, newest - limit + 1), last=newest, newest=newest)


def _require_version(version: int, lowest: int, highest: int, newest: int) -> None:
    if not lowest <= version <= highest:
        raise NoSuchVersion(version=version, newest=newest)

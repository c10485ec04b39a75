"""The profile of a platform, as far as the negotiation needs it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from interfaces.dialects.ucp.negotiation.capabilities import (
    AP2_MANDATE,
    AP2_MANDATE_OF_2026_08_25,
    FULFILLMENT,
    ORDER,
)
from interfaces.dialects.ucp.negotiation.errors import ProfileMalformed
from interfaces.dialects.ucp.signing.platform_keys import PlatformKeys, read_keys
from interfaces.http.errors.request_errors import MalformedBody
from interfaces.http.request.body.reader import parse_json

LONGEST_URL: Final = 2000
_MOST_NAMES: Final = 500


@dataclass(frozen=True, kw_only=True)
class Profile:
    """A version, the versions of each capability by its name, and where orders are told, by versions.

    `with_parcels` are the versions in which the platform supports several groups in a method. `keys` are those that the
    platform signs with.
    """

    version: str
    capabilities: Mapping[str, tuple[str, ...]]
    webhook_urls: Mapping[str, str] = field(default_factory=dict)
    with_parcels: frozenset[str] = frozenset()
    keys: PlatformKeys = field(default_factory=dict)

    def names_in(self, version: str) -> frozenset[str]:
        """Return the names of the capabilities that the platform has in a version."""
        return frozenset(name for name, known in self.capabilities.items() if version in known)

    def webhook_url_in(self, version: str) -> str | None:
        """Return where orders are told in a version, or else in the first one that says it."""
        return self.webhook_urls.get(version) or next(iter(self.webhook_urls.values()), None)

    def has_parcels_in(self, version: str) -> bool:
        """Return whether a method may have several groups in a version."""
        return version in self.with_parcels


def read_profile(body: bytes) -> Profile:
    """Read a profile of any version: its capabilities are an object, and in the first version an array.

    Raises ProfileMalformed.
    """
    try:
        value = parse_json(body)
    except MalformedBody as error:
        raise ProfileMalformed(error.reason.replace("The request body", "It")) from None
    ucp = value.get("ucp") if isinstance(value, dict) else None
    version = ucp.get("version") if isinstance(ucp, dict) else None
    if not isinstance(ucp, dict) or not isinstance(version, str):
        raise ProfileMalformed("It has no ucp.version.")
    entries = list(_entries(ucp.get("capabilities")))
    known: dict[str, tuple[str, ...]] = {}
    webhook_urls: dict[str, str] = {}
    with_parcels: set[str] = set()
    for named, entry in entries[:_MOST_NAMES]:
        name = AP2_MANDATE if named == AP2_MANDATE_OF_2026_08_25 else named
        known[name] = (*known.get(name, ()), str(entry.get("version")))
        url = _webhook_url(entry) if name == ORDER else None
        if url is not None:
            webhook_urls.setdefault(str(entry.get("version")), url)
        if name == FULFILLMENT and _config_of(entry).get("supports_multi_group") is True:
            with_parcels.add(str(entry.get("version")))
    return Profile(
        version=version,
        capabilities=known,
        webhook_urls=webhook_urls,
        with_parcels=frozenset(with_parcels),
        keys=read_keys(value),
    )


def _entries(value: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(value, list):
        for entry in value:
            if isinstance(entry, dict) and isinstance(entry.get("name"), str):
                yield entry["name"], entry
    elif isinstance(value, dict):
        for name, versions in value.items():
            for entry in versions if isinstance(versions, list) else ():
                if isinstance(entry, dict):
                    yield name, entry
    elif value is not None:
        raise ProfileMalformed("Its ucp.capabilities are neither an object nor an array.")


def _config_of(entry: dict[str, Any]) -> dict[str, Any]:
    config = entry.get("config")
    return config if isinstance(config, dict) else {}


def _webhook_url(entry: dict[str, Any]) -> str | None:
    url = _config_of(entry).get("webhook_url")
    return url if isinstance(url, str) and 0 < len(url) <= LONGEST_URL else None

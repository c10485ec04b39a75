"""The header `UCP-Agent`: a dictionary of RFC 8941 with the URL of the platform's profile.

`profile="https://platform.example/profile.json"`; clients also send `profile="…"; version="2026-01-11"`.
"""

import re
from dataclasses import dataclass
from typing import Final

from fastapi import Request

LONGEST: Final = 2000
_MEMBER: Final = re.compile(
    r'(?:^|,)[ \t]*profile="((?:[^"\\]|\\["\\])*)"((?:[ \t]*;[ \t]*[a-z*][a-z0-9_.*-]*(?:=[^,;]*)?)*)[ \t]*(?:,|$)'
)
_VERSION: Final = re.compile(r';[ \t]*version="?([^";,]*)"?')
_URL: Final = re.compile(r"https?://[^\s/?#@]+(?:[/?#]\S*)?")


@dataclass(frozen=True, kw_only=True)
class AgentHeader:
    """The profile and the version that a platform names. `is_url` is whether the profile has the form of a URL."""

    profile: str
    version: str | None = None

    @property
    def is_url(self) -> bool:
        """Whether the profile is an absolute URL of http or https."""
        return _URL.fullmatch(self.profile) is not None


def agent_header(request: Request) -> AgentHeader | None:
    """Return what the header says; None if it is absent or malformed."""
    text = request.headers.get("ucp-agent", "")
    if len(text) > LONGEST:
        return None
    found = _MEMBER.search(text)
    if found is None:
        return None
    version = _VERSION.search(found[2])
    return AgentHeader(
        profile=re.sub(r"\\(.)", r"\1", found[1]),
        version=None if version is None else version[1].strip(),
    )

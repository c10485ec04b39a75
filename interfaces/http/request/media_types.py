"""Select the media type of a response by the Accept header (RFC 9110 §12.5.1)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import Request

from interfaces.http.errors.request_errors import NotAcceptable

_RANGE = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+)/([!#$%&'*+.^_`|~0-9A-Za-z-]+)")
_QUALITY = re.compile(r"(0(\.[0-9]{0,3})?|1(\.0{0,3})?)")


@dataclass(frozen=True)
class _Range:
    kind: str
    subkind: str
    quality: int

    def specificity(self, offered: str) -> int:
        """Return how specific this range is for a media type, from 1 to 3; 0 if it does not cover it."""
        kind, _, subkind = offered.partition("/")
        if (self.kind, self.subkind) == (kind, subkind):
            return 3
        if (self.kind, self.subkind) == (kind, "*"):
            return 2
        return 1 if (self.kind, self.subkind) == ("*", "*") else 0


def acceptable(request: Request, offered: Sequence[str]) -> str:
    """Return the media type with the highest quality; among equals, the first of `offered`.

    Without an Accept header, the first one. Malformed parts of Accept are ignored. Raises NotAcceptable.
    """
    headers = request.headers.getlist("accept")
    if not any(header.strip() for header in headers):
        return offered[0]
    ranges = _ranges(",".join(headers))
    best = max(offered, key=lambda media_type: _quality(ranges, media_type))
    if not _quality(ranges, best):
        raise NotAcceptable(", ".join(offered))
    return best


def _quality(ranges: Sequence[_Range], offered: str) -> int:
    """Return the quality in thousandths, by the most specific range."""
    covering = [found for found in ranges if found.specificity(offered)]
    if not covering:
        return 0
    return max(covering, key=lambda found: found.specificity(offered)).quality


def _ranges(header: str) -> list[_Range]:
    found = []
    for part in header.split(","):
        media_range, *parameters = (piece.strip() for piece in part.split(";"))
        match = _RANGE.fullmatch(media_range)
        quality = _quality_of(parameters)
        if match is not None and quality is not None:
            found.append(_Range(match[1].lower(), match[2].lower(), quality))
    return found


def _quality_of(parameters: Sequence[str]) -> int | None:
    """Return the quality in thousandths: 1000 without a parameter, None for a malformed one."""
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            value = value.strip()
            if _QUALITY.fullmatch(value) is None:
                return None
            whole, _, thousandths = value.partition(".")
            return int(whole) * 1000 + int(f"{thousandths:0<3}")
    return 1000

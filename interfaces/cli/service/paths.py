"""The paths of the history API, with the ids that a user typed."""

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import quote

from application.history.as_of import AsOf, AsOfInstant, AsOfVersion
from interfaces.cli.terminal.output import time_of

_VERSION: Final = re.compile(r"[?&]version=(\d+)")


def checkout_path(checkout_id: str, *parts: str | int) -> str:
    """Return the path of a checkout, or of what is below it."""
    below = "".join(f"/{part}" for part in parts)
    return f"/history/checkouts/{quote(checkout_id, safe='')}{below}"


def as_of_parameters(as_of: AsOf | None) -> dict[str, str | int | None]:
    """Return the parameters that select a version or an instant; none for the present."""
    match as_of:
        case AsOfVersion(version=version):
            return {"version": version}
        case AsOfInstant(at=at):
            return {"at": time_of(at)}
        case None:
            return {}


def point_text(as_of: AsOf) -> str:
    """Return a version or an instant as one parameter takes it."""
    (text,) = as_of_parameters(as_of).values()
    return str(text)


def newest_version(links: Mapping[str, str]) -> int | None:
    """Return the version that the link to the newest state names; None without that link."""
    found = _VERSION.search(links.get("last", ""))
    return None if found is None else int(found[1])

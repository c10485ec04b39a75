"""Parse points in time of a history: versions and instants."""

from datetime import UTC, datetime

import typer

from application.history.as_of import AsOf, AsOfInstant, AsOfVersion


def parse_as_of(text: str) -> AsOf:
    """Parse `7` or `v7` as a version, anything else as an instant. Raises BadParameter."""
    if text.strip().removeprefix("v").isdecimal():
        return version(text)
    return instant(text)


def version(text: str) -> AsOfVersion:
    """Parse a version number, with or without the `v` of the log. Raises BadParameter."""
    number = text.strip().removeprefix("v")
    if not (number.isascii() and number.isdecimal() and len(number) < 20):
        raise typer.BadParameter(
            f"{text!r} is no version: those are the numbers 1, 2, 3 and so on."
        )
    return AsOfVersion(int(number))


def instant(text: str) -> AsOfInstant:
    """Parse an instant of RFC 3339 with `Z` or an offset. Raises BadParameter."""
    return AsOfInstant(point_in_time(text))


def point_in_time(text: str) -> datetime:
    """Parse an instant of RFC 3339 as a time in UTC. Raises BadParameter."""
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        raise typer.BadParameter(
            f"{text!r} is no instant: write it as 2026-01-05T14:03:12Z, or with an offset."
        ) from None
    if at.tzinfo is None:
        raise typer.BadParameter(f"{text!r} says no time zone: add Z for UTC, or an offset.")
    try:
        return at.astimezone(UTC)
    except OverflowError:
        raise typer.BadParameter(f"{text!r} is out of range.") from None


def at_most_one(at_version: AsOfVersion | None, at: AsOfInstant | None) -> AsOf | None:
    """Return the given point in time, if any. Raises BadParameter for both a version and an instant."""
    if at_version is not None and at is not None:
        raise typer.BadParameter("Name a version or an instant, not both.", param_hint="--at")
    return at_version or at

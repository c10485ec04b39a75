"""A moment of a history as people write it: a version, or an instant."""

from datetime import UTC, datetime

import typer

from application.history.as_of import AsOf, AsOfInstant, AsOfVersion


def moment(text: str) -> AsOf:
    """`7` is a version; anything else an instant. Raises BadParameter."""
    if text.strip().removeprefix("v").isdecimal():
        return version(text)
    return instant(text)


def version(text: str) -> AsOfVersion:
    """A whole number, with or without the `v` that the log writes before it."""
    number = text.strip().removeprefix("v")
    if not (number.isascii() and number.isdecimal() and len(number) < 20):
        raise typer.BadParameter(
            f"{text!r} is no version: those are the numbers 1, 2, 3 and so on."
        )
    return AsOfVersion(int(number))


def instant(text: str) -> AsOfInstant:
    """An instant as in RFC 3339, with `Z` or an offset, since a time without one is several."""
    return AsOfInstant(point_in_time(text))


def point_in_time(text: str) -> datetime:
    """The same, as a time in UTC."""
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
    """The moment that was named, if any. Raises BadParameter where there are two."""
    if at_version is not None and at is not None:
        raise typer.BadParameter("Name a version or an instant, not both.", param_hint="--at")
    return at_version or at

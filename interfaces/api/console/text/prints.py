"""What each sheet of a printed page says. Times are in UTC, because paper has no time zone to look up."""

from datetime import UTC, datetime

from interfaces.api.console.text.phrases import Phrase, Shown, phrase
from interfaces.http.request.timestamps import rfc_3339


def about_version(checkout_id: str, version: int, at: datetime) -> Phrase:
    """Return which checkout, version and instant a page is about."""
    return phrase(
        "Checkout {checkout}, version {version} of {at}",
        checkout=checkout_id,
        version=version,
        at=rfc_3339(at),
    )


def about_versions(checkout_id: str, before: int, after: int, at: datetime) -> Phrase:
    """Return which checkout and versions a page compares; `at` is the time of the later one."""
    return phrase(
        "Checkout {checkout}, versions {before} and {after} of {at}",
        checkout=checkout_id,
        before=before,
        after=after,
        at=rfc_3339(at),
    )


def printed_line(about: Shown, reader: str, at: datetime) -> Phrase:
    """Return what the page is about, and who has read it when, to the second; nobody before the sign-in."""
    if not reader:
        return phrase("tillroll: {about}", about=about)
    return phrase(
        "{about}, read by {reader} at {at}",
        about=about,
        reader=reader,
        at=rfc_3339(at.astimezone(UTC).replace(microsecond=0)),
    )

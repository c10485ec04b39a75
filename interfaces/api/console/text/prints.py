"""What each sheet of a printed page says. Times are in UTC, because paper has no time zone to look up."""

from datetime import UTC, datetime

from interfaces.http.request.timestamps import rfc_3339


def about_version(checkout_id: str, version: int, at: datetime) -> str:
    """Return which checkout, version and instant a page is about."""
    return f"Checkout {checkout_id}, version {version} of {rfc_3339(at)}"


def about_versions(checkout_id: str, before: int, after: int, at: datetime) -> str:
    """Return which checkout and versions a page compares; `at` is the time of the later one."""
    return f"Checkout {checkout_id}, versions {before} and {after} of {rfc_3339(at)}"


def printed_line(about: str, reader: str, at: datetime) -> str:
    """Return what the page is about, and who has read it when, to the second; nobody before the sign-in."""
    if not reader:
        return f"tillroll: {about}"
    return f"{about}, read by {reader} at {rfc_3339(at.astimezone(UTC).replace(microsecond=0))}"

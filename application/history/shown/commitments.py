"""Finds the commitment to a version, which has what was recorded of the display."""

from application.history.inquiries import Inquiries, Subject
from application.history.windows.version_range import VersionRange
from domain.checkout import Checkout
from domain.events import PurchaseCommitted


async def commitment_to(
    inquiries: Inquiries, subject: Subject, newest: Checkout, shown_version: int
) -> PurchaseCommitted | None:
    """Return the commitment to a version, as the reader sees it; None if there is none. Raises StoreUnavailable.

    Versions only grow, so it is the first commitment after the version, or none is.
    """
    version = next((each for each in newest.commitments if each > shown_version), None)
    if version is None:
        return None
    versions = VersionRange(first=version, last=version, newest=newest.version)
    for event in (await inquiries.slice(subject, newest, versions)).events:
        if isinstance(event, PurchaseCommitted) and event.shown_version == shown_version:
            return event
    return None

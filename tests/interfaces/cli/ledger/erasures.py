"""Events that say that a key of a checkout is to be destroyed."""

from datetime import datetime

from domain.events import DataErased
from tests.interfaces.cli.ledger.conftest import Site
from tests.interfaces.storage.audit.histories import one_history, store


def store_erasure(
    site: Site, checkout_id: str, version: int, data_class: str, at: datetime | None = None
) -> None:
    """Store the event as this version of the checkout, by default a day after its opening."""
    (opening,) = one_history(checkout_id, 1, 1)
    at = at or opening.timestamp.replace(day=opening.timestamp.day + 1)
    event = DataErased(
        originator_id=checkout_id,
        originator_version=version,
        timestamp=at,
        provenance=opening.provenance,
        data_class=data_class,
    )
    store(site.url, [event])

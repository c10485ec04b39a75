"""The new callbacks of a service."""

import time
from collections.abc import Iterator
from typing import Final

from interfaces.api.history.across.delivery_wire import DeliveryRequestShape
from interfaces.api.history.wire import DeliveriesShape, DeliveryShape
from interfaces.cli.service.client import ServiceClient

_PATH: Final = "/history/deliveries"
_POLL_SECONDS: Final = 2.0
_PAGE: Final = 100


class ServiceDeliveries:
    """Implements `DeliverySource`. The key needs the scopes deliveries:send and persons:read."""

    def __init__(self, service: ServiceClient) -> None:
        self._service = service

    def news(self, checkout: str | None, merchant: str | None) -> Iterator[DeliveryShape]:
        """Note the newest callback, and return every one that is made from now on.

        The service records each question in its access log.
        """
        wanted = {"checkout": checkout, "merchant": merchant}
        newest = self._service.get(_PATH, DeliveriesShape, {**wanted, "limit": 1}).deliveries
        return self._follow(wanted, newest[0].id if newest else 0)

    def _follow(self, wanted: dict[str, str | None], last: int) -> Iterator[DeliveryShape]:
        while True:
            time.sleep(_POLL_SECONDS)
            for each in reversed(self._later(wanted, last)):
                last = each.id
                yield each

    def _later(self, wanted: dict[str, str | None], last: int) -> list[DeliveryShape]:
        """Return the callbacks with higher numbers, the newest first."""
        found: list[DeliveryShape] = []
        for page in self._service.pages(_PATH, DeliveriesShape, {**wanted, "limit": _PAGE}):
            later = [each for each in page.deliveries if each.id > last]
            found += later
            if len(later) < len(page.deliveries):
                break
        return found

    def request(self, delivery: DeliveryShape) -> DeliveryRequestShape | str:
        """Return the request of a callback. Exits where the key may not have it."""
        return self._service.get(f"{_PATH}/{delivery.id}/request", DeliveryRequestShape)

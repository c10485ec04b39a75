"""Follow the refused commands of a service, which has no stream of them: the newest are asked for again and again."""

import time
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from interfaces.api.history.wire import RefusalShape, RefusalsShape
from interfaces.cli.service.client import ServiceClient
from interfaces.cli.service.questions import Parameters
from interfaces.cli.terminal.output import time_of

_PATH: Final = "/history/refusals"
_POLL_SECONDS: Final = 5.0
_PAGE: Final = 1_000


def service_refusals(service: ServiceClient, wanted: Parameters) -> Iterator[RefusalShape]:
    """Yield the refused commands that match, from now on. The service records each question in its access log."""
    newest = service.get(_PATH, RefusalsShape, {**wanted, "limit": 1}).refusals
    seen = {_name(each) for each in newest}
    since = newest[0].time if newest else None
    while True:
        time.sleep(_POLL_SECONDS)
        parameters = {**wanted, "limit": _PAGE}
        if since is not None:
            parameters["since"] = time_of(since)
        for each in _oldest_first(service, parameters):
            if _name(each) not in seen:
                seen.add(_name(each))
                since = max(since or each.time, each.time)
                yield each


def _oldest_first(service: ServiceClient, parameters: Parameters) -> list[RefusalShape]:
    pages = service.pages(_PATH, RefusalsShape, parameters)
    return [each for page in pages for each in page.refusals][::-1]


def _name(refusal: RefusalShape) -> tuple[str, int | None, datetime]:
    return refusal.checkout, refusal.position, refusal.time

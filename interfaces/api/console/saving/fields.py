"""The pages whose searches can be saved, with the fields of each."""

from collections.abc import Callable, Mapping, Sequence

from interfaces.api.console.endpoints.events import PATH as EVENTS
from interfaces.api.console.endpoints.refusals import PATH as REFUSALS
from interfaces.api.console.typed.checkout_fields import checkout_fields
from interfaces.api.console.typed.conditions import SearchField
from interfaces.api.console.typed.event_fields import event_fields
from interfaces.api.console.typed.refusal_fields import refusal_fields
from interfaces.api.console.views.searches.conditions import merchant_choices
from interfaces.api.readers.auth import Reader
from interfaces.runtime.live import Live

SEARCH = "/console/search"
Fields = Callable[[Reader], Sequence[SearchField]]
_FIELDS: Mapping[str, Callable[[Mapping[str, str]], Sequence[SearchField]]] = {
    SEARCH: checkout_fields,
    EVENTS: event_fields,
    REFUSALS: refusal_fields,
}


def fields_of_pages(merchants: Live[Mapping[str, str]]) -> Mapping[str, Fields]:
    """Return the fields of each page for a reader. `merchants` are the names of the merchants by their ids."""

    def bind(of_merchants: Callable[[Mapping[str, str]], Sequence[SearchField]]) -> Fields:
        return lambda reader: of_merchants(merchant_choices(merchants.now, reader.merchants))

    return {path: bind(fields) for path, fields in _FIELDS.items()}

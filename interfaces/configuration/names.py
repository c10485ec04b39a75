"""The names in the configuration under which the history and the idempotency keys are stored.

A name is joined to other words (`shop:<name>`, `payments:<merchant>`), so separators and quotes are not allowed in it.
"""

import re
from collections.abc import Iterator
from typing import Final

from interfaces.configuration.settings import Configuration, Merchant

_SHOP: Final = "credential name"
"""The kind of names that events record as `shop:<name>`, as for Walley's clients."""
_NAME = re.compile(r"[A-Za-z0-9._-]{1,64}")


def faulty_name(configuration: Configuration) -> str | None:
    """Return the path of the first name that is not 1 to 64 ASCII letters, digits, `.`, `_` and `-`."""
    for path, name in _named_paths(configuration):
        if not _NAME.fullmatch(name):
            return path
    return None


def names_in_history(merchant: Merchant) -> frozenset[tuple[str, str]]:
    """Return the names of a merchant's credentials in events, each with the kind of credential."""
    of_dialects = frozenset(
        (credential.kind, credential.name)
        for descriptor, settings in merchant.settings_tables()
        for credential in descriptor.credential_names(settings)
    )
    return of_dialects | {(_SHOP, each.name) for each in merchant.order_keys}


def _named_paths(configuration: Configuration) -> Iterator[tuple[str, str]]:
    for index, merchant in enumerate(configuration.merchants):
        path = f"merchants[{index}]"
        yield f"{path}.id", merchant.id
        for place, order_key in enumerate(merchant.order_keys):
            yield f"{path}.order_keys[{place}].name", order_key.name
        for descriptor, settings in merchant.settings_tables():
            for credential in descriptor.credential_names(settings):
                yield f"{path}.{descriptor.key}.{credential.path}", credential.name
    for index, key in enumerate(configuration.history_keys):
        yield f"history_keys[{index}].name", key.name

"""Placeholders in the callback addresses of a shop, such as `{checkout.id}`.

The case of a name does not matter, and the braces may be percent-encoded, as URL libraries of shops encode them.
"""

import re
from collections.abc import Mapping

_PLACEHOLDER = re.compile(r"(?:\{|%7B)([a-z.]+)(?:\}|%7D)", re.IGNORECASE)


def fill(uri: str, values: Mapping[str, str]) -> str:
    """Return `uri` with its placeholders replaced. `values` has lower-case names; an unknown placeholder stays."""
    return _PLACEHOLDER.sub(lambda found: values.get(found[1].lower(), found[0]), uri)

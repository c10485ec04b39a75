"""The fingerprint of a request body, which is equal for bodies with equal JSON values."""

import hashlib
from decimal import Decimal
from typing import Any

from interfaces.http.errors.request_errors import MalformedBody
from interfaces.http.request.body.reader import json_text, parse_json


def fingerprint(body: bytes) -> str:
    """Return the SHA-256 of the canonical JSON of a body, in hex; of its bytes if it is not JSON."""
    try:
        canonical = json_text(_canonical(parse_json(body))).encode()
    except MalformedBody:
        canonical = body
    return hashlib.sha256(canonical).hexdigest()


def _canonical(value: Any) -> Any:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, dict):
        return {
            name: item if type(item := value[name]) is str else _canonical(item)
            for name in sorted(value)
        }
    if isinstance(value, list):
        return [_canonical(item) for item in value]
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return _canonical_number(Decimal(value))
    return value


def _canonical_number(number: Decimal) -> dict[str, str]:
    """Return a number as its digits and exponent, in an object whose member name JSON text seldom has."""
    sign, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int), "JSON has no infinity"
    significant = "".join(map(str, digits)).lstrip("0")
    stripped = significant.rstrip("0")
    if not stripped:
        return {"\0": "0"}
    exponent += len(significant) - len(stripped)
    return {"\0": f"{'-' if sign else ''}{stripped}e{exponent}"}

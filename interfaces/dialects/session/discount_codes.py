"""Reading the discount codes of a request."""

from collections.abc import Iterator
from typing import Any, Final

from interfaces.dialects.session.requests import LONGEST
from interfaces.http.request.body.reader import FieldReader
from interfaces.http.request.single_line import IN_AN_IDENTIFIER, refused_in

MAX_CODES: Final = 50


def read_codes(fields: FieldReader, name: str) -> tuple[str, ...] | None:
    """Read an array of codes. Empty if it is absent; None, with a fault, if it is none."""
    value = fields.value(name)
    if value is None:
        return ()
    if not isinstance(value, list):
        fields.fault(name, "type", "must be an array of codes")
        return None
    if len(value) > MAX_CODES:
        fields.fault(name, "too-long", f"must have at most {MAX_CODES} codes")
        return None
    return tuple(_read(fields, name, value))


def _read(fields: FieldReader, name: str, value: list[Any]) -> Iterator[str]:
    for place, code in enumerate(value):
        path = f"{name}[{place}]"
        if not isinstance(code, str):
            fields.fault(path, "type", "must be a string")
        elif refused := refused_in(code.strip(), IN_AN_IDENTIFIER):
            fields.fault(path, "format", refused)
        elif not 0 < len(code.strip()) <= LONGEST:
            fields.fault(path, "too-long", f"must have 1 to {LONGEST} characters")
        else:
            yield code.strip()

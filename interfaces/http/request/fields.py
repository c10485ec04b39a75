"""Functions over `FieldReader` that several dialects share."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from interfaces.http.errors.request_errors import FieldFault, InvalidFields
from interfaces.http.request.body.reader import FieldReader
from interfaces.http.request.callback_addresses import USER_REFUSED, has_user
from interfaces.http.request.property_names import PropertyNames


def object_reader(
    value: Any, names: PropertyNames, path: str, faults: list[FieldFault]
) -> FieldReader | None:
    """Return a lenient reader of `value` under its documented names.

    A value that is not an object adds a fault at `path` and gives None.
    """
    if not isinstance(value, Mapping):
        add_fault(faults, path, "type", "must be an object")
        return None
    return FieldReader(names.select(value), path, faults, is_lenient=True)


def add_fault(faults: list[FieldFault], path: str, kind: str, message: str) -> None:
    """Add a fault of the value at `path`; the empty path is the body."""
    FieldReader({}, path, faults).fault("", kind, message)


def raise_faults(faults: list[FieldFault]) -> None:
    """Raise InvalidFields if there is any fault."""
    if faults:
        raise InvalidFields(tuple(faults))


def web_address(
    fields: FieldReader,
    name: str,
    *,
    required: bool,
    longest: int,
    expected: str,
    checks_port: bool = False,
) -> str | None:
    """Return the field `name`, an absolute http or https URI without a user; None where it is absent.

    `expected` is the message of the fault that any other value adds. With `checks_port`, a port that is 0 or not a
    port number is a fault too.
    """
    uri = fields.identifier(name, required=required, longest=longest)
    if uri is None:
        return None
    if not _is_web_address(uri, checks_port=checks_port):
        fields.fault(name, "format", expected)
    elif has_user(uri):
        fields.fault(name, "format", USER_REFUSED)
    return uri


def _is_web_address(uri: str, *, checks_port: bool) -> bool:
    if " " in uri or not uri.isprintable():
        return False
    try:
        parts = urlsplit(uri)
        has_host = parts.scheme in ("http", "https") and bool(parts.hostname)
        # `port` raises ValueError for what is not a port number.
        return has_host and not (checks_port and parts.port == 0)
    except ValueError:
        return False

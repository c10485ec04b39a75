"""Read the query of a request strictly: unknown, repeated, empty and malformed parameters are faults.

If a misspelled filter were ignored, an auditor would get a wrong result without noticing it.
"""

import ipaddress
import re
from collections.abc import Collection
from datetime import datetime

from fastapi import Request

from application.history.as_of import AsOf
from interfaces.http.errors.request_errors import FieldFault, InvalidQuery
from interfaces.http.request.as_of import (
    MUST_BE_INSTANT,
    at_instant_from,
    query_fault,
    version_from,
)
from interfaces.http.request.single_line import IN_AN_IDENTIFIER, Unfit, refused_in
from interfaces.http.request.timestamps import instant_from

LONGEST = 500
_NAME_SHOWN = 60
_FAULTS_SHOWN = 100
_INTEGER = re.compile(r"-?[0-9]{1,19}")


class QueryReader:
    """The parameters of one request. `known` has the allowed names. Each reader adds a fault or returns a value."""

    def __init__(self, request: Request, known: Collection[str]) -> None:
        self._faults: list[FieldFault] = []
        self._values: dict[str, str] = {}
        seen: set[str] = set()
        for name, value in request.query_params.multi_items():
            if name not in known:
                self.add_fault(
                    name[:_NAME_SHOWN], f"is not one of the parameters {', '.join(known)}"
                )
            elif name in seen:
                self.add_fault(name, "must not be given more than once")
                self._values.pop(name, None)
            elif not value.strip():
                self.add_fault(name, "must not be empty; leave it out where nothing is to be said")
            else:
                self._values[name] = value
            seen.add(name)

    def add_fault(self, name: str, message: str) -> None:
        """Add a fault of a parameter."""
        self._faults.append(query_fault(name, message))

    def raise_faults(self) -> None:
        """Raise InvalidQuery with the distinct faults, if there are any."""
        if self._faults:
            raise InvalidQuery(tuple(dict.fromkeys(self._faults))[:_FAULTS_SHOWN])

    def has(self, name: str) -> bool:
        """Return whether the parameter is present and not empty."""
        return name in self._values

    def text(
        self, name: str, *, longest: int = LONGEST, unfit: Unfit = IN_AN_IDENTIFIER
    ) -> str | None:
        """Read text. Characters in `unfit` are a fault, because a filter with an invisible character finds nothing."""
        value = self._values.get(name)
        if value is None:
            return None
        refused = refused_in(value, unfit)
        if refused is not None:
            self.add_fault(name, refused)
            return None
        if len(value) > longest:
            self.add_fault(name, f"must be at most {longest} characters long")
            return None
        return value

    def one_of(self, name: str, allowed: Collection[str]) -> str | None:
        """Read one of the allowed values."""
        value = self._values.get(name)
        if value is None or value in allowed:
            return value
        self.add_fault(name, f"must be one of {', '.join(allowed)}")
        return None

    def some_of(self, name: str, allowed: Collection[str]) -> tuple[str, ...]:
        """Read one or more of the allowed values, separated by commas."""
        value = self._values.get(name)
        found = () if value is None else tuple(dict.fromkeys(value.split(",")))
        if set(found) <= set(allowed):
            return found
        self.add_fault(name, f"must be one or more, with commas, of {', '.join(allowed)}")
        return ()

    def integer(self, name: str, *, at_least: int, at_most: int) -> int | None:
        """Read an integer in a range, with both ends included."""
        value = self._values.get(name)
        if value is None:
            return None
        number = int(value) if _INTEGER.fullmatch(value) else None
        if number is None or not at_least <= number <= at_most:
            self.add_fault(name, f"must be a whole number from {at_least} to {at_most}")
            return None
        return number

    def instant(self, name: str, *, up: bool = False) -> datetime | None:
        """Read an instant; `up` as in `instant_from`."""
        value = self._values.get(name)
        if value is None:
            return None
        at = instant_from(value, up=up)
        if at is None:
            self.add_fault(name, MUST_BE_INSTANT)
        return at

    def as_of(self, name: str) -> AsOf | None:
        """Read a version or an instant."""
        value = self._values.get(name)
        if value is None:
            return None
        as_of = version_from(value) or at_instant_from(value)
        if as_of is None:
            self.add_fault(name, "must be a version (3) or an instant (2026-03-01T14:03:12Z)")
        return as_of

    def address(self, name: str) -> str | None:
        """Read an IP address and return its canonical form."""
        value = self._values.get(name)
        if value is None:
            return None
        try:
            return str(ipaddress.ip_address(value))
        except ValueError:
            self.add_fault(name, "must be an IP address, as in 192.0.2.7 or 2001:db8::7")
            return None

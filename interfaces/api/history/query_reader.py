"""Reading the query of a request strictly: what is unknown, repeated, empty or malformed is named, never ignored.

An auditor whose misspelled filter were ignored would take too much for an answer, or too little.
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
_WHOLE = re.compile(r"-?[0-9]{1,19}")


class QueryReader:
    """The parameters of one request, which may have those in `known`. Readers note a fault and return None."""

    def __init__(self, request: Request, known: Collection[str]) -> None:
        self._faults: list[FieldFault] = []
        self._values: dict[str, str] = {}
        seen: set[str] = set()
        for name, value in request.query_params.multi_items():
            if name not in known:
                self.fault(name[:_NAME_SHOWN], f"is not one of the parameters {', '.join(known)}")
            elif name in seen:
                self.fault(name, "must not be given more than once")
                self._values.pop(name, None)
            elif not value.strip():
                self.fault(name, "must not be empty; leave it out where nothing is to be said")
            else:
                self._values[name] = value
            seen.add(name)

    def fault(self, name: str, message: str) -> None:
        """Notes what is wrong with a parameter."""
        self._faults.append(query_fault(name, message))

    def raise_faults(self) -> None:
        """Raises InvalidQuery if anything is wrong, each thing once."""
        if self._faults:
            raise InvalidQuery(tuple(dict.fromkeys(self._faults))[:_FAULTS_SHOWN])

    def has(self, name: str) -> bool:
        """Whether the parameter is there and not empty."""
        return name in self._values

    def text(
        self, name: str, *, longest: int = LONGEST, unfit: Unfit = IN_AN_IDENTIFIER
    ) -> str | None:
        """Text as it was sent, without `unfit` characters: a filter with one that is not seen would find nothing."""
        value = self._values.get(name)
        if value is None:
            return None
        refused = refused_in(value, unfit)
        if refused is not None:
            self.fault(name, refused)
            return None
        if len(value) > longest:
            self.fault(name, f"must be at most {longest} characters long")
            return None
        return value

    def word(self, name: str, allowed: Collection[str]) -> str | None:
        """One of the allowed words."""
        value = self._values.get(name)
        if value is None or value in allowed:
            return value
        self.fault(name, f"must be one of {', '.join(allowed)}")
        return None

    def words(self, name: str, allowed: Collection[str]) -> tuple[str, ...]:
        """Some of the allowed words, with commas between them."""
        value = self._values.get(name)
        found = () if value is None else tuple(dict.fromkeys(value.split(",")))
        if set(found) <= set(allowed):
            return found
        self.fault(name, f"must be one or more, with commas, of {', '.join(allowed)}")
        return ()

    def whole(self, name: str, *, at_least: int, at_most: int) -> int | None:
        """A whole number in a range."""
        value = self._values.get(name)
        if value is None:
            return None
        number = int(value) if _WHOLE.fullmatch(value) else None
        if number is None or not at_least <= number <= at_most:
            self.fault(name, f"must be a whole number from {at_least} to {at_most}")
            return None
        return number

    def instant(self, name: str, *, up: bool = False) -> datetime | None:
        """An instant; `up` as in `instant_from`."""
        value = self._values.get(name)
        if value is None:
            return None
        at = instant_from(value, up=up)
        if at is None:
            self.fault(name, MUST_BE_INSTANT)
        return at

    def moment(self, name: str) -> AsOf | None:
        """A version or an instant."""
        value = self._values.get(name)
        if value is None:
            return None
        moment = version_from(value) or at_instant_from(value)
        if moment is None:
            self.fault(name, "must be a version (3) or an instant (2026-03-01T14:03:12Z)")
        return moment

    def address(self, name: str) -> str | None:
        """An IP address, in its usual spelling."""
        value = self._values.get(name)
        if value is None:
            return None
        try:
            return str(ipaddress.ip_address(value))
        except ValueError:
            self.fault(name, "must be an IP address, as in 192.0.2.7 or 2001:db8::7")
            return None

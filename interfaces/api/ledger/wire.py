"""The texts of the API: media types, and the sizes of two trees in the query of a consistency proof."""

import re
from typing import Final

from fastapi import Request

from interfaces.http.errors.request_errors import FieldFault, InvalidQuery, RouteUnknown
from interfaces.http.request.as_of import query_fault

FROM, TO = "from", "to"
OCTETS: Final = "application/octet-stream"
TEXT: Final = "text/plain; charset=utf-8"
LARGEST_SIZE: Final = 10**18 - 1
TIME_STAMP: Final = "application/timestamp-reply"
_SIZE = re.compile(r"0|[1-9][0-9]{0,17}")
_MUST_BE_SIZE = "must be the size of a tree: a whole number from 0"


def refuse_parameters(request: Request) -> None:
    """Raise InvalidQuery if the query has any parameter."""
    faults = [query_fault(name[:60], "is not a parameter here") for name in request.query_params]
    if faults:
        raise InvalidQuery(tuple(faults))


def read_sizes(request: Request) -> tuple[int, int]:
    """Return `from` and `to`. Raises InvalidQuery unless each is given once, and `from` is not the larger one."""
    faults = [
        query_fault(name[:60], f"is not one of the parameters {FROM}, {TO}")
        for name in request.query_params
        if name not in (FROM, TO)
    ]
    sizes = [_size(request, name, faults) for name in (FROM, TO)]
    if not faults and sizes[0] > sizes[1]:
        faults.append(query_fault(FROM, f"must not be larger than {TO}"))
    if faults:
        raise InvalidQuery(tuple(faults))
    return sizes[0], sizes[1]


def read_stamped(name: str) -> tuple[int, bool]:
    """Return the size in `<size>` or `<size>.tsr`, and whether it is the latter. Raises RouteUnknown."""
    size = name.removesuffix(".tsr")
    if not _SIZE.fullmatch(size):
        raise RouteUnknown
    return int(size), size != name


def _size(request: Request, name: str, faults: list[FieldFault]) -> int:
    values = request.query_params.getlist(name)
    if len(values) == 1 and _SIZE.fullmatch(values[0]):
        return int(values[0])
    faults.append(query_fault(name, _MUST_BE_SIZE))
    return 0

"""An endpoint, and the kind of credential that it requires."""

from dataclasses import dataclass
from enum import Enum
from typing import Any


class Kind(Enum):
    """The kind of credential that an endpoint requires. The value is the suffix of a plain key: `own-payments`."""

    OPEN = "open"
    TOKEN_IN_PATH = "in-path"
    WALLEY = "walley"
    SHARED_KEY = "shared"
    SVEA = "svea"
    API = "api"
    PAYMENTS = "payments"
    HISTORY = "history"
    AUDITOR = "auditor"
    ERASER = "erases"
    PERSONS = "persons"
    DISPUTES = "disputes"
    ORDERS = "orders"
    SIMULATION = "simulation"
    CONSOLE = "console"


_SCOPED = frozenset(
    {
        *(Kind.API, Kind.HISTORY, Kind.AUDITOR, Kind.ERASER, Kind.PERSONS, Kind.DISPUTES),
        Kind.ORDERS,
    }
)


@dataclass(frozen=True)
class Endpoint:
    """An endpoint. An authorized request gets 2xx or one of `other_statuses`."""

    method: str
    path: str
    kind: Kind
    body: Any = None
    query: str = ""
    other_statuses: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """The endpoint's name in the application's list of routes."""
        return f"{self.method} {self.path}"

    @property
    def only_reads(self) -> bool:
        """Whether the endpoint only reads."""
        return self.method in ("GET", "HEAD", "OPTIONS")

    @property
    def has_scope(self) -> bool:
        """Whether a valid key can lack the permission for this endpoint."""
        return self.kind in _SCOPED

    @property
    def has_path_parameter(self) -> bool:
        """Whether the path has the id of an object of a merchant."""
        return "{" in self.path

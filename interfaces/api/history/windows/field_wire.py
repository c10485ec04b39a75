"""Shapes of the values that one field ever had."""

from datetime import datetime
from typing import Annotated, Any

import msgspec

from interfaces.api.history import wire


class FieldValueShape(wire.Shape, frozen=True, kw_only=True):
    """One value of a field, and the event that set it."""

    value: Annotated[Any, msgspec.Meta(description="The value; null if the field was removed.")]
    before: Annotated[Any, msgspec.Meta(description="The previous value; null if there was none.")]
    version: int
    type: str
    time: datetime
    provenance: wire.ProvenanceShape


class FieldHistoryShape(wire.Shape, frozen=True, kw_only=True):
    """Every value that one field ever had, newest first. Lines are followed by article, fees by kind."""

    checkout: str
    version: int
    field: Annotated[
        str, msgspec.Meta(description="A JSON pointer (RFC 6901) into the state of `version`.")
    ]
    values: list[FieldValueShape]

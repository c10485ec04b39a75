"""What the shop does not sell or offer, as faults of the fields that ask for it."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from application.selling.grouping.groups import UnknownDestination, UnknownLine
from application.selling.line_naming import UnknownParent
from application.selling.session_requests import (
    LARGEST_SUM,
    NotOffered,
    NotSold,
    OneOptionOnly,
    Shortage,
    TooMuch,
)
from interfaces.dialects.session.formats import SessionFormat
from interfaces.http.errors.request_errors import FieldFault, InvalidFields

NOT_SOLD: Final = "not-sold"
TOO_MUCH: Final = "too-much"
NOT_OFFERED: Final = "not-offered"
NO_DESTINATION: Final = "no-destination"
NOT_PAYABLE: Final = "not-payable"
SHORTAGE: Final = "shortage"
INCOMPLETE: Final = "incomplete"
_OTHER: Final = "other"


@dataclass(eq=False)
class Unfulfillable(InvalidFields):
    """Fields that are well-formed and ask for what the shop does not sell or offer. `reason` is one of this module."""

    reason: str = _OTHER


@contextlib.contextmanager
def quote_errors_as_field_faults(session_format: SessionFormat) -> Iterator[None]:
    """Raise InvalidFields, with the path of the field, for what the shop does not sell or offer.

    A format that answers failures gets Unfulfillable.
    """
    reason = _OTHER
    try:
        yield
    except NotSold as error:
        reason = NOT_SOLD
        path = session_format.item_path.format(place=error.place)
        message = f"{path}: the shop does not sell {error.article!r}."
    except Shortage as error:
        reason = SHORTAGE
        path = session_format.item_path.format(place=error.place)
        left = f"Only {error.available} are left." if error.available else "It is sold out."
        message = f"{path}: Insufficient stock for item {error.article}. {left}"
    except UnknownParent as error:
        item = session_format.item_path.format(place=error.place).rpartition(".")[0]
        path = f"{item}.parent_id"
        message = f"{path}: there is no line {error.parent!r} that can have parts."
    except UnknownLine as error:
        path = f"{session_format.groups_path}[{error.place}].item_ids"
        message = f"{path}: {error.line!r} is no line that this group can have."
    except UnknownDestination as error:
        reason = NO_DESTINATION
        path = f"{session_format.groups_path}[{error.place}].{session_format.destination_field}"
        message = f"{path}: there is no location {error.destination!r}."
    except OneOptionOnly:
        path = session_format.option_path.partition("[")[0]
        message = f"{path}: must choose one way of sending for everything."
    except NotOffered as error:
        reason = NOT_OFFERED
        path = session_format.option_path.format(place=error.place, group=error.group)
        message = f"{path}: must be one of {', '.join(error.offered) or 'none'}."
    except TooMuch:
        reason = TOO_MUCH
        path = session_format.item_path.partition("[")[0]
        message = f"{path}: must come to at most {LARGEST_SUM}."
    else:
        return
    faults = (FieldFault(path=path, kind="choice", message=message),)
    raise InvalidFields(faults) if session_format.failure is None else Unfulfillable(faults, reason)

"""`?wait_for=`: the version that the client has written, which the answer must not lack."""

import re
from dataclasses import dataclass
from typing import Final

WAIT_FOR: Final = "wait_for"
OWN_WRITE: Final = re.compile(r"([A-Za-z0-9._~-]{1,200})@([1-9][0-9]{0,17})")
MUST_BE_OWN_WRITE: Final = "must be a checkout and its version, as in <id>@3"


@dataclass(frozen=True, kw_only=True)
class AfterOwnWrite:
    """An event of the client that the answer must have."""

    checkout_id: str
    version: int


def own_write_from(text: str) -> AfterOwnWrite | None:
    """Parse a checkout and its version; None for a text that is none."""
    found = OWN_WRITE.fullmatch(text)
    return None if found is None else AfterOwnWrite(checkout_id=found[1], version=int(found[2]))

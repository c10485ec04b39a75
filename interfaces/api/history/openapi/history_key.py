"""The documentation of the history API as a whole, and of the key that every endpoint requires."""

from typing import Annotated, Final

from fastapi import Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from interfaces.http.reference.api_reference import ApiReference

REFERENCE: Final = ApiReference(
    title="History",
    description="What was agreed when, and who changed it: the history of checkouts, for auditors.",
    examples="interfaces.api.history",
)

_bearer = HTTPBearer(
    auto_error=False, scheme_name="HistoryKey", description="A history key, scope history:read."
)
DocumentedKey = Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)]
"""Only for the documentation: `identify` reads the key."""

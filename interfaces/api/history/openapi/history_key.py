"""The documentation of the key that every endpoint of the history API requires."""

from typing import Annotated

from fastapi import Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

_bearer = HTTPBearer(
    auto_error=False, scheme_name="HistoryKey", description="A history key, scope history:read."
)
DocumentedKey = Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)]
"""Only for the documentation: `identify` reads the key."""

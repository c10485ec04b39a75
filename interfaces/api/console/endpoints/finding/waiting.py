"""Wait for the audit log, which a page asks for that was behind."""

import asyncio
from typing import Final

from application.ports.audit_log import AuditLog

INDEXED: Final = "indexed"
_TIMES: Final = 30
_PAUSE: Final = 0.1


async def wait_until_indexed(audit_log: AuditLog, position: int) -> None:
    """Return when the audit log has the event at a position, or after three seconds. Raises StoreUnavailable."""
    for _ in range(_TIMES):
        if (await audit_log.status()).position >= position:
            return
        await asyncio.sleep(_PAUSE)

"""Erases personal data of shops by destroying its keys.

Events are never rewritten. Data that must be erased later is sealed by the dialect that receives it, with a key for its
checkout and class. Events, snapshots, projections, the refusal log and exports hold only the sealed text. Once the key
is destroyed, no copy can be read, including backups that do not contain the key.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from application.checkouts.service import Checkouts
from application.ports.event_store import StoreUnavailable
from application.ports.key_vault import DataKeyId, KeyVault
from domain.refusals import CheckoutNotFound, Locked

BATCH = 100
_AFTER_A_CONFLICT = timedelta(minutes=1)
_AFTER_A_FAULT = timedelta(hours=1)
_log = logging.getLogger("tillroll.erasure")


async def erase_what_is_due(
    checkouts: Checkouts, vault: KeyVault, clock: Callable[[], datetime]
) -> int:
    """Record the erasure and destroy the key, for every key that is due. Return the number of keys.

    The event is recorded first, so a history never lacks data without an event for it. Safe to run in several processes
    at once.
    """
    seen = 0
    while due := await vault.due(clock(), BATCH):
        for name in due:
            await _erase(name, checkouts, vault, clock)
        seen += len(due)
    return seen


async def _erase(
    name: DataKeyId, checkouts: Checkouts, vault: KeyVault, clock: Callable[[], datetime]
) -> None:
    try:
        await checkouts.erase(name.checkout_id, name.data_class)
    except CheckoutNotFound:
        _log.info("no checkout %s was opened for its key", name.checkout_id)
    except Locked:
        await vault.postpone(name, clock() + _AFTER_A_CONFLICT)
        return
    except StoreUnavailable:
        raise
    except Exception:
        # One unreadable history must not delay the others.
        _log.exception("the erasure of %s could not be recorded", name)
        await vault.postpone(name, clock() + _AFTER_A_FAULT)
        return
    await vault.destroy(name, clock())

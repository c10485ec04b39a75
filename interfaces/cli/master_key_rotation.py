"""A rotation of the master key, from the new line in its file to the removal of the old ones.

Every step can be repeated. The file has older master keys until no key in the database needs them, so a rotation that
was killed is recognised by them and finished.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

import psycopg
from psycopg.rows import TupleRow

from interfaces.configuration.master_key import FileSource, MasterKeySource
from interfaces.storage.codecs.wrapping import MasterKeys
from interfaces.storage.master_key_file import (
    MasterKeyRefused,
    add_master_key,
    read_master_keys,
    remove_master_keys,
)
from interfaces.storage.postgres.wrapped_keys.counts import KeyCounts, count_keys
from interfaces.storage.postgres.wrapped_keys.rotation import (
    Progress,
    forget_replaced_rows,
    wrap_with_current,
)


@dataclass(frozen=True, kw_only=True)
class Rotated:
    """The result: keys that were changed, older master keys that no key uses, and what the database has now."""

    current: str
    changed: int
    unused: tuple[str, ...]
    counts: KeyCounts


def rotate_master_key(
    connection: psycopg.Connection[TupleRow],
    source: MasterKeySource,
    progress: Progress,
    *,
    settle_seconds: float,
    sleep: Callable[[float], None] = time.sleep,
) -> Rotated:
    """Wrap all keys with a new master key. `settle_seconds` pass between its arrival in the file and the last pass.

    A server that began to store a key before it could see the changed file has stored it by then. The old master keys
    leave the file; those of a variable have to be removed by the operator. Raises MasterKeyRefused.
    """
    keys = _keys_to_rotate_to(source, count_keys(connection))
    changed = wrap_with_current(connection, keys, progress)
    if isinstance(source, FileSource):
        age = time.time() - source.file.stat().st_mtime
        if age < settle_seconds:
            sleep(settle_seconds - max(0.0, age))
    changed += wrap_with_current(connection, keys, progress)
    counts = count_keys(connection)
    unused = tuple(each for each in keys.ids[1:] if counts.of(each) == 0)
    if isinstance(source, FileSource) and unused:
        remove_master_keys(source.file, lambda each: each in unused)
        # The removed master keys are still known here: a key that a slow server stored meanwhile is not lost.
        changed += wrap_with_current(connection, keys, progress)
    forget_replaced_rows(connection)
    return Rotated(
        current=keys.current_id, changed=changed, unused=unused, counts=count_keys(connection)
    )


def _keys_to_rotate_to(source: MasterKeySource, counts: KeyCounts) -> MasterKeys:
    """Return the master keys with a new one first, or those of a rotation that is not finished."""
    if isinstance(source, FileSource):
        keys = read_master_keys(source.file)
        return keys if keys.older else add_master_key(source.file)
    keys = source.read()
    if not keys.older and counts.ids <= {keys.current_id}:
        raise MasterKeyRefused(
            f"{source} has one master key, which wraps every key already. Put a new one before it, restart the "
            "servers, and rotate then. `tillroll master-key new FILE` makes one."
        )
    return keys

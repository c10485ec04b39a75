"""The keys that salt the entries of a checkout: 32 random bytes each, made when a ledger gets its first record.

They are in `tillroll.data_keys`, wrapped with the master key, and never due for destruction. Erasing a person's data
destroys other keys. No key stays in memory longer than a batch.
"""

import secrets
from collections.abc import Collection, Mapping
from typing import Any, LiteralString

from psycopg import Cursor

from interfaces.storage.codecs.sealing import KEY_BYTES, key_mark
from interfaces.storage.codecs.wrapping import KeyWrapping, MasterKeyMissing
from interfaces.storage.postgres.tables.key_vault import about_data_key

_KEYS: LiteralString = """
SELECT checkout_id, key FROM tillroll.data_keys
WHERE checkout_id = ANY(%s::text[]) AND data_class = %s
"""
# The lost key is listed as destroyed, so its entries count as erased.
_REMOVE_LOST: LiteralString = """
WITH lost AS (
    DELETE FROM tillroll.data_keys WHERE checkout_id = ANY(%s::text[]) AND data_class = %s
    RETURNING checkout_id, data_class, mark
)
INSERT INTO tillroll.destroyed_keys (checkout_id, data_class, mark, destroyed_at)
SELECT checkout_id, data_class, mark, now() FROM lost ON CONFLICT DO NOTHING
"""
_MAKE: LiteralString = """
INSERT INTO tillroll.data_keys (checkout_id, data_class, key, destroy_after, mark)
SELECT made.checkout_id, %s, made.key, 'infinity', made.mark
FROM unnest(%s::text[], %s::bytea[], %s::bytea[]) AS made (checkout_id, key, mark)
"""


def take_keys(
    cursor: Cursor[Any],
    checkout_ids: Collection[str],
    master_keys: KeyWrapping,
    key_class: str,
    *,
    replaces_lost: bool = False,
) -> Mapping[str, bytes]:
    """Return the key of this class of each checkout, making those that do not exist, in the transaction of the cursor.

    A checkout whose key was destroyed gets a new one, which opens its later events only. With `replaces_lost`, so does
    a checkout whose key needs a master key that is missing. Raises MasterKeyMissing or TamperedKey.
    """
    cursor.execute(_KEYS, (list(checkout_ids), key_class), prepare=True, binary=True)
    keys: dict[str, bytes] = {}
    lost: list[str] = []
    for row in cursor.fetchall():
        checkout_id = row["checkout_id"]
        try:
            keys[checkout_id] = master_keys.unwrap(
                row["key"], about_data_key(checkout_id, key_class)
            )
        except MasterKeyMissing:
            if not replaces_lost:
                raise
            lost.append(checkout_id)
    if lost:
        cursor.execute(_REMOVE_LOST, (lost, key_class))
    made = {
        each: secrets.token_bytes(KEY_BYTES)
        for each in dict.fromkeys(checkout_ids)
        if each not in keys
    }
    if made:
        wrapped = [
            master_keys.wrap(key, about_data_key(each, key_class)) for each, key in made.items()
        ]
        marks = [key_mark(key) for key in made.values()]
        cursor.execute(_MAKE, (key_class, list(made), wrapped, marks), prepare=True)
    return {**keys, **made}

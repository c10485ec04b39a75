"""The settings of keys: the files outside the database that belong to them, and how long personal data is kept."""

from typing import Annotated

import msgspec


class KeySettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file of master keys, relative to the folder of the configuration file, and the file of destroyed keys.

    With `sell_without_old_keys` the server starts although a master key is lost: new checkouts get keys under the
    current one, and what the lost one opened stays closed. `destroyed_keys_file` lists every destroyed key, so that an
    erasure reaches a restored backup. It is relative to the working directory of the server.
    """

    master_key_file: str | None = None
    sell_without_old_keys: bool = False
    destroyed_keys_file: Annotated[str, msgspec.Meta(min_length=1)] | None = None


class RetentionSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long data of a merchant's customers is kept, in days after the end of a checkout.

    None: until its erasure is requested.
    """

    person_days: Annotated[int, msgspec.Meta(ge=1, le=36_500)] | None = None

"""The settings of the master key that encrypts the keys in the database."""

import msgspec


class KeySettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file of master keys, relative to the folder of the configuration file.

    With `sell_without_old_keys` the server starts although a master key is lost: new checkouts get keys under the
    current one, and what the lost one opened stays closed.
    """

    master_key_file: str | None = None
    sell_without_old_keys: bool = False

"""The settings of the keys of personal data, and of how long the data is kept."""

from typing import Annotated

import msgspec


class KeySettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Files outside the database that belong to its keys. A path is relative to the working directory of the server.

    `destroyed_keys_file` lists every destroyed key, so that an erasure reaches a restored backup.
    """

    destroyed_keys_file: Annotated[str, msgspec.Meta(min_length=1)] | None = None


class RetentionSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long data of a merchant's customers is kept, in days after the end of a checkout.

    None: until its erasure is requested.
    """

    person_days: Annotated[int, msgspec.Meta(ge=1, le=36_500)] | None = None

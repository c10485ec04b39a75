"""The settings of the ledgers."""

from typing import Annotated, Final

import msgspec

DEMO_ORIGIN: Final = "demo.tillroll.example"
"""The first part of the origins of demos."""
_FileName = Annotated[str, msgspec.Meta(min_length=1)]
_Url = Annotated[str, msgspec.Meta(pattern=r"^https?://[^\s?#]+$", max_length=2000)]


class WitnessSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A witness that is asked to cosign each head: its public key, and the URL below which it answers.

    `monitor_vkey` is the key with which its monitor states that the entries keep the rules, if it has one.
    """

    vkey: Annotated[str, msgspec.Meta(min_length=1)]
    url: _Url
    monitor_vkey: Annotated[str, msgspec.Meta(min_length=1)] | None = None


class LedgerSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The ledger's name and files, and who may read its entries. Paths are relative to the configuration file.

    `origin` is the name of the log, a URL without a scheme, and never changes; heads that others have name it.
    `key_file` has its private key. `former_key_files` sign too, while policies of others name their keys. The newest
    head is kept in `heads_folder`, by default the folder `ledger-heads` beside the key; it must not be restored with a
    backup of the database. With `public`, the entries need no history key. `time_stamps` is the URL of an authority
    (RFC 3161) that stamps the newest head once a day; its certificate has to lead to one in the file
    `time_stamp_authorities`, by default to one that the system trusts.
    """

    origin: Annotated[
        str,
        msgspec.Meta(
            pattern=r"^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?(/[A-Za-z0-9._~-]+)*$",
            max_length=255,
        ),
    ]
    key_file: _FileName
    former_key_files: tuple[_FileName, ...] = ()
    heads_folder: _FileName | None = None
    public: bool = False
    witnesses: tuple[WitnessSettings, ...] = ()
    time_stamps: _Url | None = None
    time_stamp_authorities: _FileName | None = None

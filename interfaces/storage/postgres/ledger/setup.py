"""What a process needs to know of the ledger: its origin, and the files of its keys and heads.

`tillroll serve` finds the files and hands their paths to its processes in one environment variable. It has no key.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Self

import msgspec

from application.ledger.format.keys import VerifierKey, parse_verifier_key
from interfaces.storage.codecs.wrapping import KeyWrapping
from interfaces.storage.postgres.ledger.kinds import LedgerKind

LEDGER: Final = "TILLROLL_LEDGER"


@dataclass(frozen=True)
class WitnessAddress:
    """A witness of the ledger: its public key, the URL below which it answers, and the key of its monitor."""

    key: VerifierKey
    url: str
    monitor: VerifierKey | None = None

    @property
    def keys(self) -> tuple[VerifierKey, ...]:
        """The keys whose lines its answers may have."""
        return (self.key,) if self.monitor is None else (self.key, self.monitor)


@dataclass(frozen=True, kw_only=True)
class LedgerSetup:
    """The origin, which is the name of the log; the key files, each of which signs; and the folder of heads.

    `time_stamp_authorities` is the file of the certificates to which those of time stamps have to lead.
    With `replaces_lost_keys`, a key of entries whose master key is missing counts as destroyed, and the tree grows on.
    """

    origin: str
    key_files: tuple[Path, ...]
    heads_folder: Path
    replaces_lost_keys: bool = False
    witnesses: tuple[WitnessAddress, ...] = ()
    time_stamp_authorities: Path | None = None

    def of(self, kind: LedgerKind) -> Self:
        """Return the setup of a ledger, where this one is that of events: the same keys sign as another log."""
        return replace(self, origin=kind.origin_of(self.origin))

    def hand_over(self) -> None:
        """Put the setup into the environment, for the processes that this one starts."""
        os.environ[LEDGER] = msgspec.json.encode(
            _Variable(
                self.origin,
                tuple(map(str, self.key_files)),
                str(self.heads_folder),
                self.replaces_lost_keys,
                tuple((each.url, *(key.text() for key in each.keys)) for each in self.witnesses),
                None if self.time_stamp_authorities is None else str(self.time_stamp_authorities),
            )
        ).decode()


@dataclass(frozen=True, kw_only=True)
class LedgerFollowing:
    """What a process needs that lets the ledger grow. The master keys wrap the keys of its entries.

    `open_master_keys` is called each time that the follower begins, so that what it raises stops nothing else.
    """

    setup: LedgerSetup
    open_master_keys: Callable[[], KeyWrapping]


class _Variable(msgspec.Struct, frozen=True):
    origin: str
    key_files: tuple[str, ...]
    heads_folder: str
    replaces_lost_keys: bool
    witnesses: tuple[tuple[str, ...], ...]
    time_stamp_authorities: str | None


def inherited_setup(environment: Mapping[str, str]) -> LedgerSetup | None:
    """Return the setup that a parent process has handed over; None if there is no ledger."""
    text = environment.get(LEDGER)
    if not text:
        return None
    variable = msgspec.json.decode(text, type=_Variable)
    return LedgerSetup(
        origin=variable.origin,
        key_files=tuple(map(Path, variable.key_files)),
        heads_folder=Path(variable.heads_folder),
        replaces_lost_keys=variable.replaces_lost_keys,
        witnesses=tuple(
            WitnessAddress(parse_verifier_key(vkeys[0]), url, *map(parse_verifier_key, vkeys[1:]))
            for url, *vkeys in variable.witnesses
        ),
        time_stamp_authorities=None
        if variable.time_stamp_authorities is None
        else Path(variable.time_stamp_authorities),
    )

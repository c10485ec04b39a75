"""Policies (C2SP tlog-policy): whose heads a verifier believes, and which witnesses have to have cosigned them.

Names are octets: a policy is read as Latin-1, in which each octet is one character.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

from application.ledger.format.encoding import Malformed, decode_number, decode_text
from application.ledger.format.keys import COSIGNATURE, ED25519, VerifierKey, parse_verifier_key

NO_QUORUM = "none"
MOST_POLICY_BYTES = 100_000
_FORBIDDEN = re.compile("[^\t\n\x20-\x7e\x80-\xff]")
_ITEM = re.compile("[^\t ]+")


class WitnessGroup(NamedTuple):
    """Members, of which at least `threshold` have to have cosigned."""

    threshold: int
    members: tuple[str, ...]


class LedgerPolicy(NamedTuple):
    """The keys of logs, the keys of witnesses and the groups by name, and the name that is the quorum."""

    logs: tuple[VerifierKey, ...]
    witnesses: Mapping[str, VerifierKey]
    groups: Mapping[str, WitnessGroup]
    quorum: str

    def is_met(self, cosigned: Collection[str]) -> bool:
        """Return whether these witnesses, by their names in the policy, are the quorum."""
        return self.quorum == NO_QUORUM or self._has(self.quorum, cosigned)

    def _has(self, name: str, cosigned: Collection[str]) -> bool:
        group = self.groups.get(name)
        if group is None:
            return name in cosigned
        return sum(self._has(member, cosigned) for member in group.members) >= group.threshold


def is_monitor(name: str) -> bool:
    """Return whether a policy names this witness as a monitor: `monitor`, or a name that begins with `monitor-`."""
    return name == "monitor" or name.startswith("monitor-")


def parse_policy(octets: bytes) -> LedgerPolicy:
    """Return the policy of a file. Raises Malformed with the number of the line."""
    text = octets[:MOST_POLICY_BYTES].decode("latin-1")
    if len(octets) > MOST_POLICY_BYTES:
        raise Malformed("a policy is too long")
    reader = _PolicyReader()
    for number, line in enumerate(text.split("\n"), 1):
        if _FORBIDDEN.search(line):
            raise Malformed(f"line {number}: a character is not allowed")
        items = _ITEM.findall(line)
        if items and not items[0].startswith("#"):
            try:
                reader.read(items)
            except Malformed as error:
                raise Malformed(f"line {number}: {error}") from error
    if reader.quorum is None:
        raise Malformed("there is no quorum line")
    return LedgerPolicy(tuple(reader.logs), reader.witnesses, reader.groups, reader.quorum)


class _PolicyReader:
    """What the lines of a policy have defined."""

    def __init__(self) -> None:
        self.logs: list[VerifierKey] = []
        self.witnesses: dict[str, VerifierKey] = {}
        self.groups: dict[str, WitnessGroup] = {}
        self.quorum: str | None = None
        self._members: set[str] = set()

    def read(self, items: list[str]) -> None:
        """Take the items of one line. Raises Malformed."""
        kind, count = items[0], len(items)
        if kind == "log" and count in {2, 3}:
            self.logs.append(_new_key(items[1], ED25519, self.logs))
        elif kind == "witness" and count in {3, 4}:
            key = _new_key(items[2], COSIGNATURE, self.witnesses.values())
            self.witnesses[self._new_name(items[1])] = key
        elif kind == "group" and count >= 4:
            self._read_group(items[1], items[2], tuple(items[3:]))
        elif kind == "quorum" and count == 2:
            if self.quorum is not None:
                raise Malformed("there is a quorum already")
            if items[1] != NO_QUORUM:
                self._require_defined(items[1])
            self.quorum = items[1]
        else:
            raise Malformed("it defines no log, witness, group or quorum")

    def _read_group(self, name: str, threshold: str, members: tuple[str, ...]) -> None:
        for member in members:
            self._require_defined(member)
            if member in self._members:
                raise Malformed("a name is a member for the second time")
            self._members.add(member)
        words = {"any": 1, "all": len(members)}
        least = words[threshold] if threshold in words else decode_number(threshold)
        if not 1 <= least <= len(members):
            raise Malformed("a group needs more members than it has, or none")
        self.groups[self._new_name(name)] = WitnessGroup(least, members)

    def _new_name(self, name: str) -> str:
        if name == NO_QUORUM or name in self.witnesses or name in self.groups:
            raise Malformed("a name is taken")
        return name

    def _require_defined(self, name: str) -> None:
        if name not in self.witnesses and name not in self.groups:
            raise Malformed("a name is not defined above")


def _new_key(text: str, key_type: int, others: Collection[VerifierKey]) -> VerifierKey:
    key = parse_verifier_key(decode_text(text.encode("latin-1")))
    if key.type != key_type:
        raise Malformed("a key is not of the type that it is used for")
    # One key may sign two logs, of events and of refused attempts: their names are in what it signs. A witness counts
    # one time, by whatever name.
    if any(
        other.public_key == key.public_key and (other.name == key.name or key_type != ED25519)
        for other in others
    ):
        raise Malformed("a key is there already")
    return key

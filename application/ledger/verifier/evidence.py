"""Which of the given files are proofs, openings and heads, and whether a pack is whole."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import NamedTuple

from application.ledger.verifier.report import DISPROVEN, PROVEN, UNKNOWN, VerificationReport

MANIFEST = "manifest.json"
HEAD = "log/checkpoint"
LOWER_HEAD = "log/lower"
LOWER_PROOF = "log/lower-to-checkpoint.consistency"
REFUSALS_HEAD = "log/refusals-checkpoint"
TIME_STAMP = "log/checkpoint.tsr"
STAMPED_HEAD = "log/stamped"
STAMPED_PROOF = "log/stamped-to-checkpoint.consistency"
_PROOF_SUFFIX, _OPENING_SUFFIX = ".tlog-proof", ".json"
_OPENINGS_FOLDER = "events/"
REFUSALS_FOLDER, REFUSAL_PROOFS_FOLDER = "refusals/", "refusal-proofs/"


class Evidence(NamedTuple):
    """The files by their path, and whether they are a pack: then they have a manifest and every version."""

    files: Mapping[str, bytes]
    is_pack: bool

    def pairs(self) -> list[tuple[str | None, str | None]]:
        """Return the path of each opening of an event with that of its proof; None for one that is missing.

        An opening and a proof belong together if their names are equal, or if there is only one of each.
        """
        paths = sorted(self.files)
        proofs = {_stem(path): path for path in paths if self._is_proof(path)}
        openings = {_stem(path): path for path in paths if self._is_opening(path)}
        if len(proofs) == len(openings) == 1:
            return [(next(iter(openings.values())), next(iter(proofs.values())))]
        return _in_pairs(openings, proofs)

    def refusal_pairs(self) -> list[tuple[str | None, str | None]]:
        """Return the same of the refused attempts of a pack. As single files they are read as events are."""
        openings = {
            _stem(path): path
            for path in self.files
            if path.startswith(REFUSALS_FOLDER) and path.endswith(_OPENING_SUFFIX)
        }
        proofs = {_stem(path): path for path in self.files if _is_refusal_proof(path)}
        return _in_pairs(openings, proofs) if self.is_pack else []

    def claims(self) -> list[str]:
        """Return the paths of the files that are no part of any proof."""
        used = {path for pair in self.pairs() + self.refusal_pairs() for path in pair}
        used |= {MANIFEST, HEAD, LOWER_HEAD, LOWER_PROOF}
        if self.is_pack:
            used.add(REFUSALS_HEAD)
        used |= {TIME_STAMP, STAMPED_HEAD, STAMPED_PROOF}
        return sorted(self.files.keys() - used)

    def _is_proof(self, path: str) -> bool:
        return path.endswith(_PROOF_SUFFIX) and not (self.is_pack and _is_refusal_proof(path))

    def _is_opening(self, path: str) -> bool:
        in_place = not self.is_pack or path.startswith(_OPENINGS_FOLDER)
        return in_place and path.endswith(_OPENING_SUFFIX) and path != MANIFEST


def check_manifest(evidence: Evidence, report: VerificationReport) -> None:
    """Report whether a pack has the files that its manifest lists, unchanged, and no others."""
    if not evidence.is_pack:
        return
    if MANIFEST not in evidence.files:
        report.add(UNKNOWN, "manifest_missing")
        return
    listed = _listed_files(evidence.files[MANIFEST])
    if listed is None:
        report.add(DISPROVEN, "manifest_malformed")
        return
    found = {path: octets for path, octets in evidence.files.items() if path != MANIFEST}
    faults = dict.fromkeys(listed.keys() - found.keys(), "file_missing")
    faults |= dict.fromkeys(found.keys() - listed.keys(), "file_unlisted")
    for path in listed.keys() & found.keys():
        if sha256(found[path]).hexdigest() != listed[path]:
            faults[path] = "file_changed"
    for path in sorted(faults):
        report.add(DISPROVEN, faults[path], path=path)
    if not faults:
        report.add(PROVEN, "manifest_whole", count=len(found))


def _listed_files(manifest: bytes) -> dict[str, str] | None:
    """Return the SHA-256, in hexadecimal, of each file of a manifest; None if the manifest is malformed."""
    try:
        files = json.loads(manifest.decode("utf-8"))["files"]
        listed = {path: files[path]["sha256"] for path in files}
    except (ValueError, KeyError, TypeError, IndexError, RecursionError):
        return None
    return listed if all(isinstance(each, str) for each in listed.values()) else None


def _in_pairs(
    openings: Mapping[str, str], proofs: Mapping[str, str]
) -> list[tuple[str | None, str | None]]:
    stems = sorted(openings.keys() | proofs.keys())
    return [(openings.get(stem), proofs.get(stem)) for stem in stems]


def _is_refusal_proof(path: str) -> bool:
    return path.startswith(REFUSAL_PROOFS_FOLDER) and path.endswith(_PROOF_SUFFIX)


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]

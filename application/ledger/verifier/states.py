"""Whether the states of a pack follow from its events, and whether its revealed texts are those that were recorded."""

from __future__ import annotations

import re
from collections.abc import Sequence

from application.ledger.contents.revealed import (
    REVEALED_PATH,
    SEALED_TEXT,
    decode_revealed,
    opens_to_text,
)
from application.ledger.contents.states import StateParts, blame_path, state_path
from application.ledger.format.encoding import Malformed
from application.ledger.format.openings import EntryOpening, shown_parts
from application.ledger.verifier.evidence import Evidence
from application.ledger.verifier.report import DISPROVEN, PROVEN, UNKNOWN, VerificationReport

_STATE_PATH = re.compile(r"states/([0-9]{4,9})(?:\.blame)?\.json")


def check_states(
    evidence: Evidence, openings: Sequence[EntryOpening], report: VerificationReport
) -> set[str]:
    """Report whether each state is what the proven openings give, and return the paths of the files that are.

    `openings` are those of one checkout, in the order of their versions.
    """
    if not evidence.is_pack:
        return set()
    versions = {int(found[1]) for found in map(_STATE_PATH.fullmatch, evidence.files) if found}
    checked: set[str] = set()
    state = StateParts()
    for place, opening in enumerate(openings, 1):
        if opening.version != place:
            break
        state.add(opening)
        if place in versions:
            versions.discard(place)
            checked |= _check_state(evidence, place, state, report)
    for version in sorted(versions):
        report.add(UNKNOWN, "state_without_events", version=version)
    return checked


def check_revealed(
    evidence: Evidence, openings: Sequence[EntryOpening], report: VerificationReport
) -> set[str]:
    """Report whether the revealed texts are those of sealed texts in proven events, and return the path if so."""
    if not evidence.is_pack or REVEALED_PATH not in evidence.files:
        return set()
    try:
        fields = decode_revealed(evidence.files[REVEALED_PATH])
    except Malformed as error:
        report.add(DISPROVEN, "file_malformed", path=REVEALED_PATH, reason=error)
        return set()
    sealed = {
        found[0]
        for opening in openings
        for part in shown_parts(opening)
        for found in SEALED_TEXT.finditer(part.value.decode())
    }
    for number, field in enumerate(fields, 1):
        if field.sealed not in sealed:
            report.add(DISPROVEN, "revealed_unknown", number=number)
            return set()
        if not opens_to_text(field):
            report.add(DISPROVEN, "revealed_wrong", number=number)
            return set()
    report.add(PROVEN, "revealed_proven", count=len(fields))
    return {REVEALED_PATH}


def _check_state(
    evidence: Evidence, version: int, state: StateParts, report: VerificationReport
) -> set[str]:
    expected = {
        state_path(version): state.encode_state(),
        blame_path(version): state.encode_blame(),
    }
    given = {path: evidence.files[path] for path in expected if path in evidence.files}
    for path in sorted(given):
        if given[path] != expected[path]:
            report.add(DISPROVEN, "state_differs", path=path)
            return set()
    report.add(PROVEN, "state_proven", version=version, count=len(state.fields()))
    return set(given)

"""What each audience gets of the events. What is hidden is hidden by part, so all of it is still proven.

A processor refuses documents with national ids, and needs nothing of the shop's own data. A customer gets their own
data and the offer, and nothing about the shop's programs. A court gets everything but the customer's credential.
"""

from collections.abc import Sequence
from typing import Final

from application.evidence.request import Audience
from application.ledger.disclosure import disclose
from application.ledger.format.openings import ALWAYS_SHOWN, EntryOpening, HiddenPart, ShownPart
from application.ledger.format.parts import part_digest
from application.ports.person_vault import SEALED_FIELD

NATIONAL_IDS: Final = frozenset({"customer.national_id", "customer.organization_number"})
# What a refused command wanted may have all of it.
_OWN_DATA: Final = frozenset({"/metadata", "/settings", "/properties", "/asked", "/asked_text"})
_NATIONAL_ID_PARTS: Final = frozenset({"/customer/national_id", "/customer/organization_number"})
_ACTOR: Final = "/provenance/actor"
_OF_PROGRAMS: Final = frozenset(
    {
        _ACTOR,
        *("/provenance/address", "/provenance/user_agent", "/provenance/peer"),
        *("/provenance/request_id", "/provenance/idempotency_key"),
    }
)
_SHOPPER: Final = b'"shopper:'
_ALWAYS: Final = frozenset({"/public_token"})


def redact(opening: EntryOpening, audience: Audience, *, sees_persons: bool) -> EntryOpening:
    """Return the opening that this audience gets. Without `sees_persons`, it gets no sealed personal data either."""
    disclosed = disclose(opening, sees_persons=sees_persons)
    hidden = _hidden_names(disclosed, audience)
    return EntryOpening(
        disclosed.version,
        tuple(
            HiddenPart(part_digest(part.salt, part.part))
            if isinstance(part, ShownPart) and part.part.name in hidden
            else part
            for part in disclosed.parts
        ),
    )


def hidden_names(whole: EntryOpening, redacted: EntryOpening) -> Sequence[str]:
    """Return the names of the parts that the redacted opening hides, in their order."""
    return [
        before.part.name
        for before, after in zip(whole.parts, redacted.parts, strict=True)
        if isinstance(before, ShownPart) and isinstance(after, HiddenPart)
    ]


def reveals(audience: Audience, field: str) -> bool:
    """Return whether this audience reads a sealed field, which has this name, in clear."""
    return audience is Audience.COURT or field not in NATIONAL_IDS


def sealed_fields(opening: EntryOpening) -> list[str]:
    """Return the sealed texts in the parts that are shown, each one time, in their order."""
    found: dict[str, None] = {}
    for part in opening.parts:
        if isinstance(part, ShownPart):
            found |= dict.fromkeys(SEALED_FIELD.findall(part.part.value.decode()))
    return list(found)


def _hidden_names(opening: EntryOpening, audience: Audience) -> frozenset[str]:
    if audience is Audience.COURT:
        return _ALWAYS
    hidden = _ALWAYS | _NATIONAL_ID_PARTS | _own_data(opening)
    if not _is_shoppers(opening):
        hidden |= _OF_PROGRAMS
    return hidden - set(ALWAYS_SHOWN)


def _own_data(opening: EntryOpening) -> frozenset[str]:
    """Return the names of the parts with the shop's own data. The members of an object are parts of their own."""
    names = [part.part.name for part in opening.parts if isinstance(part, ShownPart)]
    return frozenset(
        name
        for name in names
        if any(name == own or name.startswith(f"{own}/") for own in _OWN_DATA)
    )


def _is_shoppers(opening: EntryOpening) -> bool:
    actors = [
        part.part.value
        for part in opening.parts
        if isinstance(part, ShownPart) and part.part.name == _ACTOR
    ]
    return any(actor.startswith(_SHOPPER) for actor in actors)

"""What a reader gets of an opening. What is left out is hidden behind its digest, so the opening still gives the entry.

Nobody gets a public token, which is the credential of a customer's page; events of older versions have it in other
parts too. Sealed personal data is given only to readers who may see personal data, and stays sealed for them: the proof
is about the stored text.
"""

from typing import Final

from application.history.public_tokens import hide_public_tokens
from application.ledger.format.openings import ALWAYS_SHOWN, EntryOpening, HiddenPart, ShownPart
from application.ledger.format.parts import part_digest
from application.ports.person_vault import SEALED_FIELD

_PUBLIC_TOKEN: Final = "/public_token"


def disclose(opening: EntryOpening, *, sees_persons: bool) -> EntryOpening:
    """Return the opening without the parts that this reader does not get."""
    return EntryOpening(
        opening.version,
        tuple(
            HiddenPart(part_digest(part.salt, part.part))
            if isinstance(part, ShownPart) and _is_hidden(part, sees_persons)
            else part
            for part in opening.parts
        ),
    )


def _is_hidden(shown: ShownPart, sees_persons: bool) -> bool:
    name, value = shown.part.name, shown.part.value.decode()
    if name in ALWAYS_SHOWN:
        return False
    if name == _PUBLIC_TOKEN or hide_public_tokens(value) != value:
        return True
    return not sees_persons and SEALED_FIELD.search(value) is not None

"""The stored form of a commitment: without the facts at its end that it does not have, as older ones always were."""

from typing import Final

_ABSENT: Final = (b',"purchaser":null}', b',"shown":null}')


def without_absent_facts(json: bytes) -> bytes:
    """Return the JSON of an event without the members at its end that are null.

    The members end with the object, so no text in the event can be mistaken for one of them.
    """
    for absent in _ABSENT:
        if json.endswith(absent):
            json = json.removesuffix(absent) + b"}"
    return json

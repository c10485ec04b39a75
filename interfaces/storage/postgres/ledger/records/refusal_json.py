"""The stored JSON of a refused attempt, over which its entry in the ledger is made.

It is a row of `tillroll.refusals`. Its JSON is an object of these members, without spaces, in this order:

    timestamp   `at`, in UTC with six digits of a second: "2026-11-21T14:03:04.000000Z"
    merchant    as a JSON string
    version     as a number: the version of the checkout at the time
    operation   as a JSON string
    reason      as a JSON string
    facts       the stored text as it is
    asked       the stored text as it is
    provenance  the stored text as it is

The last three have JSON as text. One that is no JSON is a string under its name with `_text`, so that two rows never
have the same JSON. The checkout is a part of its own. `id` is not in it: it is the position, as it is for an event.
Text that is sealed stays sealed, so erasing a person's data changes no byte.
"""

import re
from collections.abc import Sequence
from typing import Any, Final, LiteralString

import msgspec

TOPIC: Final = "checkout.command-refused"
"""The topic of all refused attempts in the ledger."""

COLUMNS: Final[LiteralString] = """
    refusal.merchant, refusal.version,
    coalesce(to_char(refusal.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '') AS timestamp,
    refusal.operation, refusal.reason, refusal.facts, refusal.asked, refusal.provenance
"""
"""What is read of a row, named `refusal`, in the order of `refusal_json`. A time that is none is an empty text."""

_OUTER_SPACE: Final = re.compile(r"\A[ \t\n\r]|[ \t\n\r]\Z")


def refusal_json(columns: Sequence[Any]) -> bytes:
    """Return the JSON of a row from its `COLUMNS`."""
    merchant, version, timestamp, operation, reason, facts, command, provenance = columns
    members = (
        ("timestamp", _json_string(timestamp)),
        ("merchant", _json_string(merchant)),
        ("version", b"%d" % version),
        ("operation", _json_string(operation)),
        ("reason", _json_string(reason)),
        _text_member("facts", facts),
        _text_member("asked", command),
        _text_member("provenance", provenance),
    )
    return b"{" + b",".join(b'"%s":%s' % (name.encode(), value) for name, value in members) + b"}"


def _text_member(name: str, text: str) -> tuple[str, bytes]:
    try:
        msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        return f"{name}_text", _json_string(text)
    # Spaces around a value belong to no part, so they would not be committed to.
    if _OUTER_SPACE.search(text):
        return f"{name}_text", _json_string(text)
    return name, text.encode()


def _json_string(text: str) -> bytes:
    return msgspec.json.encode(text)

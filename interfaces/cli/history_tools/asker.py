"""Who asks through an agent: what the asker may see, and how the access log names the asker."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import msgspec
from fastapi import Request

from domain.provenance import Provenance
from interfaces.api.readers.auth import (
    EVIDENCE_SCOPE,
    PERSONS_SCOPE,
    READ_SCOPE,
    Reader,
    reader_of,
)
from interfaces.cli.history_reader import local_user
from interfaces.http.request.headers import provenance
from interfaces.runtime.clock_and_ids import new_id

HTTP_DIALECT = "mcp"


@dataclass(frozen=True, kw_only=True)
class Asker:
    """The rights of one asker. `provenance_of` returns that of a call by the name of its tool.

    `channel` begins the target of each entry in the access log. With `finds_persons`, checkouts are found by the data
    of a person.
    """

    rights: Reader
    finds_persons: bool
    channel: str
    provenance_of: Callable[[str], Provenance]

    def target(self, tool: str, arguments: Mapping[str, object]) -> str:
        """Return what the access log says of a call."""
        return f"{self.channel}: {tool} {msgspec.json.encode(arguments).decode()}"


def asker_on_this_machine(*, sees_persons: bool) -> Asker:
    """Return the user who started the agent. The user sees the checkouts of every merchant."""
    persons = {PERSONS_SCOPE} if sees_persons else set()
    user = local_user()

    def provenance_of(tool: str) -> Provenance:
        return Provenance(
            actor=f"user:{user}", dialect="tillroll", operation=tool, request_id=new_id()
        )

    return Asker(
        rights=Reader(user, None, frozenset({READ_SCOPE, EVIDENCE_SCOPE, *persons})),
        finds_persons=True,
        channel="tillroll mcp",
        provenance_of=provenance_of,
    )


def asker_with_key(request: Request) -> Asker:
    """Return the owner of the history key that `identify` found in a request."""
    rights = reader_of(request)

    def provenance_of(tool: str) -> Provenance:
        return provenance(request, actor=rights.actor, dialect=HTTP_DIALECT, operation=tool)

    return Asker(
        rights=rights,
        finds_persons=rights.sees_persons,
        channel="POST /mcp",
        provenance_of=provenance_of,
    )

"""OpenAPI descriptions of the endpoints of the ledger."""

from typing import Annotated, Any, Final

from fastapi import Response, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from interfaces.api.ledger.errors import NOT_COVERED, NOT_STAMPED, PROBLEMS
from interfaces.api.ledger.wire import FROM, LARGEST_SIZE, OCTETS, TEXT, TIME_STAMP, TO
from interfaces.api.ledger_problems import NO_HEAD, NOT_CONFIGURED
from interfaces.http import openapi
from interfaces.http.openapi import ProblemKind
from interfaces.http.reference.api_reference import ApiReference

REFERENCE: Final = ApiReference(
    title="Ledger",
    description="The signed ledgers of events and of refused attempts, for auditors and monitors.",
)
_bearer = HTTPBearer(
    auto_error=False,
    scheme_name="AuditorKey",
    description=(
        "A history key with the scope history:read that reaches all merchants. Not needed where `[ledger]` has "
        "`public = true`."
    ),
)
DocumentedKey = Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)]
"""Only for the documentation: `identify` reads the key."""
_DENIED = ProblemKind(
    403,
    "access-denied",
    "Access denied",
    "This is shown to auditors, whose keys reach all merchants.",
)


def checkpoint() -> dict[str, Any]:
    """Return the OpenAPI arguments of the newest head."""
    described = (
        "The newest signed head: a signed note (C2SP tlog-checkpoint) with all its signatures."
    )
    return _endpoint(described, TEXT, {"type": "string"}, (NO_HEAD,))


def time_stamps() -> dict[str, Any]:
    """Return the OpenAPI arguments of the list of stamped heads."""
    described = "A line for each stamped head: its size, a space, and the time that the authority states (RFC 3339)."
    return _endpoint(described, TEXT, {"type": "string"}, ())


def time_stamp() -> dict[str, Any]:
    """Return the OpenAPI arguments of a stamped head and its time stamp."""
    described = "The head that was stamped, byte for byte, or the answer of the authority (RFC 3161). It never changes."
    arguments = _endpoint(described, TEXT, {"type": "string"}, (NOT_STAMPED, _NO_TILE))
    arguments["responses"][200]["content"][TIME_STAMP] = {
        "schema": {"type": "string", "format": "binary"}
    }
    arguments["description"] = (
        "`{stamped}` is the size of a stamped head, or that with `.tsr` for the time stamp: `checkpoint-70000`, "
        "`checkpoint-70000.tsr`. `openssl ts -verify` takes the two files."
    )
    return arguments


def tile() -> dict[str, Any]:
    """Return the OpenAPI arguments of a tile."""
    described = (
        "The 32-byte hashes of a tile, or the entries of a bundle, each after its length in two bytes (C2SP "
        "tlog-tiles). It never changes."
    )
    arguments = _endpoint(
        described, OCTETS, {"type": "string", "format": "binary"}, (NOT_COVERED, _NO_TILE)
    )
    arguments["description"] = (
        "`{tile_path}` is `{level}/{number}`, or `entries/{number}`, with `.p/{width}` for a part: `0/x001/x234/067`, "
        "`entries/000.p/17`. Everything that the newest signed head covers is answered."
    )
    return arguments


def consistency() -> dict[str, Any]:
    """Return the OpenAPI arguments of a consistency proof."""
    described = "The hashes of the proof (RFC 9162 §2.1.4), each in Base64 on a line of its own."
    arguments = _endpoint(described, TEXT, {"type": "string"}, (openapi.INVALID_QUERY, NOT_COVERED))
    arguments["openapi_extra"] |= {
        "parameters": [
            _size(FROM, "The size of the smaller tree.", "3"),
            _size(TO, "The size of the larger tree, which the newest signed head covers.", "7"),
        ]
    }
    return arguments


_NO_TILE = ProblemKind(404, "not-found", "Not found", "There is nothing at this path.")


def _size(name: str, description: str, example: str) -> dict[str, Any]:
    described = openapi.parameter(
        name, description, example, type="integer", minimum=0, maximum=LARGEST_SIZE
    )
    return described | {"required": True}


def _endpoint(
    description: str, media_type: str, schema: dict[str, str], faults: tuple[ProblemKind, ...]
) -> dict[str, Any]:
    content = {media_type.partition(";")[0]: {"schema": schema}}
    always = (openapi.NOT_AUTHENTICATED, _DENIED, openapi.INVALID_QUERY, NOT_CONFIGURED)
    failures = openapi.problems(PROBLEMS, (), dict.fromkeys((*always, *faults)))
    return {
        "responses": {200: {"description": description, "content": content}} | failures,
        "response_model": None,
        # FastAPI adds this to the key: none is needed where the ledger is public.
        "openapi_extra": {"security": [{}]},
        # Otherwise FastAPI adds JSON to the media types.
        "response_class": Response,
    }

"""What can be wrong with a request before any rule of the domain is asked. Each dialect renders these in its own shape.

Fault
├── RouteUnknown          no such path
├── MethodNotAllowed      the path exists, the method does not
├── Unauthenticated       who is asking is not known
├── AccessDenied          who is asking may not
├── NotAcceptable         there is no answer in a media type that the caller takes
├── BodyTooLarge
├── BodyTooSlow           the body did not come within its time
├── UnsupportedMediaType
├── MalformedBody         not JSON, not UTF-8, nested too deeply
├── InvalidFields         every fault found in the fields, each named by its path
├── InvalidQuery          every parameter that is unknown, missing or wrong, each by its name
├── RateLimited           too many requests with one key
├── IdempotencyKeyMissing the request has to have a key, of 1 to 255 characters
├── IdempotencyConflict   the key was sent before, with another request
├── IdempotencyInFlight   the request that has the key is under way
├── Unavailable           the store cannot be reached; ask again later
└── Unexpected            a bug
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class FieldFault:
    """One fault of one field: its path (`cart[1].quantity`), what kind it is of, and what would be right."""

    path: str
    kind: str
    message: str


@dataclass(eq=False)
class RequestError(Exception):
    """A request that cannot be taken further."""


@dataclass(eq=False)
class RouteUnknown(RequestError):
    """No endpoint has this path."""


@dataclass(eq=False)
class MethodNotAllowed(RequestError):
    """The path has endpoints, none with this method."""

    allowed: str


@dataclass(eq=False)
class Unauthenticated(RequestError):
    """The credentials are missing or wrong; `reason` is safe to show."""

    reason: str


@dataclass(eq=False)
class AccessDenied(RequestError):
    """The credentials are right and do not reach this far."""

    reason: str


@dataclass(eq=False)
class NotAcceptable(RequestError):
    """The caller takes none of the media types `offered`, which are listed as in Accept."""

    offered: str


@dataclass(eq=False)
class BodyTooLarge(RequestError):
    """The body is larger than `limit` bytes."""

    limit: int


@dataclass(eq=False)
class BodyTooSlow(RequestError):
    """The body was not there after `seconds`. The rest of it, if there ever is one, is not waited for."""

    seconds: float


@dataclass(eq=False)
class UnsupportedMediaType(RequestError):
    """The body is declared to be something that this endpoint does not read. `headers` are those of the answer."""

    got: str
    expected: str
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(eq=False)
class MalformedBody(RequestError):
    """The body cannot be read at all."""

    reason: str


@dataclass(eq=False)
class InvalidFields(RequestError):
    """The body was read and these fields are wrong."""

    faults: tuple[FieldFault, ...]


@dataclass(eq=False)
class InvalidQuery(RequestError):
    """These parameters of the query, or headers that say the same, are wrong."""

    faults: tuple[FieldFault, ...]


@dataclass(eq=False)
class RateLimited(RequestError):
    """The key has made as many requests as it may; after `retry_after` seconds it may make more."""

    retry_after: int


@dataclass(eq=False)
class IdempotencyKeyMissing(RequestError):
    """The request has no key, or none of 1 to 255 characters, where it has to have one."""


@dataclass(eq=False)
class IdempotencyConflict(RequestError):
    """The same sender has used the key on this path for a request that means something else."""


@dataclass(eq=False)
class IdempotencyInFlight(RequestError):
    """The request that was sent with this key is not answered yet; after `retry_after` seconds it may be."""

    retry_after: int


@dataclass(eq=False)
class Unavailable(RequestError):
    """The service cannot answer now; asking again after `retry_after` seconds makes sense."""

    retry_after: int


@dataclass(eq=False)
class Unexpected(RequestError):
    """Something that should not have happened; the log has it under the request id."""

"""The errors of a request that no rule of the domain has seen. Each dialect renders them in its own shape.

RequestError
├── RouteUnknown          no such path
├── MethodNotAllowed      the path exists, the method does not
├── Unauthenticated       missing or wrong credentials
├── AccessDenied          credentials without the right to this
├── NotAcceptable         no response in a media type that the caller accepts
├── BodyTooLarge
├── BodyTooSlow           the body did not arrive in time
├── UnsupportedMediaType
├── MalformedBody         not JSON, not UTF-8, or nested too deeply
├── InvalidFields         every error in the fields, each with the path of its field
├── InvalidQuery          every parameter that is unknown, missing or wrong, each with its name
├── RateLimited           too many requests, or too many failed sign-ins
├── IdempotencyKeyMissing the request needs a key of 1 to 255 characters
├── IdempotencyConflict   the key was sent before with another request
├── StoredResponseErased  the response to the key had personal data, which is erased
├── IdempotencyInFlight   the request with this key is still being processed
├── Unavailable           the event store cannot be reached, or the service is overloaded; retry later
└── Unexpected            a bug

The class names are data: the log and the metrics carry them as `outcome`. `message` is the text for the caller, stated
here once; a dialect replaces it only where its provider words it differently.
"""

from dataclasses import dataclass, field

KEY_REASON = "This key has made too many requests."
_UNEXPECTED = "Something went wrong on our side; the log has it under this request's id."


@dataclass(frozen=True, kw_only=True)
class FieldFault:
    """One error in one field: its path (`cart[1].quantity`), the kind of error, and what would be right."""

    path: str
    kind: str
    message: str


@dataclass(eq=False)
class RequestError(Exception):
    """A request that cannot be processed."""

    @property
    def is_stored(self) -> bool:
        """Whether the response is stored under the idempotency key of the request."""
        return True

    @property
    def message(self) -> str:
        """What is wrong and what would be right, in sentences for the caller.

        An error that a dialect defines for itself is rendered by that dialect, and needs no message.
        """
        return _UNEXPECTED


@dataclass(eq=False)
class RouteUnknown(RequestError):
    """No endpoint has this path."""

    @property
    def message(self) -> str:
        return "There is nothing at this path."


@dataclass(eq=False)
class MethodNotAllowed(RequestError):
    """The path has endpoints, none with this method. `allowed` lists the methods as in Allow."""

    allowed: str

    @property
    def message(self) -> str:
        return f"This path answers to {self.allowed}."


@dataclass(eq=False)
class Unauthenticated(RequestError):
    """The credentials are missing or wrong; `reason` is safe to show.

    `is_guess` is false where the credentials are authentic and out of date, so that they count as no failed sign-in.
    """

    reason: str
    is_guess: bool = True

    @property
    def message(self) -> str:
        return self.reason


@dataclass(eq=False)
class AccessDenied(RequestError):
    """The credentials are valid and do not permit this; `reason` is safe to show."""

    reason: str

    @property
    def message(self) -> str:
        return self.reason


@dataclass(eq=False)
class NotAcceptable(RequestError):
    """The caller accepts none of the media types `offered`, which are listed as in Accept."""

    offered: str

    @property
    def message(self) -> str:
        return f"This path answers in {self.offered}; Accept asks for something else."


@dataclass(eq=False)
class BodyTooLarge(RequestError):
    """The body is larger than `limit` bytes."""

    limit: int

    @property
    def message(self) -> str:
        return f"The body may be at most {self.limit} bytes."


@dataclass(eq=False)
class BodyTooSlow(RequestError):
    """The body did not arrive within `seconds`. The server does not wait for the rest of it."""

    seconds: float

    @property
    def message(self) -> str:
        return f"The body was not there after {self.seconds:g} seconds. Send it again."


@dataclass(eq=False)
class UnsupportedMediaType(RequestError):
    """The Content-Type of the body is one that this endpoint does not read. `headers` go into the response."""

    got: str
    expected: str
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def is_stored(self) -> bool:
        return False

    @property
    def message(self) -> str:
        return f"The body is declared as {self.got!r}; send {self.expected}."


@dataclass(eq=False)
class MalformedBody(RequestError):
    """The body cannot be parsed."""

    reason: str

    @property
    def message(self) -> str:
        return self.reason


@dataclass(eq=False)
class InvalidFields(RequestError):
    """The body was parsed and these fields are wrong."""

    faults: tuple[FieldFault, ...]

    @property
    def message(self) -> str:
        return _sentences(self.faults)


@dataclass(eq=False)
class InvalidQuery(RequestError):
    """These parameters of the query are wrong, or headers with the same meaning."""

    faults: tuple[FieldFault, ...]

    @property
    def message(self) -> str:
        return _sentences(self.faults)


@dataclass(eq=False)
class RateLimited(RequestError):
    """A limit of requests is used up; more are answered after `retry_after` seconds.

    `policy` names the limit, which is `quota` requests in `window` seconds. A limit without a name is not in the
    RateLimit headers.
    """

    retry_after: int
    reason: str = KEY_REASON
    policy: str = ""
    quota: int = 0
    window: int = 60

    @property
    def message(self) -> str:
        return f"{self.reason} Ask again in {self.retry_after} seconds."


@dataclass(eq=False)
class IdempotencyKeyMissing(RequestError):
    """The request needs an idempotency key of 1 to 255 characters and has none."""

    @property
    def message(self) -> str:
        return "Send an Idempotency-Key header of 1 to 255 characters."


@dataclass(eq=False)
class IdempotencyConflict(RequestError):
    """The same sender has used the key on this path for a request with another meaning."""

    @property
    def message(self) -> str:
        return "This Idempotency-Key was sent with another request. Send a new key."


@dataclass(eq=False)
class StoredResponseErased(RequestError):
    """The stored response to the key had personal data, which is erased, so it cannot be replayed."""

    @property
    def message(self) -> str:
        return (
            "The request with this Idempotency-Key was answered. The answer had personal data, which is erased. "
            "Send a new key."
        )


@dataclass(eq=False)
class IdempotencyInFlight(RequestError):
    """The request with this key has no response yet; retry after `retry_after` seconds."""

    retry_after: int

    @property
    def message(self) -> str:
        return "A request with this Idempotency-Key is being processed. Send it again later."


@dataclass(eq=False)
class Unavailable(RequestError):
    """The service cannot answer now; retry after `retry_after` seconds."""

    retry_after: int

    @property
    def message(self) -> str:
        return "The service cannot answer at the moment. Ask again."


@dataclass(eq=False)
class Unexpected(RequestError):
    """A bug. The log has the exception under the request id."""

    @property
    def message(self) -> str:
        return _UNEXPECTED


def _sentences(faults: tuple[FieldFault, ...]) -> str:
    return " ".join(fault.message for fault in faults)

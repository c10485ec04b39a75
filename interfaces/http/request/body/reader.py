"""Reading a request: its body within bounds, as JSON without floats, and its fields with every fault collected.

Numbers with a fraction become `Decimal`, exactly as written. Field readers note a fault and return a stand-in, so that
one pass over a body finds all that is wrong with it.
"""

import hashlib
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

import msgspec
from fastapi import Request

from interfaces.http.errors.request_errors import (
    BodyTooLarge,
    BodyTooSlow,
    FieldFault,
    InvalidFields,
    MalformedBody,
    UnsupportedMediaType,
)
from interfaces.http.request.body.content_coding import refuse_content_coding
from interfaces.http.request.body.depth import depth_of
from interfaces.http.request.body.digests import READ, TOO_LARGE, BodyRead
from interfaces.http.request.body.exact_numbers import decimals_of, exact_number
from interfaces.http.request.body.lazy_timeout import within
from interfaces.http.request.body.lenient_numbers import text_of, without_float_error
from interfaces.http.request.single_line import IN_A_LINE, IN_AN_IDENTIFIER, Unfit, refused_in

MAX_BODY = 1_000_000
MAX_DEPTH = 64
BODY_WITHIN_SECONDS = 30.0
_DRAIN_AT_MOST = 32_000_000
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_JSON = msgspec.json.Decoder(float_hook=Decimal)
_TEXT = msgspec.json.Encoder(decimal_format="number")


async def read_body(request: Request, limit: int = MAX_BODY) -> bytes:
    """The body as received, also when asked for again.

    Raises BodyTooLarge, after taking in the rest so that the client hears the answer, and BodyTooSlow for one that is
    not there in time: every request under way takes up a place, which nobody may hold by sending a byte now and then.
    """
    scope = request.scope
    known: bytes | None = scope.get(READ)
    if known is not None:
        return known
    app = scope.get("app")
    seconds: float = BODY_WITHIN_SECONDS if app is None else app.state.body_within_seconds
    try:
        body = await within(seconds, _received(request, limit))
    except TimeoutError:
        raise BodyTooSlow(seconds) from None
    scope[READ] = body
    return body


async def _received(request: Request, limit: int) -> bytes:
    # Not `request.stream()`, which takes as long as all the rest of reading a small body.
    parts: list[bytes] = []
    size = 0
    too_large = None
    is_complete = False
    while not is_complete and size <= _DRAIN_AT_MOST:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            raise MalformedBody("The request ended before its body was complete.")
        part = message.get("body", b"")
        size += len(part)
        if size <= limit:
            parts.append(part)
        else:
            too_large = too_large or hashlib.sha256(b"".join(parts))
            too_large.update(part)
        is_complete = not message.get("more_body", False)
    if too_large is not None:
        digest = too_large.hexdigest() if is_complete else None
        request.scope[TOO_LARGE] = BodyRead(size=size, sha256=digest)
        raise BodyTooLarge(limit)
    return b"".join(parts)


def require_json(request: Request) -> None:
    """Raises UnsupportedMediaType unless the body is declared as JSON in UTF-8, or not declared at all.

    A body in a content coding is refused as well.
    """
    headers = request.headers
    if "content-encoding" in headers:
        refuse_content_coding(request)
    declared = headers.get("content-type")
    if not declared:
        return
    media_type, _, parameters = declared.partition(";")
    media_type = media_type.strip().lower()
    charset = parameters.lower().replace('"', "").replace(" ", "").partition("charset=")[2]
    charset = charset.partition(";")[0]
    is_json = media_type in ("application/json", "text/json") or media_type.endswith("+json")
    if not is_json or charset not in ("", "utf-8", "utf8"):
        raise UnsupportedMediaType(got=declared[:100], expected="application/json")


def is_empty(body: bytes) -> bool:
    """Whether there is nothing in a body but white space and a byte order mark."""
    return not body.removeprefix(_BYTE_ORDER_MARK).strip()


def parse_json(body: bytes) -> Any:
    """The JSON value in `body`. Raises MalformedBody for anything else: NaN, bad UTF-8, nesting over 64 deep.

    A byte order mark before the value is ignored (RFC 8259 §8.1).
    """
    if is_empty(body):
        raise MalformedBody("The request body is empty.")
    try:
        value = _JSON.decode(body.removeprefix(_BYTE_ORDER_MARK))
    except UnicodeDecodeError:
        raise MalformedBody("The request body is not valid UTF-8.") from None
    except RecursionError:
        raise MalformedBody("The request body is nested too deeply.") from None
    except (msgspec.DecodeError, InvalidOperation) as error:
        raise MalformedBody(f"The request body is not valid JSON: {error}.") from None
    if depth_of(value, MAX_DEPTH) > MAX_DEPTH:
        raise MalformedBody("The request body is nested too deeply.")
    return value


def json_text(value: Any) -> str:
    """`value` as compact JSON text, its numbers as they were written."""
    return _TEXT.encode(value).decode()


class FieldReader:
    """Reads the fields of one JSON object. Readers that belong together share one list of faults.

    A field that is absent or null is "not there"; each method says what it returns then. A lenient reader takes a
    number where a text is meant, and ignores the error of a binary float: see `lenient_numbers`.
    """

    def __init__(
        self,
        fields: Any,
        path: str = "",
        faults: list[FieldFault] | None = None,
        *,
        is_lenient: bool = False,
    ) -> None:
        self._is_lenient = is_lenient
        self.faults: list[FieldFault] = [] if faults is None else faults
        self._path = path
        self._fields: Mapping[str, Any] = {}
        if isinstance(fields, dict):
            self._fields = fields
        else:
            self.fault("", "type", "must be an object")

    def fault(self, name: str, kind: str, message: str) -> None:
        """Notes a fault of the field `name`, or of the object itself where `name` is empty."""
        path = self.path_of(name)
        said = f"{path}: {message}." if path else f"The body {message}."
        self.faults.append(FieldFault(path=path, kind=kind, message=said))

    def path_of(self, name: str) -> str:
        """The path of a field from the top of the body."""
        return f"{self._path}.{name}" if self._path and name else self._path or name

    def raise_faults(self) -> None:
        """Raises InvalidFields if any reader that shares this list of faults has found one."""
        if self.faults:
            raise InvalidFields(tuple(self.faults))

    def value(self, name: str) -> Any:
        """The bare value; None where it is not there."""
        return self._fields.get(name)

    def has(self, name: str) -> bool:
        """Whether the field is there."""
        return self._fields.get(name) is not None

    def names(self) -> Iterator[str]:
        """The names of all fields, as sent."""
        return iter(self._fields)

    def text(
        self,
        name: str,
        *,
        required: bool = False,
        longest: int,
        strip: bool = True,
        trims_first: bool = False,
        unfit: Unfit = IN_A_LINE,
    ) -> str | None:
        """One line of 1 to `longest` characters after trimming; None where it is not there or empty.

        Characters that are `unfit` are refused; with `trims_first` only those that trimming leaves.
        """
        value = self._fields.get(name)
        if value is None:
            if required:
                self.fault(name, "missing", "is required")
            return None
        if self._is_lenient:
            value = text_of(value)
        if not isinstance(value, str):
            self.fault(name, "type", "must be a string")
            return None
        trimmed = value.strip() if strip else value
        refused = refused_in(trimmed if trims_first else value, unfit)
        if refused is not None:
            self.fault(name, "format", refused)
            return None
        if not trimmed:
            if required:
                self.fault(name, "missing", "must not be empty")
            return None
        if len(trimmed) > longest:
            self.fault(name, "too-long", f"must be at most {longest} characters long")
            return None
        return trimmed

    def identifier(
        self,
        name: str,
        *,
        required: bool = False,
        longest: int,
        strip: bool = True,
        trims_first: bool = False,
    ) -> str | None:
        """A `text` that tells one thing from another, and so has no character that is not seen."""
        return self.text(
            name,
            required=required,
            longest=longest,
            strip=strip,
            trims_first=trims_first,
            unfit=IN_AN_IDENTIFIER,
        )

    def flag(self, name: str) -> bool | None:
        """true or false; None where it is not there."""
        value = self._fields.get(name)
        if value is None or isinstance(value, bool):
            return value
        self.fault(name, "type", "must be true or false")
        return None

    def number(
        self,
        name: str,
        *,
        required: bool = False,
        at_least: int,
        at_most: int,
        decimals: int = 0,
        as_text: bool = True,
    ) -> Decimal | None:
        """An exact number in a range, with at most so many decimals; also written as a string where `as_text` is set.

        None where it is not there or wrong.
        """
        value = self._fields.get(name)
        if value is None:
            if required:
                self.fault(name, "missing", "is required")
            return None
        number = exact_number(value, as_text)
        if number is None:
            self.fault(name, "type", "must be a number")
            return None
        if self._is_lenient and decimals_of(number) > decimals:
            number = without_float_error(number, decimals)
        if not at_least <= number <= at_most:
            self.fault(name, "out-of-range", f"must be from {at_least} to {at_most}")
            return None
        if decimals_of(number) > decimals:
            allowed = f"at most {decimals} decimals" if decimals else "no decimals"
            self.fault(name, "out-of-range", f"must have {allowed}")
            return None
        return number

    def whole(
        self, name: str, *, required: bool = False, at_least: int, at_most: int
    ) -> int | None:
        """A whole number in a range; `2` and `2.0` are the same. None where it is not there or wrong."""
        number = self.number(name, required=required, at_least=at_least, at_most=at_most)
        return None if number is None else int(number)

    def object(self, name: str) -> "FieldReader | None":
        """A reader of the object in this field; None where it is not there."""
        value = self._fields.get(name)
        if value is None:
            return None
        return FieldReader(value, self.path_of(name), self.faults, is_lenient=self._is_lenient)

"""Read a request: its body within limits, as JSON without floats, and its fields with every fault collected.

Numbers with a fraction become `Decimal`, exactly as written. Field readers collect faults and return a substitute, so
one pass over a body finds all its faults.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

import msgspec
from starlette.requests import Request

from interfaces.http.errors.request_errors import (
    BodyTooLarge,
    FieldFault,
    InvalidFields,
    MalformedBody,
    UnsupportedMediaType,
)
from interfaces.http.request.body.content_coding import refuse_content_coding
from interfaces.http.request.body.depth import depth_of
from interfaces.http.request.body.digests import READ, TOO_LARGE
from interfaces.http.request.body.exact_numbers import decimals_of, exact_number
from interfaces.http.request.body.lenient_numbers import text_of, without_float_error
from interfaces.http.request.body.reception import receive_body
from interfaces.http.request.single_line import IN_A_LINE, IN_AN_IDENTIFIER, Unfit, refused_in

MAX_BODY = 1_000_000
MAX_DEPTH = 64
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_JSON = msgspec.json.Decoder(float_hook=Decimal)
_TEXT = msgspec.json.Encoder(decimal_format="number")


async def read_body(request: Request, limit: int = MAX_BODY) -> bytes:
    """Return the body as received; a second call returns the same bytes.

    The pipeline has received it already, with `receive_body`. Raises BodyTooLarge, and the errors of `receive_body`.
    """
    scope = request.scope
    if READ not in scope and TOO_LARGE not in scope:
        await receive_body(request, limit)
    body: bytes | None = scope.get(READ)
    if body is None or len(body) > limit:
        raise BodyTooLarge(limit)
    return body


def require_json(request: Request) -> None:
    """Raise UnsupportedMediaType unless the body is declared as JSON in UTF-8, or not declared at all.

    Also raise it for a body in a content coding.
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
    """Return whether a body has only white space and a byte order mark."""
    return not body.removeprefix(_BYTE_ORDER_MARK).strip()


def parse_json(body: bytes) -> Any:
    """Parse the JSON value in `body`. Raises MalformedBody for anything else: NaN, bad UTF-8, nesting over 64 deep.

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
    # A body with fewer brackets is not deeper, and needs no count of its levels.
    if body.count(b"{") + body.count(b"[") >= MAX_DEPTH and depth_of(value, MAX_DEPTH) > MAX_DEPTH:
        raise MalformedBody("The request body is nested too deeply.")
    return value


def json_text(value: Any) -> str:
    """Return `value` as compact JSON text, with numbers as they were written."""
    return _TEXT.encode(value).decode()


class FieldReader:
    """A reader of the fields of one JSON object. The readers of one body share one list of faults.

    A field that is null is treated as absent. A lenient reader takes a number for a text, and ignores the error of a
    binary float: see `lenient_numbers`.
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
        """Add a fault of the field `name`, or of the object itself if `name` is empty."""
        path = self.path_of(name)
        text = f"{path}: {message}." if path else f"The body {message}."
        self.faults.append(FieldFault(path=path, kind=kind, message=text))

    def path_of(self, name: str) -> str:
        """Return the path of a field from the top of the body."""
        return f"{self._path}.{name}" if self._path and name else self._path or name

    def raise_faults(self) -> None:
        """Raise InvalidFields if any reader that shares this list has added a fault."""
        if self.faults:
            raise InvalidFields(tuple(self.faults))

    def value(self, name: str) -> Any:
        """Return the value as parsed; None if absent."""
        return self._fields.get(name)

    def has(self, name: str) -> bool:
        """Return whether the field is present and not null."""
        return self._fields.get(name) is not None

    def names(self) -> Iterator[str]:
        """Return the names of all fields, as sent."""
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
        """Return one line of 1 to `longest` characters after trimming; None if absent, empty or faulty.

        `unfit` characters are a fault; with `trims_first` only those that remain after trimming.
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
        """Return a `text` that identifies something, and so must not have invisible characters."""
        return self.text(
            name,
            required=required,
            longest=longest,
            strip=strip,
            trims_first=trims_first,
            unfit=IN_AN_IDENTIFIER,
        )

    def flag(self, name: str) -> bool | None:
        """Return true or false; None if absent or faulty."""
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
        """Return an exact number in a range with at most `decimals` decimals; with `as_text` also one in a string.

        None if absent or faulty.
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
        """Return a whole number in a range; `2` equals `2.0`. None if absent or faulty."""
        number = self.number(name, required=required, at_least=at_least, at_most=at_most)
        return None if number is None else int(number)

    def object(self, name: str) -> "FieldReader | None":
        """Return a reader of the object in this field; None if absent."""
        value = self._fields.get(name)
        if value is None:
            return None
        return FieldReader(value, self.path_of(name), self.faults, is_lenient=self._is_lenient)

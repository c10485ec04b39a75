"""Excessive depth, size, count, length and numbers are refused in the dialect's own error format."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.interfaces.http.openapi.documented_dialects import (
    DIALECTS,
    DocumentedDialect,
    dialect_named,
)

JSON = {"Content-Type": "application/json"}
AT = "https://tillroll.test"


@dataclass(frozen=True)
class BodyTemplate:
    """A dialect's endpoint with a body, in which `{line}` is a line of a cart, and `{text}` and `{number}` are values.

    Without a cart there are no lines. `invalid` is the status for an invalid field, and `limit` the maximum number of
    bytes of a body.
    """

    method: str
    path: str
    body: str
    line: str = ""
    invalid: int = 400
    limit: int = 1_000_000

    def filled(self, text: str = "1", number: str = "1", times: int = 1) -> bytes:
        """The body with this number of lines."""
        line = self.line.replace("{text}", text).replace("{number}", number)
        lines = self.body.replace("{line}", ",".join([line] * times))
        return lines.replace("{text}", text).replace("{number}", number).encode()


TEMPLATES = {
    "walley": BodyTemplate(
        "PUT",
        "/checkouts/{checkout_id}/cart",
        "[{line}]",
        '{"id":"{text}","description":"x","unitPrice":{number},"quantity":1,"vat":25}',
    ),
    "svea": BodyTemplate(
        "PUT",
        "/api/orders/{order_id}",
        '{"Cart":{"Items":[{line}]}}',
        '{"ArticleNumber":"{text}","Name":"x","Quantity":100,"UnitPrice":{number},"VatPercent":2500}',
        limit=4_000_000,
    ),
    "stateset": BodyTemplate(
        "PUT",
        "/v1/checkouts/{checkout_id}",
        '{"items":[{line}]}',
        '{"id":"{text}","quantity":{number}}',
    ),
    "acp": BodyTemplate(
        "POST",
        "/checkout_sessions/{checkout_id}",
        '{"line_items":[{line}],"items":[{line}]}',
        '{"id":"{text}","quantity":{number}}',
    ),
    "shopper": BodyTemplate(
        "POST",
        "/shopper/{public_token}/commit",
        '{"version":{number},"{text}":1}',
        invalid=422,
        limit=100_000,
    ),
    "payments": BodyTemplate(
        "POST",
        "/payments/{checkout_id}/succeeded",
        '{"method":"{text}","amount":{number},"currency":"SEK"}',
        invalid=422,
        limit=100_000,
    ),
}
# Its specification allows unknown fields, which are ignored.
OPEN = "acp"
WITH_LINES = sorted(name for name, template in TEMPLATES.items() if template.line)


def _send(name: str, body: bytes) -> int:
    """Sends a body, checks the error format and returns the status."""
    dialect, template = dialect_named(name), TEMPLATES[name]
    headers = {**JSON, "Idempotency-Key": str(hash(body))}
    answer = dialect.ask(template.method, AT + template.path.format(**dialect.known), headers, body)
    assert answer.status_code >= 400
    assert dialect.is_refusal(answer)
    assert len(answer.content) < 100_000
    return answer.status_code


@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize(
    "body",
    [b"[" * 10_000 + b"]" * 10_000, b'{"a":' * 10_000 + b"1" + b"}" * 10_000, b"[" * 90_000],
    ids=["arrays", "objects", "never closed"],
)
def test_deep_nesting_is_refused(name: str, body: bytes) -> None:
    """A nesting depth of 10,000 gets 400, whether the brackets are closed or not."""
    assert _send(name, body) == 400


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_too_large_body_is_refused(name: str) -> None:
    """A body of one byte more than the limit gets 413."""
    size = TEMPLATES[name].limit + 1
    assert _send(name, b'{"a":"' + b"x" * (size - 8) + b'"}') == 413


@pytest.mark.parametrize("name", WITH_LINES)
def test_too_many_lines_are_refused(name: str) -> None:
    """10,000 lines are too many for a cart, or too large for a body."""
    assert _send(name, TEMPLATES[name].filled(times=10_000)) in (TEMPLATES[name].invalid, 413)


@pytest.mark.parametrize("name", [name for name in TEMPLATES if name != OPEN])
def test_thousands_of_unknown_fields_are_refused(name: str) -> None:
    """An object with thousands of unknown fields is refused, and the response does not list all of them."""
    fields = ",".join(f'"field {number}":1' for number in range(4_000))
    assert _send(name, f"{{{fields}}}".encode()) == TEMPLATES[name].invalid


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_too_long_text_is_refused(name: str) -> None:
    """A text of 90,000 characters is refused, and the response does not repeat it."""
    assert _send(name, TEMPLATES[name].filled(text="x" * 90_000)) == TEMPLATES[name].invalid


@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize(
    "number",
    ["9" * 90_000, "0." + "9" * 90_000, "1e999999", "1e-999999", "-1E+999999999999999999"],
    ids=["digits", "decimals", "huge", "tiny", "beyond"],
)
def test_extreme_numbers_are_refused(name: str, number: str) -> None:
    """A number with very many digits or a huge exponent is out of range, or invalid JSON."""
    assert _send(name, TEMPLATES[name].filled(number=number)) in (400, TEMPLATES[name].invalid)


def _queries(dialect: DocumentedDialect) -> str:
    path: str = next(path for path, item in dialect.document()["paths"].items() if "get" in item)
    return AT + path.format(**dialect.known) + "?" + "&".join(f"a{each}=1" for each in range(5_000))


def _without_query(dialect: DocumentedDialect) -> str:
    return _queries(dialect).partition("?")[0]


@pytest.mark.parametrize("name", [name for name in DIALECTS if name != "payments"])
@pytest.mark.parametrize(
    ("url", "headers"),
    [(_queries, {}), (_without_query, {f"X-{number}": "x" for number in range(5_000)})],
    ids=["parameters", "headers"],
)
def test_thousands_of_parameters_or_headers_are_no_server_error(
    name: str, url: Callable[[DocumentedDialect], str], headers: dict[str, str]
) -> None:
    """5,000 query parameters or headers are ignored or refused, without a server error."""
    dialect = dialect_named(name)
    answer = dialect.ask("GET", url(dialect), headers, b"")
    assert answer.status_code < 500
    assert answer.status_code < 400 or dialect.is_refusal(answer)

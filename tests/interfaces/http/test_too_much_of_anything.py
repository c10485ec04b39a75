"""Too much of anything is refused in the dialect's own shape: depth, size, count, length, and numbers beyond bounds."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.interfaces.http.openapi.spoken import DIALECTS, Spoken, spoken

JSON = {"Content-Type": "application/json"}
AT = "https://tillroll.test"


@dataclass(frozen=True)
class Place:
    """Where a dialect takes a body: `{line}` in `body` stands for a line of a cart, `{text}` and `{number}` inside one.

    Without a cart there are no lines to be too many. `invalid` is the status of a field that is wrong; `limit` is how
    many bytes are read.
    """

    method: str
    path: str
    body: str
    line: str = ""
    invalid: int = 400
    limit: int = 1_000_000

    def filled(self, text: str = "1", number: str = "1", times: int = 1) -> bytes:
        """The body with so many lines."""
        line = self.line.replace("{text}", text).replace("{number}", number)
        lines = self.body.replace("{line}", ",".join([line] * times))
        return lines.replace("{text}", text).replace("{number}", number).encode()


PLACES = {
    "walley": Place(
        "PUT",
        "/checkouts/{checkout_id}/cart",
        "[{line}]",
        '{"id":"{text}","description":"x","unitPrice":{number},"quantity":1,"vat":25}',
    ),
    "svea": Place(
        "PUT",
        "/api/orders/{order_id}",
        '{"Cart":{"Items":[{line}]}}',
        '{"ArticleNumber":"{text}","Name":"x","Quantity":100,"UnitPrice":{number},"VatPercent":2500}',
        limit=4_000_000,
    ),
    "stateset": Place(
        "PUT",
        "/v1/checkouts/{checkout_id}",
        '{"items":[{line}]}',
        '{"id":"{text}","quantity":{number}}',
    ),
    "acp": Place(
        "POST",
        "/checkout_sessions/{checkout_id}",
        '{"line_items":[{line}],"items":[{line}]}',
        '{"id":"{text}","quantity":{number}}',
    ),
    "shopper": Place(
        "POST",
        "/shopper/{public_token}/commit",
        '{"version":{number},"{text}":1}',
        invalid=422,
        limit=100_000,
    ),
    "payments": Place(
        "POST",
        "/payments/{checkout_id}/succeeded",
        '{"method":"{text}","amount":{number},"currency":"SEK"}',
        invalid=422,
        limit=100_000,
    ),
}
# Its specification has fields to come, which are passed over.
OPEN = "acp"
WITH_LINES = sorted(name for name, place in PLACES.items() if place.line)


def _send(name: str, body: bytes) -> int:
    """The status of an answer in the dialect's shape."""
    dialect, place = spoken(name), PLACES[name]
    headers = {**JSON, "Idempotency-Key": str(hash(body))}
    answer = dialect.ask(place.method, AT + place.path.format(**dialect.known), headers, body)
    assert answer.status_code >= 400
    assert dialect.is_refusal(answer)
    assert len(answer.content) < 100_000
    return answer.status_code


@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize(
    "body",
    [b"[" * 10_000 + b"]" * 10_000, b'{"a":' * 10_000 + b"1" + b"}" * 10_000, b"[" * 90_000],
    ids=["arrays", "objects", "never closed"],
)
def test_depth(name: str, body: bytes) -> None:
    """Nesting 10,000 deep is malformed, whether it is closed or not."""
    assert _send(name, body) == 400


@pytest.mark.parametrize("name", PLACES)
def test_size(name: str) -> None:
    """A body of one byte more than the limit is not read as JSON at all."""
    size = PLACES[name].limit + 1
    assert _send(name, b'{"a":"' + b"x" * (size - 8) + b'"}') == 413


@pytest.mark.parametrize("name", WITH_LINES)
def test_lines(name: str) -> None:
    """10,000 lines are too many for a cart, or more than fits into a body."""
    assert _send(name, PLACES[name].filled(times=10_000)) in (PLACES[name].invalid, 413)


@pytest.mark.parametrize("name", [name for name in PLACES if name != OPEN])
def test_fields(name: str) -> None:
    """An object with thousands of unknown fields is refused, and the answer does not repeat them all."""
    fields = ",".join(f'"field {number}":1' for number in range(4_000))
    assert _send(name, f"{{{fields}}}".encode()) == PLACES[name].invalid


@pytest.mark.parametrize("name", PLACES)
def test_text(name: str) -> None:
    """A text of 90,000 characters is too long, and is not repeated either."""
    assert _send(name, PLACES[name].filled(text="x" * 90_000)) == PLACES[name].invalid


@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize(
    "number",
    ["9" * 90_000, "0." + "9" * 90_000, "1e999999", "1e-999999", "-1E+999999999999999999"],
    ids=["digits", "decimals", "huge", "tiny", "beyond"],
)
def test_numbers(name: str, number: str) -> None:
    """No number of digits and no exponent is computed with: it is out of range, or not JSON that can be read."""
    assert _send(name, PLACES[name].filled(number=number)) in (400, PLACES[name].invalid)


def _queries(dialect: Spoken) -> str:
    path: str = next(path for path, item in dialect.document()["paths"].items() if "get" in item)
    return AT + path.format(**dialect.known) + "?" + "&".join(f"a{each}=1" for each in range(5_000))


def _plain(dialect: Spoken) -> str:
    return _queries(dialect).partition("?")[0]


@pytest.mark.parametrize("name", [name for name in DIALECTS if name != "payments"])
@pytest.mark.parametrize(
    ("url", "headers"),
    [(_queries, {}), (_plain, {f"X-{number}": "x" for number in range(5_000)})],
    ids=["parameters", "headers"],
)
def test_parameters_and_headers(
    name: str, url: Callable[[Spoken], str], headers: dict[str, str]
) -> None:
    """5,000 of either are passed over or refused, and end in no error of the server's."""
    dialect = spoken(name)
    answer = dialect.ask("GET", url(dialect), headers, b"")
    assert answer.status_code < 500
    assert answer.status_code < 400 or dialect.is_refusal(answer)

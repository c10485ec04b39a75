"""What OpenAPI says of the values of parameters is how they are taken."""

from typing import Any
from urllib.parse import urlencode

import pytest

from interfaces.http.request.body.reader import parse_json
from tests.interfaces.api.history.app_fixture import AUDITOR, HISTORY, AppFixture
from tests.interfaces.api.history.dispute import ID
from tests.interfaces.api.history.listener import Listener
from tests.json_schema import JsonSchema

OF_ONE = "/history/checkouts/{checkout_id}"
EVENTS, READS, STREAM = "/history/events", "/history/reads", "/history/stream"
TEXTS = ("checkout", "actor", "dialect", "operation", "reference", "request_id", "q")
INSTANT = "2026-03-01T14:03:12Z"


def parameters_of(document: dict[str, Any], path: str) -> dict[str, Any]:
    """The parameters of GET on this path by name."""
    said = document["paths"][path]["get"]["parameters"]
    return {each["name"]: each for each in said}


def fits(value: str, schema: dict[str, Any]) -> bool:
    """Whether the text of a query can be a value of the schema."""
    whole = [int(value)] if value.isascii() and value.isdigit() else []
    said = JsonSchema(schema)
    return any(not said.faults(each) for each in (value, *whole))


@pytest.mark.parametrize(
    ("path", "name", "value"),
    [
        *((EVENTS, name, value) for name in TEXTS for value in ("", "  ", "x" * 501, "x" * 500)),
        *((EVENTS, name, value) for name in ("since", "until") for value in ("", INSTANT)),
        *((READS, name, value) for name in ("since", "until") for value in ("", INSTANT)),
        *((READS, name, value) for name in ("reader", "checkout") for value in ("", "x")),
        *((EVENTS, "type", value) for value in ("", "no-type", "cart,")),
        *((EVENTS, "ip", value) for value in ("", "192.0.2.7", "2001:db8::7")),
        *((EVENTS, "min_total", value) for value in ("", "0", "9007199254740992")),
        *((EVENTS, "wait_for", value) for value in ("", "checkout-1", "checkout-1@0")),
        *((f"{OF_ONE}/diff", "from", value) for value in ("", "0", "2")),
        (f"{OF_ONE}/blame", "version", ""),
        (f"{OF_ONE}/blame", "version", "2"),
        (f"{OF_ONE}/blame", "version", str(10**18)),
        (f"{OF_ONE}/blame", "at", ""),
    ],
)
async def test_a_value_is_taken_exactly_if_it_fits_the_schema(
    dispute: AppFixture, document: dict[str, Any], path: str, name: str, value: str
) -> None:
    """Empty, blank, too long and too large values are outside of the schema, and refused with 400."""
    schema = parameters_of(document, path)[name]["schema"]
    url = f"{path.format(checkout_id=ID)}?{urlencode({name: value})}"

    answer = await dispute.get(url, AUDITOR)

    assert (answer.status_code == 200) is fits(value, schema), answer.text


@pytest.mark.parametrize("path", [OF_ONE, f"{OF_ONE}/blame"])
async def test_version_and_at_say_that_they_exclude_each_other(
    dispute: AppFixture, document: dict[str, Any], path: str
) -> None:
    """OpenAPI cannot say it in a schema, so each description does."""
    said = parameters_of(document, path)
    url = f"{path.format(checkout_id=ID)}?{urlencode({'version': '2', 'at': INSTANT})}"

    assert "Not together with `at`" in said["version"]["description"]
    assert "Not together with `version`" in said["at"]["description"]
    assert (await dispute.get(url, AUDITOR)).status_code == 400


@pytest.mark.parametrize(("value", "status"), [("", 400), ("x", 400), ("-1", 400)])
async def test_an_event_id_outside_of_its_pattern_is_refused(
    app_fixture: AppFixture, document: dict[str, Any], value: str, status: int
) -> None:
    """An id is a position: digits, and at least one of them."""
    schema = parameters_of(document, STREAM)["Last-Event-ID"]["schema"]

    answer = await app_fixture.client.get(STREAM, headers={**HISTORY, "Last-Event-ID": value})

    assert answer.status_code == status
    assert not fits(value, schema)
    assert fits("0", schema)


async def test_streamed_events_fit_the_schema_of_the_items(
    app_fixture: AppFixture, document: dict[str, Any]
) -> None:
    """Each block of the stream is an item, whose data is an event as in a page."""
    said = document["paths"][STREAM]["get"]["responses"]["200"]["content"]["text/event-stream"]
    fields = said["x-itemSchema"]["properties"]
    event = fields["data"]["contentSchema"] | {"components": document["components"]}
    await app_fixture.opened()
    async with Listener(app_fixture.app, f"{STREAM}?after=0", HISTORY) as listener:
        heard = await listener.until(": nothing new")

    lines = [line.partition(": ") for line in heard.splitlines() if line and line[0] != ":"]
    assert {name for name, _, _ in lines} == set(fields)
    for name, _, value in lines:
        assert name == "data" or fits(value, fields[name])
        if name == "data":
            JsonSchema(event).validate(parse_json(value.encode()))

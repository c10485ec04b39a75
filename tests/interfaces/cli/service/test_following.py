"""`--follow` prints what is recorded from now on, of a database and of a service, and Ctrl-C ends it quietly."""

import json
import os
import select
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from interfaces.cli.following.event_source import StreamBlock, blocks
from interfaces.cli.following.refusals import service_refusals
from interfaces.cli.service.client import ServiceClient
from tests.interfaces.cli.service.test_failures import ADDRESS
from tests.master_key import MASTER_KEY
from tests.system.service.forked.process import ForkedProcess, start_forked
from tests.system.service.server import authorised, item, new_checkout


@contextmanager
def following(
    *arguments: str, environment: dict[str, str], notes: bool = False
) -> Iterator[ForkedProcess]:
    """A command that runs until the end of the block, and then ends with 0 at Ctrl-C."""
    process = start_forked(
        "interfaces.cli.main", arguments, os.environ | environment, has_stderr=True
    )
    try:
        yield process
        process.send_signal(signal.SIGINT)
        _, problems = process.communicate(timeout=30)
        assert (process.returncode, "" if notes else problems) == (0, "")
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def checkout(service: str) -> tuple[str, dict[str, str]]:
    """The id of a checkout of the demo shop, and the headers of that shop."""
    headers = authorised(service)
    return new_checkout(service, headers)["privateId"], headers


@pytest.mark.parametrize("source", ["service", "database"])
def test_a_log_is_followed(
    source: str, service: str, seeded: str, checkout: tuple[str, dict[str, str]]
) -> None:
    """Each change is printed when it is made, and nothing twice."""
    checkout_id, headers = checkout
    with following(
        "log", checkout_id, "--follow", "-o", "json", environment=_named(source, service, seeded)
    ) as process:
        first = _line(process)
        assert first is not None
        last = first["requests"][-1]["events"][-1]["version"]
        for quantity in (5, 6):
            _replace_cart(service, checkout_id, headers, quantity)
            later = _line(process)
            assert later is not None
            (request,) = later["requests"]
            assert [event["version"] for event in request["events"]] == [last + 1]
            last += 1


@pytest.mark.parametrize("source", ["service", "database"])
def test_events_across_checkouts_are_followed(
    source: str, service: str, seeded: str, checkout: tuple[str, dict[str, str]]
) -> None:
    """They are those that meet the conditions."""
    checkout_id, headers = checkout
    conditions = ("--type", "cart-replaced", "--merchant", "demo-shop")
    with following(
        "audit", "--follow", "--json", *conditions, environment=_named(source, service, seeded)
    ) as process:
        event = None
        for quantity in range(10, 100):
            _replace_cart(service, checkout_id, headers, quantity)
            event = _line(process, seconds=0.5)
            if event is not None:
                break
        assert event is not None
        assert (event["checkout"], event["type"]) == (checkout_id, "checkout.cart-replaced")


def test_refused_commands_of_a_service_are_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest are asked for again and again, and none is yielded twice."""
    monkeypatch.setattr("time.sleep", lambda _: None)
    answers = iter([[1], [1], [3, 2, 1], [3, 2]])

    def handle(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"refusals": [_refusal(each) for each in next(answers)]})

    with ServiceClient(ADDRESS, httpx.MockTransport(handle)) as service:
        found = service_refusals(service, {})
        assert [next(found).position for _ in range(2)] == [2, 3]


def test_blocks_of_a_stream_are_told_apart() -> None:
    """A comment is none, and the first block has an id only."""
    lines = ["retry: 2000", "id: 7", "", ": nothing new", "", "id: 8", 'data: {"a": 1}', ""]
    assert list(blocks(lines)) == [StreamBlock("7", ""), StreamBlock("8", '{"a": 1}')]


def _named(source: str, service: str, seeded: str) -> dict[str, str]:
    if source == "service":
        return {"TILLROLL_SERVER": service, "TILLROLL_KEY": "demo-auditor"}
    return {"DATABASE_URL": seeded, "TILLROLL_MASTER_KEY": MASTER_KEY}


def _line(process: ForkedProcess, seconds: float = 30) -> Any:
    """Return the next line of JSON; None if there is none in this time."""
    if not select.select([process.stdout], [], [], seconds)[0]:
        return None
    return json.loads(process.stdout.readline())


def _replace_cart(service: str, checkout_id: str, headers: dict[str, str], quantity: int) -> None:
    url = f"{service}/checkouts/{checkout_id}/cart"
    httpx.put(url, headers=headers, json=[item(quantity)]).raise_for_status()


def _refusal(position: int) -> dict[str, Any]:
    by = dict.fromkeys(
        ("actor", "dialect", "operation", "request_id", "address", "user_agent", "idempotency_key"),
        "",
    )
    return {
        "checkout": "1",
        "version": 1,
        "position": position,
        "time": f"2026-01-05T14:03:0{position}Z",
        "command": "UpdateFees",
        "asked": {},
        "reason": "Locked",
        "explanation": "",
        "facts": {},
        "provenance": by,
    }

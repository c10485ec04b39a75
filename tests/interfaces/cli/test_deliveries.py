"""`tillroll deliveries` lists, shows and resends callbacks to shops."""

import json

import pytest

from tests.interfaces.cli.conftest import Tamper, Tillroll
from tests.interfaces.cli.dispute import ID

RECORDED = f"""
INSERT INTO tillroll.deliveries
    (position, place, checkout_id, version, merchant, channel, method, url, headers, body,
     receiver, state, made_at, due, attempts, failures)
VALUES
    (7, 0, '{ID}', 13, 'demo-shop', 'walley.notification', 'GET', 'https://shop.example/n', '[]', '',
     'https://shop.example', 'parked', '2026-01-05T14:03:20Z', NULL, 9, 9),
    (8, 0, 'another', 4, 'other-shop', 'walley.notification', 'GET', 'https://other.example/n', '[]',
     '', 'https://other.example', 'waiting', '2026-01-05T14:03:21Z', '2026-01-05T15:00:00Z', 1, 1),
    (NULL, 0, '{ID}', 9, 'demo-shop', 'walley.validation', 'POST', 'https://shop.example/v', '[]', '',
     'https://shop.example', 'answered', '2026-01-05T14:03:16Z', NULL, 1, 0);
INSERT INTO tillroll.delivery_attempts (delivery_id, number, at, outcome, status, milliseconds, problem)
VALUES
    (1, 1, '2026-01-05T14:03:21Z', 'rejected', 500, 12, NULL),
    (1, 2, '2026-01-05T14:03:26Z', 'unanswered', NULL, 10000, 'There was no answer within 10 seconds.'),
    (3, 1, '2026-01-05T14:03:16Z', 'delivered', 200, 80, NULL)
"""


@pytest.fixture
def with_deliveries(own_dispute: str, tamper: Tamper) -> str:
    """The disputed checkout with one parked, one waiting and one answered delivery."""
    tamper(RECORDED)
    return own_dispute


def test_deliveries_are_listed_newest_first(tillroll: Tillroll, with_deliveries: str) -> None:
    """The list shows the number, checkout, version, channel, state, attempts and target of each delivery."""
    listed = tillroll("deliveries", "list", database=with_deliveries)

    heading, *rows = (" ".join(line.split()) for line in listed.stdout.splitlines())
    assert heading == "number checkout version channel state attempts to"
    assert rows == [
        f"3 {ID} 9 walley.validation answered 1 POST https://shop.example/v",
        "2 another 4 walley.notification waiting, due 2026-01-05T15:00:00.000000Z 0 GET https://other.example/n",
        f"1 {ID} 13 walley.notification parked 2 GET https://shop.example/n",
    ]


@pytest.mark.parametrize(
    ("conditions", "numbers"),
    [
        ([], [3, 2, 1]),
        (["--limit", "1"], [3]),
        (["--state", "parked"], [1]),
        (["--checkout", "another"], [2]),
        (["--merchant", "demo-shop"], [3, 1]),
        (["--receiver", "https://other.example"], [2]),
        (["--merchant", "demo-shop", "--state", "waiting"], []),
    ],
    ids=str,
)
def test_the_list_is_filtered(
    conditions: list[str], numbers: list[int], tillroll: Tillroll, with_deliveries: str
) -> None:
    """A listed delivery meets every condition. With --json each one is a line."""
    listed = tillroll("deliveries", "list", "--json", *conditions, database=with_deliveries)
    assert [json.loads(line)["id"] for line in listed.stdout.splitlines()] == numbers


def test_a_delivery_is_shown_with_its_attempts(tillroll: Tillroll, with_deliveries: str) -> None:
    """Each attempt has its time, its status and its error."""
    shown = tillroll("deliveries", "show", "1", database=with_deliveries)
    assert shown.stdout == (
        "1  walley.notification  parked\n"
        "  GET https://shop.example/n\n"
        f"  about version 13 of checkout {ID}\n"
        "  2026-01-05T14:03:21.000000Z  rejected 500  12 ms\n"
        "  2026-01-05T14:03:26.000000Z  unanswered  10000 ms\n"
        "      There was no answer within 10 seconds.\n"
    )
    as_json = json.loads(
        tillroll("deliveries", "show", "1", "--json", database=with_deliveries).stdout
    )
    assert [attempt["status"] for attempt in as_json["attempts"]] == [500, None]


def test_the_log_shows_delivery_attempts(tillroll: Tillroll, with_deliveries: str) -> None:
    """The log of a checkout lists each delivery attempt after its request."""
    lines = tillroll("log", ID, database=with_deliveries).stdout
    assert "rejected 500  GET https://shop.example/n (delivery 1, attempt 1)" in lines
    assert "delivered 200  POST https://shop.example/v (delivery 3, attempt 1)" in lines


def test_a_delivery_is_resent(tillroll: Tillroll, with_deliveries: str) -> None:
    """A resent delivery is waiting and due at once, and a server sends it."""
    again = tillroll("deliveries", "resend", "1", database=with_deliveries)
    assert (again.exit_code, again.stdout) == (0, "1 callback will be sent again.\n")
    waiting = tillroll(
        "deliveries", "list", "--state", "waiting", "--json", database=with_deliveries
    )
    assert [json.loads(line)["id"] for line in waiting.stdout.splitlines()] == [2, 1]


@pytest.mark.parametrize(
    ("options", "count"),
    [([], 1), (["--merchant", "demo-shop"], 1), (["--merchant", "other-shop"], 0)],
    ids=str,
)
def test_parked_deliveries_are_resent_together(
    options: list[str], count: int, tillroll: Tillroll, with_deliveries: str
) -> None:
    """All parked deliveries are resent, or those of one merchant."""
    again = tillroll("deliveries", "resend", "--parked", *options, database=with_deliveries)
    assert again.exit_code == 0
    assert again.stdout.startswith(f"{count} callback")


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["show", "17"], 3, "There is no delivery 17."),
        (["show", "x"], 2, "Invalid value for"),
        (["resend"], 2, "Name deliveries, or --parked."),
        (["resend", "1", "3", "17"], 3, "What cannot be sent again: 3, 17."),
        (["list", "--state", "nonsense"], 2, "is not one of"),
    ],
    ids=str,
)
def test_an_impossible_request_is_refused(
    arguments: list[str], status: int, message: str, tillroll: Tillroll, with_deliveries: str
) -> None:
    """The reason is printed to standard error, and the exit status is 2 or 3."""
    result = tillroll("deliveries", *arguments, database=with_deliveries)
    assert result.exit_code == status
    assert message in result.stderr

"""Invalid input to the payments API gets problem details that list every error."""

import pytest

from tests.interfaces.api.api_fixture import KEY, ApiFixture, is_problem, problem

PAID = {"method": "card", "amount": 24000, "currency": "SEK"}
NO_WHOLE_NUMBER = "amount: must be a whole number, without quotes and without a fraction."


@pytest.mark.parametrize(
    ("changed", "faults"),
    [
        ({"amount": 240.5}, {"amount": NO_WHOLE_NUMBER}),
        ({"amount": 24000.0}, {"amount": NO_WHOLE_NUMBER}),
        ({"amount": "24000"}, {"amount": NO_WHOLE_NUMBER}),
        ({"amount": True}, {"amount": NO_WHOLE_NUMBER}),
        ({"amount": None}, {"amount": NO_WHOLE_NUMBER}),
        ({"amount": -1}, {"amount": "amount: must be at least 0."}),
        ({"amount": 2**53}, {"amount": "amount: must be at most 9007199254740991."}),
        (
            {"currency": "sek"},
            {
                "currency": "currency: must be a currency in three capital letters (ISO 4217), as in SEK."
            },
        ),
        (
            {"currency": "SEK\n"},
            {
                "currency": "currency: must be a currency in three capital letters (ISO 4217), as in SEK."
            },
        ),
        (
            {"method": " "},
            {"method": "method: must not be empty; leave it out where there is nothing to say."},
        ),
        ({"method": "x" * 101}, {"method": "method: must be at most 100 characters long."}),
        ({"method": "a\x00"}, {"method": "method: must not contain the character U+0000."}),
        (
            {"ammount": 1},
            {
                "ammount": "ammount: is not a field of this request; check its spelling or leave it out."
            },
        ),
    ],
)
async def test_each_error_of_a_success_names_the_expected_value(
    api: ApiFixture, changed: dict[str, object], faults: dict[str, str]
) -> None:
    """Amounts are whole minor units, and texts, booleans and fractions are refused."""
    answer = await api.client.post("/payments/x/succeeded", json=PAID | changed, headers=KEY)

    assert (answer.status_code, is_problem(answer)) == (422, True)
    assert {fault["field"]: fault["message"] for fault in answer.json()["errors"]} == faults


async def test_all_errors_of_a_success_are_listed(api: ApiFixture) -> None:
    """An empty object gets one error for each missing field."""
    answer = await api.client.post("/payments/x/succeeded", json={}, headers=KEY)

    messages = [f"{name}: is required." for name in ("method", "amount", "currency")]
    assert answer.json() == problem(
        "invalid-fields",
        422,
        "Invalid fields",
        " ".join(messages),
        errors=[{"field": each.split(":")[0], "message": each} for each in messages],
    )


@pytest.mark.parametrize("reason", ["", 1, "x" * 501, "a\x00b"])
async def test_an_invalid_reason_is_refused(api: ApiFixture, reason: object) -> None:
    """A reason is a text of 1 to 500 characters."""
    answer = await api.client.post("/payments/x/failed", json={"reason": reason}, headers=KEY)

    assert answer.status_code == 422
    assert [fault["field"] for fault in answer.json()["errors"]] == ["reason"]


@pytest.mark.parametrize("report", ["succeeded", "failed"])
@pytest.mark.parametrize(
    ("body", "declared", "status", "kind"),
    [
        (b"{", "application/json", 400, "malformed-body"),
        (b'{"amount": NaN}', "application/json", 400, "malformed-body"),
        (b'{"amount": -Infinity}', "application/json", 400, "malformed-body"),
        (b'{"reason": "\xff"}', "application/json", 400, "malformed-body"),
        (b"[" * 100_000, "application/json", 400, "malformed-body"),
        (b"[]", "application/json", 422, "invalid-fields"),
        (b'"text"', "application/json", 422, "invalid-fields"),
        (b"amount=1", "application/x-www-form-urlencoded", 415, "unsupported-media-type"),
        (b" " * 10_000_000, "application/json", 413, "body-too-large"),
        (b"x" * 100_001, "text/plain", 413, "body-too-large"),
    ],
)
async def test_an_unreadable_body_is_refused(
    api: ApiFixture, report: str, body: bytes, declared: str, status: int, kind: str
) -> None:
    """An unreadable body gets the problem type of its error."""
    answer = await api.client.post(
        f"/payments/x/{report}", content=body, headers=KEY | {"Content-Type": declared}
    )

    assert (answer.status_code, is_problem(answer)) == (status, True)
    assert answer.json()["type"] == f"urn:tillroll:problem:{kind}"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/payments/x/succeeded", 405),
        ("PUT", "/payments/x/failed", 405),
        ("GET", "/payments", 404),
        ("GET", "/payments/x", 404),
        ("POST", "/payments/x/refunded", 404),
    ],
)
async def test_unknown_paths_and_methods_get_problem_details(
    api: ApiFixture, method: str, path: str, status: int
) -> None:
    """Unknown paths and wrong methods get problem details too."""
    answer = await api.client.request(method, path, headers=KEY)

    assert (answer.status_code, is_problem(answer)) == (status, True)

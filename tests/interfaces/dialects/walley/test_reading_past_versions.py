"""`?version=` and `?at=` on Walley's GET return a past state as the shop would have read it then."""

from datetime import timedelta

import pytest

from interfaces.dialects.walley.errors import MESSAGES
from tests.interfaces.dialects.walley.app_fixture import AppFixture

STATES = ("reference set", "identified", "completed")
FUTURE = (
    "2025-12-25T10:00:00.000001Z is in the future: it is 2025-12-25T10:00:00Z. "
    "Ask for a moment that has passed."
)


async def _changed_checkout(app_fixture: AppFixture) -> tuple[str, list[tuple[int, str, bytes]]]:
    """A checkout that changed every second, and each version with its time and response."""
    path = await app_fixture.opened()
    seen = [await _version_time_and_body(app_fixture, path)]
    for state in STATES:
        app_fixture.time += timedelta(seconds=1)
        await app_fixture.bring(path, state)
        seen.append(await _version_time_and_body(app_fixture, path))
    return path, seen


async def _version_time_and_body(app_fixture: AppFixture, path: str) -> tuple[int, str, bytes]:
    answer = await app_fixture.ask("GET", path)
    assert answer.status_code == 200
    return int(answer.headers["ETag"].strip('"')), app_fixture.time.isoformat(), answer.content


@pytest.mark.parametrize("generation", ["", "/merchants/1001"])
async def test_a_past_version_has_the_bytes_of_its_original_response(
    app_fixture: AppFixture, generation: str
) -> None:
    """The bytes are the same on both paths, by version and by time."""
    path, seen = await _changed_checkout(app_fixture)
    newest = seen[-1][0]
    for version, time, content in seen:
        for query in (f"version={version}", f"at={time}"):
            answer = await app_fixture.ask("GET", f"{generation}{path}?{query}")
            assert (answer.status_code, answer.content) == (200, content)
            assert answer.headers["ETag"] == f'"{version}"'
            assert version < newest or "immutable" not in answer.headers["Cache-Control"]


async def test_a_known_past_version_gets_304(app_fixture: AppFixture) -> None:
    """A matching If-None-Match gets 304 with the headers of the 200."""
    path = await app_fixture.opened()
    await app_fixture.bring(path, "reference set")
    answer = await app_fixture.ask("GET", f"{path}?version=1", If_None_Match='"1"')
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["ETag"] == '"1"'
    assert answer.headers["Cache-Control"] == "private, immutable, max-age=31536000"


@pytest.mark.parametrize(
    ("query", "status", "reason", "message"),
    [
        (
            "version=99",
            404,
            "Version_Not_Found",
            "The newest version of this checkout is 2; there is no version 99.",
        ),
        (
            "at=2025-12-25T09:59:59Z",
            404,
            "Version_Not_Found",
            "This checkout was opened at 2025-12-25T10:00:00Z. Nothing stood at 2025-12-25T09:59:59Z.",
        ),
        (
            "at=2025-12-25T10:00:00.000001Z",
            400,
            "Validation_Error",
            FUTURE,
        ),
        (
            "version=0",
            400,
            "Validation_Error",
            "version: must be a version: a whole number from 1.",
        ),
        ("version=", 400, "Validation_Error", "version: must be a version: a whole number from 1."),
        (
            "at=yesterday",
            400,
            "Validation_Error",
            "at: must be an instant as in RFC 3339, with its offset: 2026-03-01T14:03:12Z.",
        ),
        (
            "version=1&version=2",
            400,
            "Validation_Error",
            "version: must not be given more than once.",
        ),
        (
            "version=1&at=2025-12-25T10:00:00Z",
            400,
            "Validation_Error",
            "version: cannot go together with at.",
        ),
    ],
)
async def test_an_invalid_point_in_time_is_an_error_in_walleys_format(
    app_fixture: AppFixture, query: str, status: int, reason: str, message: str
) -> None:
    """The error has Walley's format, the documented message and a reason code."""
    path = await app_fixture.opened()
    answer = await app_fixture.ask("GET", f"{path}?{query}")
    assert answer.status_code == status
    assert answer.json()["error"] == {
        "code": status,
        "message": MESSAGES[status],
        "errors": [{"reason": reason, "message": message}],
    }


@pytest.mark.parametrize("query", ["version=1", "version=99", "at=2099-01-01T00:00:00Z"])
async def test_another_merchants_past_is_not_found(app_fixture: AppFixture, query: str) -> None:
    """Another merchant gets the same 404 for every point in time."""
    path = await app_fixture.opened()
    stranger = f"Bearer {await app_fixture.token('other')}"
    answer = await app_fixture.ask("GET", f"{path}?{query}", Authorization=stranger)
    assert answer.status_code == 404
    assert answer.json()["error"]["errors"][0]["reason"] == "Resource_Not_Found"


async def test_past_versions_of_an_expired_checkout_get_404(app_fixture: AppFixture) -> None:
    """A day after the expiry every version gets 404."""
    path = await app_fixture.opened()
    await app_fixture.bring(path, "long expired")
    for query in ("", "?version=1", "?at=2025-12-25T10:00:00Z"):
        assert (await app_fixture.ask("GET", path + query)).status_code == 404

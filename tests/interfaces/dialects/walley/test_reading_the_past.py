"""`?version=` and `?at=` on Walley's own GET: a shop sees what its integration would have seen then."""

from datetime import timedelta

import pytest

from interfaces.dialects.walley.errors import MESSAGES
from tests.interfaces.dialects.walley.app_fixture import AppFixture

STATES = ("reference set", "identified", "completed")
FUTURE = (
    "2025-12-25T10:00:00.000001Z is in the future: it is 2025-12-25T10:00:00Z. "
    "Ask for a moment that has passed."
)


async def _lived(app_fixture: AppFixture) -> tuple[str, list[tuple[int, str, bytes]]]:
    """A checkout that changed every second, and each version with its time and response."""
    path = await app_fixture.opened()
    seen = [await _seen(app_fixture, path)]
    for state in STATES:
        app_fixture.time += timedelta(seconds=1)
        await app_fixture.bring(path, state)
        seen.append(await _seen(app_fixture, path))
    return path, seen


async def _seen(app_fixture: AppFixture, path: str) -> tuple[int, str, bytes]:
    answer = await app_fixture.ask("GET", path)
    assert answer.status_code == 200
    return int(answer.headers["ETag"].strip('"')), app_fixture.time.isoformat(), answer.content


@pytest.mark.parametrize("generation", ["", "/merchants/1001"])
async def test_every_version_reads_as_it_was_answered_then(
    app_fixture: AppFixture, generation: str
) -> None:
    """Byte for byte, on either path, whether it is named by its number or by its time."""
    path, seen = await _lived(app_fixture)
    newest = seen[-1][0]
    for version, time, content in seen:
        for query in (f"version={version}", f"at={time}"):
            answer = await app_fixture.ask("GET", f"{generation}{path}?{query}")
            assert (answer.status_code, answer.content) == (200, content)
            assert answer.headers["ETag"] == f'"{version}"'
            assert version < newest or "immutable" not in answer.headers["Cache-Control"]


async def test_a_version_that_is_known_need_not_be_sent_again(app_fixture: AppFixture) -> None:
    """304 has the same headers."""
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
async def test_an_invalid_point_in_time_is_an_error_in_walleys_shape(
    app_fixture: AppFixture, query: str, status: int, reason: str, message: str
) -> None:
    """The envelope, the message of the documents, and a reason to switch on."""
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
    """Every point in time has the same response, which reveals nothing."""
    path = await app_fixture.opened()
    stranger = f"Bearer {await app_fixture.token('other')}"
    answer = await app_fixture.ask("GET", f"{path}?{query}", Authorization=stranger)
    assert answer.status_code == 404
    assert answer.json()["error"]["errors"][0]["reason"] == "Resource_Not_Found"


async def test_the_past_of_a_checkout_that_is_gone_is_gone(app_fixture: AppFixture) -> None:
    """A day after it expired every version is 404."""
    path = await app_fixture.opened()
    await app_fixture.bring(path, "long expired")
    for query in ("", "?version=1", "?at=2025-12-25T10:00:00Z"):
        assert (await app_fixture.ask("GET", path + query)).status_code == 404

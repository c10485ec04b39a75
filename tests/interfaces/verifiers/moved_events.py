"""Packs of logs in which events are moved, repeated or have other times."""

from tests.interfaces.verifiers.changes import DISPROVEN, PROVEN, UNKNOWN, VerifierCase, packed
from tests.interfaces.verifiers.pack import STORED, ShopLog


def moved(name: str, log: ShopLog, exit_code: int, line: str) -> VerifierCase:
    return packed(name, log.pack(), exit_code, line)


def with_time(version: int, time: str) -> list[tuple[str, str]]:
    """The stored events, one of them with another time."""
    stored = list(STORED)
    topic, event = stored[version - 1]
    stored[version - 1] = (topic, event.replace(event.split('"')[3], time))
    return stored


ORDER = (
    moved(
        "two events of one version",
        ShopLog(versions=(1, 2, 2, 3)),
        DISPROVEN,
        "has two different events of version 2",
    ),
    moved(
        "a version that was moved",
        ShopLog(indexes=(5, 9, 6, 17)),
        DISPROVEN,
        "Version 3 of checkout checkout-1 was logged before version 2",
    ),
    moved(
        "a time that goes back",
        ShopLog(with_time(2, "2026-11-21T14:02:59Z")),
        DISPROVEN,
        "has an earlier time than version 1",
    ),
    moved(
        "a back-dated event",
        ShopLog(with_time(1, "2026-11-21T14:01:58.999999Z")),
        UNKNOWN,
        "late, or back-dated",
    ),
    moved(
        "an event within the merge delay",
        ShopLog(with_time(1, "2026-11-21T14:01:59Z")),
        PROVEN,
        "from 2026-11-21 14:02:59 UTC to 2026-11-21 14:03:20 UTC: back-dated by at most 82 s",
    ),
    moved(
        "an event of the future",
        ShopLog(with_time(4, "2026-11-21T14:03:21Z")),
        DISPROVEN,
        "but witnesses saw it by 2026-11-21 14:03:20 UTC",
    ),
    moved(
        "an event of the last second",
        ShopLog(with_time(4, "2026-11-21T14:03:20.999999Z")),
        PROVEN,
        "back-dated by at most 1 s",
    ),
    moved(
        "an event of the last second but a microsecond",
        ShopLog(with_time(4, "2026-11-21T14:03:19.999999Z")),
        PROVEN,
        "back-dated by at most 2 s",
    ),
    moved("a head of minutes later", ShopLog(at=600), PROVEN, "by at most 11 min"),
    moved("a head of hours later", ShopLog(at=5 * 3_600), PROVEN, "by at most 6 h"),
    moved("a head of weeks later", ShopLog(at=20 * 86_400), PROVEN, "by at most 21 d"),
)

"""`tillroll seal-history` seals what old events hold in the clear."""

import asyncio
import json
import re
from typing import Any

from application.ports.key_vault import DataKeyId
from application.ports.person_vault import Identity, IdentityKind
from domain.events import MetadataReplaced, Opened
from tests.interfaces.cli.conftest import Tillroll
from tests.interfaces.cli.sealing.old_history import (
    BOUGHT,
    EVERY,
    MERCHANT_DATA,
    PLANTED,
    REFUSED,
    SVEA,
    SVEA_SETTINGS,
    has_clear_text,
    past_answers,
    storage_of,
    stored_events,
)

SUMMARY = (
    "Sealed 36 events of 3 checkouts, 7 refused commands, 1 listing, 2 stored responses "
    "and 1 line of the access log.\n"
)


def answers_of(url: str) -> dict[tuple[str, int], dict[str, Any]]:
    """Return what a server answers about every past state."""

    async def read() -> dict[tuple[str, int], dict[str, Any]]:
        async with storage_of(url) as storage:
            return await past_answers(storage)

    return asyncio.run(read())


def test_every_past_answer_stays_the_same(tillroll: Tillroll, old: str) -> None:
    """No event has a personal text any more, and the service answers about every version as it did before."""
    before = answers_of(old)
    result = tillroll("seal-history", database=old)
    assert result.exit_code == 0, result.output
    assert SUMMARY in result.stdout
    events = [event for *_, event in stored_events(old)]
    assert not any(map(has_clear_text, events))
    assert not [text for text in PLANTED if text in repr(events)]
    assert answers_of(old) == before


def test_the_presets_of_an_order_are_sealed_in_its_settings(tillroll: Tillroll, old: str) -> None:
    """Each has the field that a new order seals it under, and the settings are opened to the JSON text of before."""
    before = answers_of(old)[SVEA, 1]["settings"]
    assert json.loads(before) == json.loads(json.dumps(SVEA_SETTINGS))
    tillroll("seal-history", database=old)
    (opened,) = [
        event
        for checkout_id, *_, event in stored_events(old)
        if checkout_id == SVEA and isinstance(event, Opened)
    ]
    settings = json.loads(opened.settings)
    assert settings["PeppolId"].startswith("sealed2:settings.peppol_id:")
    assert [
        preset["Value"].rpartition(":")[0].rpartition(":")[0] for preset in settings["PresetValues"]
    ] == [
        "sealed2:settings.national_id",
        "sealed2:settings.email_address",
        "sealed2:settings.phone_number",
        "sealed2:settings.postal_code",
        "",
        "sealed2:settings.peppol_id",
    ]
    assert answers_of(old)[SVEA, 1]["settings"] == before


def test_only_the_state_of_an_event_changes(tillroll: Tillroll, old: str) -> None:
    """Id, version, position, topic and time of every event stay, and events without personal data stay whole."""
    before = stored_events(old)
    tillroll("seal-history", database=old)
    after = stored_events(old)
    assert [row[:-1] for row in after] == [row[:-1] for row in before]
    unchanged = [row for row in before if not has_clear_text(row[-1])]
    assert unchanged
    assert all(row in after for row in unchanged)


def test_a_second_run_finds_nothing(tillroll: Tillroll, old: str) -> None:
    """The command is idempotent: the second run changes nothing and says so."""
    tillroll("seal-history", database=old)
    events = stored_events(old)
    again = tillroll("seal-history", database=old)
    assert again.exit_code == 0
    assert again.stdout == "Nothing is left to seal: no personal data is in the clear.\n"
    assert stored_events(old) == events


def test_check_counts_clear_events_and_finds_no_difference_afterwards(
    tillroll: Tillroll, old: str
) -> None:
    """`tillroll check` names the command while events are clear. Sealed ones are all the same as what is derived."""
    before = tillroll("check", database=old)
    assert "36 events hold personal data in the clear: `tillroll seal-history` seals it." in (
        before.stdout
    )
    tillroll("seal-history", database=old)
    after = tillroll("check", database=old)
    assert "in the clear" not in after.stdout
    assert findings(after.stdout) == findings(before.stdout)
    assert all(line.startswith(f"{EVERY} ") for line in findings(after.stdout)), "invented amounts"
    assert "the trail" not in "".join(findings(after.stdout))


def findings(stdout: str) -> list[str]:
    """Return the lines of differences."""
    return [line for line in stdout.splitlines() if re.match(r"\S+ v\d+: ", line)]


def test_persons_are_found_afterwards(tillroll: Tillroll, old: str) -> None:
    """The blind index has the persons of old events and of old refused commands."""
    tillroll("seal-history", database=old)

    async def find(kind: IdentityKind, text: str) -> set[str]:
        async with storage_of(old) as storage:
            return set(await storage.persons.find(Identity(kind, text)))

    bought = {BOUGHT, SVEA, REFUSED}
    assert asyncio.run(find(IdentityKind.EMAIL, "zebedeus@quack.example")) == bought
    assert asyncio.run(find(IdentityKind.EMAIL, "ermintrude@quack.example")) == {BOUGHT, REFUSED}
    assert asyncio.run(find(IdentityKind.PHONE, "+46701740605")) == bought
    assert asyncio.run(find(IdentityKind.NAME, "zebedeus quackenbush")) == bought
    assert asyncio.run(find(IdentityKind.ADDRESS, "203.0.113.177")) == {*bought, EVERY}


def test_merchant_data_of_svea_stays_readable(tillroll: Tillroll, old: str) -> None:
    """What was sealed before in the older form is unchanged and opened with its own key."""
    tillroll("seal-history", database=old)

    async def read() -> list[str | None]:
        async with storage_of(old) as storage:
            events = await storage.events.events(SVEA)
            (sealed,) = [e.metadata for e in events if isinstance(e, MetadataReplaced)]
            name = DataKeyId(checkout_id=SVEA, data_class="merchant-data")
            return await storage.vault.open(name, [(sealed or "").strip('"')])

    assert asyncio.run(read()) == [MERCHANT_DATA]

"""Dialects, and readers with the scope for it, see each personal text as it was given."""

import pytest

from interfaces.dialects.ucp.wire import SUPPORTED
from tests.system.persons import agents, platforms
from tests.system.persons.conftest import Planted
from tests.system.persons.planted import customer, email, found_in, text, texts_in


def missing(body: object, shown: str, *unanswered: str) -> list[str]:
    """The personal texts of a request that a response does not have."""
    personal = {each for each in texts_in(body) if found_in(each.encode())}
    return sorted(each for each in personal if each not in shown and each not in unanswered)


@pytest.mark.parametrize("version", agents.VERSIONS)
def test_agents_get_what_they_gave(planted: Planted, version: str) -> None:
    """The session has the buyer, the recipient and the address, and so have changes and retries."""
    name = f"acp {version}" if version else "stateset"
    role = f"agent{version.replace('-', '')}"
    for step, body in (
        ("created", agents.creation(version, role)),
        ("changed", agents.update(version, f"{role}changed")),
    ):
        shown = planted.answers[f"{name} {step}"]
        assert missing(body, shown) == []
        assert planted.answers[f"{name} {step} again"] == shown


@pytest.mark.parametrize("version", SUPPORTED)
def test_platforms_get_what_they_gave(planted: Planted, version: str) -> None:
    """The checkout has the buyer and the destination, the order has the latter, and signals are in neither."""
    name, role = platforms.name_of(version), f"ucp{version.replace('-', '')}"
    for step, changed in (("created", role), ("changed", f"{role}changed")):
        shown, body = planted.answers[f"{name} {step}"], platforms.opening(changed)
        del body["signals"]
        for member in platforms.UNANSWERED.get(version, ()):
            del body[member]
        assert missing(body, shown) == []
        assert text(changed, "device") not in shown
        assert planted.answers[f"{name} {step} again"] == shown
    assert text(f"{role}changed", "street") in planted.answers[f"{name} order"]


@pytest.mark.parametrize(
    ("answer", "place"), [("walley prefilled", 0), ("svea created", 2), ("svea repeated", 2)]
)
def test_shops_get_what_they_gave(planted: Planted, answer: str, place: int) -> None:
    """The checkout of Walley has the prefilled customer, and the order of Svea has its presets."""
    assert missing(planted.checkouts[place].body, planted.answers[answer]) == []


def test_the_page_gets_what_it_gave(planted: Planted) -> None:
    """The customer's page shows the customer, without the national id."""
    body = customer("sveapage")
    for answer in ("page identified", "page read"):
        assert missing(body, planted.answers[answer], body["national_id"]) == []


def test_commands_show_persons_on_request(planted: Planted) -> None:
    """`tillroll show --persons` shows the customer, and says after the erasure when it was."""
    assert email("walley") in planted.printed["show"].decode()
    assert "(erased 2026-11-29T10:00:00Z)" in planted.printed["erased"].decode()
    assert found_in(planted.printed["erased"]) == []


def test_every_search_for_a_person_was_answered(planted: Planted) -> None:
    """The searches whose values the access log leaves out were real ones."""
    refused = {"unknown", "wrong"}
    statuses = {name: 400 if name in refused else 200 for name in planted.searches}
    assert planted.searches == statuses
    assert planted.listed["before"] != []
    assert planted.received > 0

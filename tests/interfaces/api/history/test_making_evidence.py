"""Packs of evidence over HTTP: who may make them, what is in them, and why there is none."""

import io
import json
import zipfile
from dataclasses import replace
from typing import Any

import httpx
import msgspec
import pytest

from application.commands.shop import IdentifyCustomer
from application.ledger.contents.revealed import REVEALED_PATH
from application.ports.ledger.reading import LoggedEvent, MissingOpening
from domain.values.customer import Customer
from tests.interfaces.api.history.app_fixture import AUDITOR, AppFixture
from tests.interfaces.api.history.dispute import ID, SHOPPER

DISPUTES = {"Authorization": "Bearer demo-disputes"}
PATH = f"/history/checkouts/{ID}/evidence"
PERSON = Customer(email="ada@example.com", first_name="Ada", national_id="191212121212")


async def agreed(app_fixture: AppFixture) -> None:
    """The dispute with a customer, under a head."""
    await app_fixture.opened()
    await app_fixture.change(ID, IdentifyCustomer(customer=PERSON), SHOPPER, "identify customer")
    await app_fixture.finish_dispute()
    app_fixture.ledger.sign()


async def make(app_fixture: AppFixture, **body: Any) -> dict[str, bytes]:
    """The files of a pack."""
    answer = await app_fixture.post(PATH, body, DISPUTES)
    assert answer.status_code == 200, answer.text
    return files_of(answer)


def files_of(answer: httpx.Response) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(answer.content)) as pack:
        return {name.removeprefix("pack/"): pack.read(name) for name in pack.namelist()}


async def test_a_pack(app_fixture: AppFixture) -> None:
    """It has every event with its proof, three states, the PDF and the claims; the read is in the access log."""
    await agreed(app_fixture)
    files = await make(app_fixture, reason="fraud")
    count = json.loads(files["manifest.json"])["versions"]

    assert [path for path in files if path.startswith("events/")] == [
        f"events/{version:04}.json" for version in range(1, count + 1)
    ]
    assert {"evidence.pdf", "claims.json", "README.txt", "log/checkpoint"} <= files.keys()
    assert sum(path.endswith(".blame.json") for path in files) == 3
    reads = (await app_fixture.get("/history/reads", AUDITOR)).json()["reads"]
    assert reads[0]["provenance"]["operation"] == "make evidence"
    assert reads[0]["checkout"] == ID


async def test_the_summary_of_a_pack(app_fixture: AppFixture) -> None:
    """It is what the pack would say and hold. It needs the scope of packs, and the access log has both reads."""
    await agreed(app_fixture)
    answer = await app_fixture.post(f"{PATH}/summary", {"reason": "fraud"}, DISPUTES)
    assert (await app_fixture.post(f"{PATH}/summary", {}, AUDITOR)).status_code == 403
    reads = (await app_fixture.get("/history/reads", AUDITOR)).json()["reads"]
    assert [each["outcome"] for each in reads[:2]] == ["found", "denied"]
    summary = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert summary["agreed"]["total"] == summary["agreed"]["shown_total"]
    assert {each["ground"] for each in summary["claims"]} >= {"proven", "recorded", "not proven"}
    assert "events/0001.json" in summary["files"]
    assert "191212121212" not in answer.text


async def test_the_same_record_gives_the_same_bytes(app_fixture: AppFixture) -> None:
    """A pack that is made two times is one file."""
    await agreed(app_fixture)
    first, second = [await app_fixture.post(PATH, {}, DISPUTES) for _ in range(2)]
    assert first.content == second.content


async def test_a_key_without_the_scope(app_fixture: AppFixture) -> None:
    """An auditor's key makes no packs, and the attempt is recorded."""
    await agreed(app_fixture)
    assert (await app_fixture.post(PATH, {}, AUDITOR)).status_code == 403
    reads = (await app_fixture.get("/history/reads", AUDITOR)).json()["reads"]
    assert reads[0]["outcome"] == "denied"


async def test_what_a_processor_gets(app_fixture: AppFixture) -> None:
    """E-mail and name are revealed, the national id is not, and programs of the shop are not named."""
    await agreed(app_fixture)
    files = await make(app_fixture)

    whole = b"".join(files.values())
    revealed = {each["text"] for each in json.loads(files[REVEALED_PATH])["fields"]}
    assert {"ada@example.com", "Ada"} <= revealed
    assert b"191212121212" not in whole
    assert b"shop:demo-client" not in whole
    assert b"public-SE-" not in whole
    assert json.loads(files["manifest.json"])["hidden_parts"]["/customer/national_id"] == 1


async def test_what_a_court_gets(app_fixture: AppFixture) -> None:
    """Everything but the credential of the customer's page."""
    await agreed(app_fixture)
    files = await make(app_fixture, audience="court")

    revealed = {each["text"] for each in json.loads(files[REVEALED_PATH])["fields"]}
    assert "191212121212" in revealed
    assert b"shop:demo-client" in b"".join(files.values())
    assert json.loads(files["manifest.json"])["hidden_parts"] == {"/public_token": 1}


async def test_what_a_customer_gets(app_fixture: AppFixture) -> None:
    """Their own data, no forms for processors, and nothing that the shop itself was answered."""
    await agreed(app_fixture)
    files = await make(app_fixture, audience="customer")

    assert not any(path.startswith("submit/") or ".walley." in path for path in files)
    assert "ada@example.com" in files[REVEALED_PATH].decode()


async def test_a_key_that_sees_no_persons(app_fixture: AppFixture) -> None:
    """Without persons:read a pack has no personal data, in no file."""
    await agreed(app_fixture)
    keys = app_fixture.keys.now
    blind = [
        msgspec.structs.replace(key, scopes=("evidence:make",))
        if key.name == "demo-disputes"
        else key
        for key in keys
    ]
    app_fixture.keys.replace(tuple(blind))
    files = await make(app_fixture, reason="fraud")

    assert REVEALED_PATH not in files
    assert b"ada@example.com" not in b"".join(files.values())


async def test_nothing_was_agreed(app_fixture: AppFixture) -> None:
    """An open checkout has nothing to show."""
    await app_fixture.opened()
    app_fixture.ledger.sign()
    answer = await app_fixture.post(PATH, {}, DISPUTES)
    assert (answer.status_code, answer.json()["type"]) == (
        404,
        "urn:tillroll:problem:nothing-agreed",
    )


async def test_not_under_a_head_yet(app_fixture: AppFixture) -> None:
    """The answer says when a head is due, and to ask again."""
    await app_fixture.dispute()
    answer = await app_fixture.post(PATH, {}, DISPUTES)
    assert answer.status_code == 404
    assert answer.headers["Retry-After"] == "1"
    assert "One is due by 2026-03-01T14:04:10Z" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("reason", "status", "kind"),
    [
        (MissingOpening.ALTERED, 409, "ledger-broken"),
        (MissingOpening.KEY_MISSING, 409, "ledger-broken"),
        (MissingOpening.ERASED, 410, "purchase-erased"),
    ],
)
async def test_an_event_that_does_not_fit(
    app_fixture: AppFixture,
    monkeypatch: pytest.MonkeyPatch,
    reason: MissingOpening,
    status: int,
    kind: str,
) -> None:
    """An altered event makes no pack that is called proven; of an erased purchase, the number of versions remains."""
    await app_fixture.dispute()
    app_fixture.ledger.sign()
    read = app_fixture.ledger.open_entries

    async def broken(checkout_id: str, *, first: int, last: int) -> list[LoggedEvent]:
        found = await read(checkout_id, first=first, last=last)
        return [replace(each, opening=reason) if each.version == 4 else each for each in found]

    monkeypatch.setattr(app_fixture.ledger, "open_entries", broken)
    answer = await app_fixture.post(PATH, {}, DISPUTES)
    assert (answer.status_code, answer.json()["type"]) == (status, f"urn:tillroll:problem:{kind}")
    assert ("11 versions" if status == 410 else "Version 4") in answer.json()["detail"]


async def test_an_erased_person(app_fixture: AppFixture) -> None:
    """The pack is made, what was erased is named, and no field is guessed."""
    await agreed(app_fixture)
    body = {"checkout_id": ID, "confirm": True}
    await app_fixture.post(
        "/history/persons/erasures", body, {"Authorization": "Bearer demo-eraser"}
    )
    app_fixture.ledger.sign()
    files = await make(app_fixture, **{"for": "stripe"})

    claims = json.loads(files["claims.json"])
    erased = [each for each in claims if "What the erased personal data was" in each["claim"]]
    assert [each["ground"] for each in erased] == ["not proven"]
    assert "customer.email" in json.loads(files["manifest.json"])["erased_fields"]
    evidence = json.loads(files["submit/stripe.json"])["request"]["evidence"]
    assert "customer_email_address" not in evidence


@pytest.mark.parametrize(
    "body",
    [
        {"reason": "other"},
        {"confirm": {"card": "1"}},
        {"confirm": {"disputed": {"device_id": "1"}}},
    ],
)
async def test_wrong_bodies(app_fixture: AppFixture, body: dict[str, Any]) -> None:
    """Unknown reasons and members, and device ids that are too short, are refused."""
    await agreed(app_fixture)
    assert (await app_fixture.post(PATH, body, DISPUTES)).status_code == 422

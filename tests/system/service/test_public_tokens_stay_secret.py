"""The public token of a checkout is in nothing that people other than its shop and its customer read."""

import httpx

from tests.system.service.forked.process import run_tillroll
from tests.system.service.server import authorised, item, new_checkout, running

AUDITOR = {"Authorization": "Bearer demo-auditor"}
ADA = {"email": "ada@shop.example"}
OF_CHECKOUT = ("", "?version=1", "/events", "/versions", "/blame", "/refusals", "/timeline")
COMMANDS = ("show", "log", "blame", "replay")


def run(database_url: str, *words: str) -> str:
    """The output of a command, errors included."""
    ended = run_tillroll(*words, DATABASE_URL=database_url)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout + ended.stderr


def use_page(shopper: str) -> int:
    """Makes changes on the page, refused ones and an invalid one too, and returns the version after them."""
    with httpx.Client() as page:
        page.post(f"{shopper}/suspend", json={}).raise_for_status()
        page.post(f"{shopper}/resume", json={}).raise_for_status()
        state = page.post(f"{shopper}/identify", json=ADA)
        proof = {"Page-Secret": state.headers["Page-Secret"]}
        for body, status in (({"version": 1}, 409), ({"version": "1"}, 422)):
            refused = page.post(f"{shopper}/commit", json=body, headers=proof)
            assert refused.status_code == status
        commit = {"version": state.json()["version"]}
        committed = page.post(f"{shopper}/commit", json=commit, headers=proof).raise_for_status()
    version: int = committed.json()["version"]
    return version


def history_of(address: str, checkout_id: str, version: int) -> list[str]:
    """All that the history API answers an auditor about a checkout."""
    checkout = f"/history/checkouts/{checkout_id}"
    paths = [
        checkout + rest for rest in (*OF_CHECKOUT, f"/diff?from=1&to={version}", "/deliveries")
    ]
    events = f"/history/events?checkout={checkout_id}&wait_for={checkout_id}@{version}"
    with httpx.Client(base_url=address, headers=AUDITOR) as auditor:
        answers = [auditor.get(path) for path in (*paths, events)]
        exports = f"/history/events?checkout={checkout_id}"
        answers += [
            auditor.get(exports, headers={"Accept": accept})
            for accept in ("text/csv", "application/x-ndjson")
        ]
        answers.append(auditor.get("/history/reads"))
    return [answer.raise_for_status().text for answer in answers]


def test_no_history_export_command_or_log_has_the_token(migrated_url: str) -> None:
    """The shopper is named by the checkout instead, also where an attempt was refused."""
    with running(migrated_url) as server:
        shop = authorised(server.address)
        created = new_checkout(server.address, shop)
        token, checkout_id = created["publicToken"], created["privateId"]
        version = use_page(f"{server.address}/shopper/{token}")
        late = f"{server.address}/checkouts/{checkout_id}/cart"
        httpx.put(late, json=[item(2)], headers=shop)
        said = history_of(server.address, checkout_id, version)
        server.stop()
        assert server.process.stdout is not None
        said.append(server.process.stdout.read())
    said += [run(migrated_url, command, checkout_id) for command in COMMANDS]
    said.append(run(migrated_url, "audit"))
    assert not [text for text in said if token in text]
    assert sum(f"shopper:{checkout_id}" in text for text in said) >= len(COMMANDS)

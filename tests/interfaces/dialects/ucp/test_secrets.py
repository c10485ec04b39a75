"""Credentials of buyers are in no event, no stored response, no refused attempt and no answer."""

from typing import Any

from interfaces.dialects.ucp.requests.payment import without_secrets
from interfaces.http.request.body.fingerprints import fingerprint
from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.ucp.agent import ROOT, Platform, payment

NUMBER = "4242424242424242"
TOKEN = "tok-of-the-buyer-7391"
CARD = {
    "type": "card",
    "card_number_type": "fpan",
    "number": NUMBER,
    "cvc": "7391",
    "cryptogram": "crypto-7391",
}


def stored_in(value: Any, seen: set[int] | None = None) -> str:
    """All that the stores hold, as text."""
    seen = set() if seen is None else seen
    if id(value) in seen:
        return ""
    seen.add(id(value))
    if isinstance(value, dict):
        return " ".join(stored_in(each, seen) for pair in value.items() for each in pair)
    if isinstance(value, list | tuple | set | frozenset):
        return " ".join(stored_in(each, seen) for each in value)
    if hasattr(value, "__dict__"):
        return f"{value!r} {stored_in(vars(value), seen)}"
    return repr(value)


async def test_no_store_has_a_credential(platform: Platform, app_fixture: AppFixture) -> None:
    """Neither after a payment, nor after a declined one, nor after a refused body."""
    ready = await platform.ready(("item_123", 1))
    path = f"{ROOT}/{ready['id']}/complete"
    answers = [
        await platform.complete(ready, {"type": "token", "token": TOKEN}),
        await platform.ask("POST", path, payment(CARD | {"type": 7})),
        await platform.ask("POST", path, payment({"type": "token", "token": [TOKEN, NUMBER]})),
        await platform.ask("POST", path, payment(CARD, handler="unknown")),
        await platform.complete(ready, CARD),
    ]
    assert [each.status_code for each in answers] == [200, 400, 400, 200, 200]
    assert answers[-1].json()["status"] == "completed"
    events = await app_fixture.store.events(ready["id"])
    texts = [repr(events), *(each.text for each in answers)]
    everything = stored_in(app_fixture.storage) + "".join(texts)
    assert ready["id"] in everything
    for secret in (NUMBER, TOKEN, "7391"):
        assert secret not in everything, secret


def test_a_fingerprint_has_no_card_number() -> None:
    """Two cards with the same last digits have one fingerprint, so it cannot be searched for the number."""
    bodies = [
        without_secrets(f'{{"number":"{first}24242424242","cvc":"{first}"}}'.encode())
        for first in ("42424", "51111")
    ]
    assert fingerprint(bodies[0]) == fingerprint(bodies[1])
    other = without_secrets(b'{"number":"4242424242421111","cvc":"42424"}')
    assert fingerprint(other) != fingerprint(bodies[0])

"""Bodies that no agent should send: each is answered with an error in its API's own shape that names the parameter."""

from typing import Any

import httpx
import pytest

from tests.interfaces.dialects.acp.agent import V1, V2, V3
from tests.interfaces.dialects.acp.schemas import validate
from tests.interfaces.dialects.session.app_fixture import ADDRESS, BUYER, AppFixture

MUG = {"id": "item_123", "quantity": 1}
STATESET = "stateset"
DEEP = b'{"items":' + b"[" * 50_000 + b"]" * 50_000 + b"}"
NESTED = b'{"buyer":' + b'{"buyer":' * 70 + b"1" + b"}" * 71


class Speaker:
    """A client that sends the same request in any dialect, with a new key each time."""

    def __init__(self, app_fixture: AppFixture, spoken: str) -> None:
        self.app_fixture, self.spoken = app_fixture, spoken
        self.is_first = spoken in (STATESET, V1)
        self.items = "items" if self.is_first else "line_items"
        self.root = "/v1/checkouts" if spoken == STATESET else "/checkout_sessions"
        self._count = 0

    async def ask(self, method: str, tail: str, body: Any) -> httpx.Response:
        """Send a request; an error has the shape of the dialect."""
        self._count += 1
        headers = {
            "Authorization": "Bearer sk_test_demo",
            "Idempotency-Key": f"{self._count}",
            "Content-Type": "application/json",
            **({} if self.spoken == STATESET else {"API-Version": self.spoken}),
        }
        sent: dict[str, Any] = {"content": body} if isinstance(body, bytes) else {"json": body}
        url = self.root + tail
        answer = await self.app_fixture.client.request(method, url, headers=headers, **sent)
        if answer.status_code >= 400 and self.spoken != STATESET:
            validate(self.spoken, "Error", answer.json())
        return answer

    async def create(self, items: Any, **more: Any) -> httpx.Response:
        """Opens a session with these items."""
        first = {"fulfillment_address": ADDRESS}
        later = {"currency": "usd", "capabilities": {}, "fulfillment_details": {"address": ADDRESS}}
        body = {self.items: items, **(first if self.is_first else later), **more}
        return await self.ask("POST", "", body)

    async def update(self, session: str, body: Any) -> httpx.Response:
        """Changes it."""
        return await self.ask("PUT" if self.spoken == STATESET else "POST", f"/{session}", body)

    def refusal(self, answer: httpx.Response) -> tuple[int, str | None]:
        """Status and parameter, without the root of a JSONPath."""
        body = answer.json()
        param = body.get("error", body).get("param")
        return answer.status_code, None if param is None else param.removeprefix("$.")

    def addressed(self, address: Any) -> dict[str, Any]:
        """Return a body with an address, and the path of the address."""
        if self.is_first:
            return {"fulfillment_address": address}
        return {"fulfillment_details": {"address": address}}

    @property
    def address(self) -> str:
        """The path of the address."""
        return "fulfillment_address" if self.is_first else "fulfillment_details.address"


@pytest.fixture(params=[STATESET, V1, V2, V3])
def speaker(request: pytest.FixtureRequest, app_fixture: AppFixture) -> Speaker:
    """StateSet, and each version of ACP."""
    return Speaker(app_fixture, request.param)


@pytest.mark.parametrize(
    "quantity", [0, -1, -(10**12), 0.5, 1.5, 1_000_001, 10**40, 1e300, "1", "", True, [1], {}]
)
async def test_quantities(speaker: Speaker, quantity: Any) -> None:
    """A quantity is a whole number from 1 to a million, when a session is opened and when it is changed."""
    wanted = (400, f"{speaker.items}[1].quantity")
    items = [MUG, {"id": "item_456", "quantity": quantity}]
    assert speaker.refusal(await speaker.create(items)) == wanted
    session = (await speaker.create([MUG])).json()
    changed = await speaker.update(session["id"], {speaker.items: items})
    assert speaker.refusal(changed) == wanted
    read = await speaker.ask("GET", f"/{session['id']}", b"")
    assert read.json() == session


@pytest.mark.parametrize("name", ["id", "quantity"])
@pytest.mark.parametrize("form", ["absent", "null"])
async def test_items_without_their_parts(speaker: Speaker, name: str, form: str) -> None:
    """Both parts of an item are required, but for a quantity that is absent from 2026 on."""
    item: dict[str, Any] = {**MUG, name: None}
    if form == "absent":
        del item[name]
    if (name, form) == ("quantity", "absent") and not speaker.is_first:
        assert (await speaker.create([item])).status_code == 201
        return
    assert speaker.refusal(await speaker.create([item])) == (400, f"{speaker.items}[0].{name}")


@pytest.mark.parametrize("items", [{}, "item_123", 1, True, [], [None], ["item_123"], [[MUG]], [1]])
async def test_items_that_are_none(speaker: Speaker, items: Any) -> None:
    """The array, or the place in it, is named."""
    status, param = speaker.refusal(await speaker.create(items))
    assert status == 400
    assert param is not None
    assert param.startswith(speaker.items)


@pytest.mark.parametrize("article", ["", "item_999", "x" * 256, "\0", 1, ["item_123"]])
async def test_articles_that_are_not_sold(speaker: Speaker, article: Any) -> None:
    """Unknown, too long or no text at all: the id is named."""
    answer = await speaker.create([MUG, {"id": article, "quantity": 1}])
    assert speaker.refusal(answer) == (400, f"{speaker.items}[1].id")


async def test_ten_thousand_lines(speaker: Speaker) -> None:
    """Too many items are one fault, in a new session and in a change; a thousand items are accepted."""
    lines = [MUG] * 10_000
    session = (await speaker.create([MUG])).json()
    changed = await speaker.update(session["id"], {speaker.items: lines})
    assert speaker.refusal(await speaker.create(lines)) == (400, speaker.items)
    assert speaker.refusal(changed) == (400, speaker.items)
    assert (await speaker.create(lines[:1000])).status_code == 201


async def test_the_same_article_twice(speaker: Speaker) -> None:
    """It is one line of all the pieces, since lines go by the ids of their articles."""
    session = (await speaker.create([MUG, {**MUG, "quantity": 2}])).json()
    assert [line["id"] for line in session["line_items"]] == ["item_123"]
    (subtotal,) = [each["amount"] for each in session["totals"] if each["type"] == "subtotal"]
    assert subtotal == 3000


async def test_sums_beyond_every_bound(speaker: Speaker) -> None:
    """A billion pieces are a sum like any other; one beyond a quadrillion is refused."""
    pieces = [{"id": "item_123", "quantity": 1_000_000}] * 1000
    session = (await speaker.create(pieces)).json()
    assert [each["amount"] for each in session["totals"] if each["type"] == "subtotal"] == [10**12]
    await speaker.app_fixture.put("item_123", unit_price=2**53 - 1)
    for answer in (await speaker.create(pieces), await speaker.update(session["id"], {})):
        assert speaker.refusal(answer) == (400, speaker.items)


@pytest.mark.parametrize("currency", ["eur", "", "US", "usdollar", 1, {}, "\0"])
async def test_currencies_that_are_not_the_shops(app_fixture: AppFixture, currency: Any) -> None:
    """From 2026 on an agent names the currency; StateSet knows no such parameter."""
    for spoken in (V2, V3):
        speaker = Speaker(app_fixture, spoken)
        answer = await speaker.create([MUG], currency=currency)
        assert speaker.refusal(answer) == (400, "currency")
    stateset = Speaker(app_fixture, STATESET)
    assert stateset.refusal(await stateset.create([MUG], currency=currency)) == (400, "currency")


@pytest.mark.parametrize("option", ["owl", "x" * 256, 1, ["shipping_fast"], {"id": 1}])
async def test_options_that_are_not_offered(speaker: Speaker, option: Any) -> None:
    """The option is named, and nothing is changed."""
    session = (await speaker.create([MUG])).json()
    if speaker.is_first:
        body: dict[str, Any] = {"fulfillment_option_id": option}
        param = "fulfillment_option_id"
    else:
        body = {"selected_fulfillment_options": [{"type": "shipping", "option_id": option}]}
        param = "selected_fulfillment_options[0].option_id"
    assert speaker.refusal(await speaker.update(session["id"], body)) == (400, param)
    assert (await speaker.ask("GET", f"/{session['id']}", b"")).json() == session


@pytest.mark.parametrize("body", [DEEP, NESTED, b'{"items": NaN}', b'{"a":"\xed\xa0\x80"}', b"\0"])
async def test_bodies_that_cannot_be_read(speaker: Speaker, body: bytes) -> None:
    """Nested too deeply, or no JSON: 400 at every endpoint."""
    session = (await speaker.create([MUG])).json()["id"]
    for tail in ("", f"/{session}/complete", f"/{session}/cancel"):
        assert (await speaker.ask("POST", tail, body)).status_code == 400
    assert (await speaker.update(session, body)).status_code == 400


@pytest.mark.parametrize("value", ["x", 1, True, [], ["x"]])
async def test_values_in_place_of_objects(speaker: Speaker, value: Any) -> None:
    """Buyer, address and payment are objects."""
    assert speaker.refusal(await speaker.create([MUG], buyer=value)) == (400, "buyer")
    answer = await speaker.create([MUG], **speaker.addressed(value))
    assert speaker.refusal(answer) == (400, speaker.address)
    session = (await speaker.create([MUG], buyer=BUYER)).json()["id"]
    paid = await speaker.ask("POST", f"/{session}/complete", {"payment_data": value})
    assert speaker.refusal(paid) == (400, "payment_data")
    assert speaker.app_fixture.provider.asked == {}


@pytest.mark.parametrize("name", ["name", "line_one", "city", "country", "postal_code"])
@pytest.mark.parametrize("value", [None, 1, {}, "x" * 256])
async def test_addresses(speaker: Speaker, name: str, value: Any) -> None:
    """The part that is missing or wrong is named."""
    answer = await speaker.create([MUG], **speaker.addressed({**ADDRESS, name: value}))
    assert speaker.refusal(answer) == (400, f"{speaker.address}.{name}")


@pytest.mark.parametrize("session", ["checkout_none", "x" * 2000, "%00", "%F0%9F%92%A9", "..%2F"])
async def test_sessions_that_are_not_there(speaker: Speaker, session: str) -> None:
    """An unknown id is 404, for reading, changing, paying and cancelling."""
    paying = {"payment_data": {"token": "tok_succeed", "provider": "stripe"}}
    for answer in (
        await speaker.ask("GET", f"/{session}", b""),
        await speaker.update(session, {}),
        await speaker.ask("POST", f"/{session}/complete", paying),
        await speaker.ask("POST", f"/{session}/cancel", {}),
    ):
        assert answer.status_code == 404

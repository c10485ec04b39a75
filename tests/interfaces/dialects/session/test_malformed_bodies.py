"""Invalid bodies: each gets an error in its API's own format that names the parameter."""

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


class SessionClient:
    """A client that sends the same request in any dialect, with a new idempotency key each time."""

    def __init__(self, app_fixture: AppFixture, dialect: str) -> None:
        self.app_fixture, self.dialect = app_fixture, dialect
        self.is_first = dialect in (STATESET, V1)
        self.items = "items" if self.is_first else "line_items"
        self.root = "/v1/checkouts" if dialect == STATESET else "/checkout_sessions"
        self._count = 0

    async def ask(self, method: str, tail: str, body: Any) -> httpx.Response:
        """Sends a request, and checks the format of an error."""
        self._count += 1
        headers = {
            "Authorization": "Bearer sk_test_demo",
            "Idempotency-Key": f"{self._count}",
            "Content-Type": "application/json",
            **({} if self.dialect == STATESET else {"API-Version": self.dialect}),
        }
        sent: dict[str, Any] = {"content": body} if isinstance(body, bytes) else {"json": body}
        url = self.root + tail
        answer = await self.app_fixture.client.request(method, url, headers=headers, **sent)
        if answer.status_code >= 400 and self.dialect != STATESET:
            validate(self.dialect, "Error", answer.json())
        return answer

    async def create(self, items: Any, **more: Any) -> httpx.Response:
        """Creates a session with these items."""
        first = {"fulfillment_address": ADDRESS}
        later = {"currency": "usd", "capabilities": {}, "fulfillment_details": {"address": ADDRESS}}
        body = {self.items: items, **(first if self.is_first else later), **more}
        return await self.ask("POST", "", body)

    async def update(self, session: str, body: Any) -> httpx.Response:
        """Updates a session."""
        return await self.ask("PUT" if self.dialect == STATESET else "POST", f"/{session}", body)

    def refusal(self, answer: httpx.Response) -> tuple[int, str | None]:
        """Status and parameter of an error, without the root of a JSONPath."""
        body = answer.json()
        param = body.get("error", body).get("param")
        return answer.status_code, None if param is None else param.removeprefix("$.")

    def with_address(self, address: Any) -> dict[str, Any]:
        """A body with this address."""
        if self.is_first:
            return {"fulfillment_address": address}
        return {"fulfillment_details": {"address": address}}

    @property
    def address_path(self) -> str:
        """The path of the address."""
        return "fulfillment_address" if self.is_first else "fulfillment_details.address"


@pytest.fixture(params=[STATESET, V1, V2, V3])
def client(request: pytest.FixtureRequest, app_fixture: AppFixture) -> SessionClient:
    """A client of StateSet and of each version of ACP."""
    return SessionClient(app_fixture, request.param)


@pytest.mark.parametrize(
    "quantity", [0, -1, -(10**12), 0.5, 1.5, 1_000_001, 10**40, 1e300, "1", "", True, [1], {}]
)
async def test_an_invalid_quantity_is_refused(client: SessionClient, quantity: Any) -> None:
    """A quantity is a whole number from 1 to a million, in a creation and in an update."""
    wanted = (400, f"{client.items}[1].quantity")
    items = [MUG, {"id": "item_456", "quantity": quantity}]
    assert client.refusal(await client.create(items)) == wanted
    session = (await client.create([MUG])).json()
    changed = await client.update(session["id"], {client.items: items})
    assert client.refusal(changed) == wanted
    read = await client.ask("GET", f"/{session['id']}", b"")
    assert read.json() == session


@pytest.mark.parametrize("name", ["id", "quantity"])
@pytest.mark.parametrize("form", ["absent", "null"])
async def test_an_incomplete_item_is_refused(client: SessionClient, name: str, form: str) -> None:
    """An item needs an id and a quantity. Only the quantity may be absent, from 2026 on."""
    item: dict[str, Any] = {**MUG, name: None}
    if form == "absent":
        del item[name]
    if (name, form) == ("quantity", "absent") and not client.is_first:
        assert (await client.create([item])).status_code == 201
        return
    assert client.refusal(await client.create([item])) == (400, f"{client.items}[0].{name}")


@pytest.mark.parametrize("items", [{}, "item_123", 1, True, [], [None], ["item_123"], [[MUG]], [1]])
async def test_invalid_items_are_refused(client: SessionClient, items: Any) -> None:
    """The error names the array, or the place in it."""
    status, param = client.refusal(await client.create(items))
    assert status == 400
    assert param is not None
    assert param.startswith(client.items)


@pytest.mark.parametrize("article", ["", "item_999", "x" * 256, "\0", 1, ["item_123"]])
async def test_an_unknown_item_id_is_refused(client: SessionClient, article: Any) -> None:
    """An unknown, too long or non-text id is refused, and the error names the id."""
    answer = await client.create([MUG, {"id": article, "quantity": 1}])
    assert client.refusal(answer) == (400, f"{client.items}[1].id")


async def test_too_many_items_are_one_error(client: SessionClient) -> None:
    """Ten thousand items are one error in a creation and in an update. A thousand items are accepted."""
    lines = [MUG] * 10_000
    session = (await client.create([MUG])).json()
    changed = await client.update(session["id"], {client.items: lines})
    assert client.refusal(await client.create(lines)) == (400, client.items)
    assert client.refusal(changed) == (400, client.items)
    assert (await client.create(lines[:1000])).status_code == 201


async def test_equal_items_are_merged(client: SessionClient) -> None:
    """Two items with the same id become one line with the sum of the quantities."""
    session = (await client.create([MUG, {**MUG, "quantity": 2}])).json()
    assert [line["id"] for line in session["line_items"]] == ["item_123"]
    (subtotal,) = [each["amount"] for each in session["totals"] if each["type"] == "subtotal"]
    assert subtotal == 3000


async def test_too_large_totals_are_refused(client: SessionClient) -> None:
    """A billion items are accepted, and a total above a quadrillion is refused."""
    pieces = [{"id": "item_123", "quantity": 1_000_000}] * 1000
    session = (await client.create(pieces)).json()
    assert [each["amount"] for each in session["totals"] if each["type"] == "subtotal"] == [10**12]
    await client.app_fixture.put("item_123", unit_price=2**53 - 1)
    for answer in (await client.create(pieces), await client.update(session["id"], {})):
        assert client.refusal(answer) == (400, client.items)


@pytest.mark.parametrize("currency", ["eur", "", "US", "usdollar", 1, {}, "\0"])
async def test_another_currency_is_refused(app_fixture: AppFixture, currency: Any) -> None:
    """From 2026 on, a currency other than the shop's is refused. StateSet has no such parameter."""
    for dialect in (V2, V3):
        client = SessionClient(app_fixture, dialect)
        answer = await client.create([MUG], currency=currency)
        assert client.refusal(answer) == (400, "currency")
    stateset = SessionClient(app_fixture, STATESET)
    assert stateset.refusal(await stateset.create([MUG], currency=currency)) == (400, "currency")


@pytest.mark.parametrize("option", ["owl", "x" * 256, 1, ["shipping_fast"], {"id": 1}])
async def test_an_unknown_option_is_refused(client: SessionClient, option: Any) -> None:
    """The error names the option, and nothing is changed."""
    session = (await client.create([MUG])).json()
    if client.is_first:
        body: dict[str, Any] = {"fulfillment_option_id": option}
        param = "fulfillment_option_id"
    else:
        body = {"selected_fulfillment_options": [{"type": "shipping", "option_id": option}]}
        param = "selected_fulfillment_options[0].option_id"
    assert client.refusal(await client.update(session["id"], body)) == (400, param)
    assert (await client.ask("GET", f"/{session['id']}", b"")).json() == session


@pytest.mark.parametrize("body", [DEEP, NESTED, b'{"items": NaN}', b'{"a":"\xed\xa0\x80"}', b"\0"])
async def test_unreadable_bodies_get_400(client: SessionClient, body: bytes) -> None:
    """A body that is nested too deeply or is no JSON gets 400 at every endpoint."""
    session = (await client.create([MUG])).json()["id"]
    for tail in ("", f"/{session}/complete", f"/{session}/cancel"):
        assert (await client.ask("POST", tail, body)).status_code == 400
    assert (await client.update(session, body)).status_code == 400


@pytest.mark.parametrize("value", ["x", 1, True, [], ["x"]])
async def test_values_in_place_of_objects_are_refused(client: SessionClient, value: Any) -> None:
    """Buyer, address and payment must be objects."""
    assert client.refusal(await client.create([MUG], buyer=value)) == (400, "buyer")
    answer = await client.create([MUG], **client.with_address(value))
    assert client.refusal(answer) == (400, client.address_path)
    session = (await client.create([MUG], buyer=BUYER)).json()["id"]
    paid = await client.ask("POST", f"/{session}/complete", {"payment_data": value})
    assert client.refusal(paid) == (400, "payment_data")
    assert client.app_fixture.provider.requests == {}


@pytest.mark.parametrize("name", ["name", "line_one", "city", "country", "postal_code"])
@pytest.mark.parametrize("value", [None, 1, {}, "x" * 256])
async def test_an_invalid_address_is_refused(client: SessionClient, name: str, value: Any) -> None:
    """The error names the missing or invalid part of the address."""
    answer = await client.create([MUG], **client.with_address({**ADDRESS, name: value}))
    assert client.refusal(answer) == (400, f"{client.address_path}.{name}")


@pytest.mark.parametrize("session", ["checkout_none", "x" * 2000, "%00", "%F0%9F%92%A9", "..%2F"])
async def test_an_unknown_session_gets_404(client: SessionClient, session: str) -> None:
    """An unknown id gets 404 for reading, updating, completing and cancelling."""
    paying = {"payment_data": {"token": "tok_succeed", "provider": "stripe"}}
    for answer in (
        await client.ask("GET", f"/{session}", b""),
        await client.update(session, {}),
        await client.ask("POST", f"/{session}/complete", paying),
        await client.ask("POST", f"/{session}/cancel", {}),
    ):
        assert answer.status_code == 404

"""Stories of an order: what an agent and a merchant ask, what they are answered, and what the webhook gets."""

from collections.abc import Sequence
from typing import Any

import httpx

from interfaces.configuration.merchants import selling_merchants
from interfaces.dialects.acp.webhooks import acp_callbacks
from interfaces.http.request.body.reader import parse_json
from interfaces.runtime.live import Live
from interfaces.webhooks.sealed_bodies import SealedBodies
from tests.interfaces.dialects.acp.agent import Agent
from tests.interfaces.dialects.acp.schemas import validate_webhook
from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.session.order_calls import calls, merchants

CALLBACKS = acp_callbacks(Live(selling_merchants(merchants())))
AS_MERCHANT = {"Authorization": "Bearer demo-orders"}


async def exchanges_of(
    app_fixture: AppFixture, version: str, story: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    """The exchanges of a story as they are today. Every webhook is validated against the official schema."""
    agent = Agent(app_fixture, version)
    found, told = [], 0
    for exchange in story:
        request = exchange["request"]
        answer = await _answer_to(agent, request)
        sent = [] if answer.status_code >= 300 else await _webhooks(agent, _checkout_of(answer))
        response = {"status": answer.status_code, "body": parse_json(answer.content)}
        found.append(
            {
                "fact": exchange["fact"],
                "request": request,
                "response": response,
                "webhooks": sent[told:],
            }
        )
        told = len(sent)
    return found


async def _answer_to(agent: Agent, request: dict[str, Any]) -> httpx.Response:
    method, path, body = request["method"], request["path"], request.get("body")
    if path.startswith("/purchases"):
        client = agent.app_fixture.client
        return await client.request(method, path, headers=AS_MERCHANT, json=body)
    return await agent.ask(method, path, body)


def _checkout_of(answer: httpx.Response) -> str:
    body = answer.json()
    found: str = body["id"] if "id" in body else body["checkout"]
    return found


async def _webhooks(agent: Agent, checkout_id: str) -> list[Any]:
    opener = SealedBodies(agent.app_fixture.storage.persons)
    found = []
    for call in await calls(agent.app_fixture, CALLBACKS, checkout_id):
        body = parse_json(await opener.open(checkout_id, call.body))
        validate_webhook(agent.version, body)
        found.append(body)
    return found

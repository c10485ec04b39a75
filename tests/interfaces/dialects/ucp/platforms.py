"""Platforms on a made-up network: the profile at each URL, and how often it was fetched."""

import asyncio
import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from interfaces.webhooks.http_caller import HttpAnswer, NoAnswer

VERSION = "2026-04-08"
URL = "https://platform.example/.well-known/ucp"
FULFILLMENT = "dev.ucp.shopping.fulfillment"
CHECKOUT = "dev.ucp.shopping.checkout"


def profile(
    *names: str,
    version: str = VERSION,
    webhook_url: str | None = None,
    supports_multi_group: bool | None = None,
) -> dict[str, Any]:
    """A profile with these capabilities."""
    capabilities: dict[str, Any] = {name: [{"version": version}] for name in names}
    if webhook_url is not None:
        order = {"version": version, "config": {"webhook_url": webhook_url}}
        capabilities["dev.ucp.shopping.order"] = [order]
    if supports_multi_group is not None:
        config = {"supports_multi_group": supports_multi_group}
        capabilities[FULFILLMENT] = [{"version": version, "config": config}]
    return {"ucp": {"version": version, "capabilities": capabilities}}


class Platforms:
    """The network. A URL without an answer cannot be reached."""

    def __init__(self) -> None:
        self.answers: dict[str, HttpAnswer] = {}
        self.fetched: Counter[str] = Counter()

    def put(self, url: str, shape: Any, cache_control: str = "") -> None:
        """Puts a profile at a URL."""
        body = json.dumps(shape).encode()
        self.answers[url] = HttpAnswer(status=200, body=body, cache_control=cache_control)

    async def call(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: bytes = b"",
        *,
        most_bytes: int = 0,
    ) -> HttpAnswer:
        """Answers as the server at the URL does."""
        assert method == "GET"
        self.fetched[url] += 1
        await asyncio.sleep(0)
        if url not in self.answers:
            raise NoAnswer("Nobody is there.")
        found = self.answers[url]
        return HttpAnswer(
            status=found.status, body=found.body[:most_bytes], cache_control=found.cache_control
        )

"""A page that follows the events of a console."""

import json
from typing import Any

from tests.interfaces.api.console.console_fixture import Console
from tests.interfaces.api.history.listener import Listener

STREAM = "/console/live/stream"


def follower(console: Console, query: str = "", **headers: str) -> Listener:
    """A browser with the session of the console that reads the stream until the test stops it."""
    cookie = {"Cookie": f"tillroll={console.browser.cookies['tillroll']}"}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    listener = Listener(console.app, f"{STREAM}{query}", {**cookie, **named})
    listener.scope["scheme"] = "http"
    listener.scope["server"] = ("127.0.0.1", 8000)
    return listener


def messages(heard: str) -> list[dict[str, Any]]:
    """The messages of a stream after the one that it begins with."""
    lines = [line for block in heard.split("\n\n") for line in block.splitlines()]
    return [json.loads(line[6:]) for line in lines if line.startswith("data: ")][1:]

"""Run a server in the image, buy in it, reload it and end it: `make image-test`.

Prints what it saw, and ends with 1 where something differs.
"""

import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from typing import Final

from tests.system.image.container import ACCOUNT, REFUSED, Container, container
from tests.system.image.shop import Shop, write_configuration

IMAGE: Final = os.environ.get("IMAGE", "localhost/tillroll:latest")
_WAIT_SECONDS: Final = 120


def main() -> None:
    """Start the image, and compare what it does with what the README of the deployment says."""
    port = _free_port()
    with container(
        IMAGE,
        PORT=str(port),
        HOST="127.0.0.1",
        TILLROLL_ENV="",
        TILLROLL_CONFIG="/var/lib/tillroll/tillroll.toml",
    ) as running:
        _say("the account", running.run("id", "-u"), str(ACCOUNT))
        _say("a write to the root", running.run("touch", "/opt/x"), REFUSED)
        _say("a write to the volume", running.run("touch", "x"), "")
        write_configuration(running.volume, with_history_key=False)
        _serve(running, Shop(f"http://127.0.0.1:{port}"))


def _serve(running: Container, shop: Shop) -> None:
    server = running.start(*running.server_command)
    try:
        _wait(lambda: shop.status("/readyz") == 200, "the server is ready")
        _say("the health check", running.run(*running.health_check), "")
        _say("a page", str(shop.status("/")), "200")
        bought = shop.buy("first")
        _say(
            "a history key that the file lacks",
            str(shop.status("/history/reads", "demo-auditor")),
            "401",
        )
        write_configuration(running.volume, with_history_key=True)
        server.send_signal(signal.SIGHUP)
        _wait(
            lambda: shop.status("/history/reads", "demo-auditor") == 200, "SIGHUP reloads the key"
        )
        events = shop.history(bought)
        _say(
            "the purchase", f"{events[0]} to {events[-1]}", "checkout.opened to checkout.completed"
        )
        checked = running.run("tillroll", "check").splitlines()[-1]
        _say("tillroll check", checked.rpartition(": ")[2], "all the same.")
        server.send_signal(signal.SIGTERM)
        _wait(lambda: shop.status("/readyz") == 503, "SIGTERM makes it not ready")
        _say("a purchase while it drains", str(bool(shop.buy("last"))), "True")
        _say("/healthz while it drains", str(shop.status("/healthz")), "200")
        _say("the end", str(server.wait(60)), "0")
        _say("a request after it", str(shop.status("/healthz")), "0")
    finally:
        if server.poll() is None:
            server.kill()
            server.wait()


def _wait(condition: Callable[[], bool], what: str) -> None:
    """Wait until a condition holds, and print it. Ends with 1 if it does not."""
    until = time.monotonic() + _WAIT_SECONDS
    while not condition():
        if time.monotonic() > until:
            _end(f"not in time: {what}")
        time.sleep(0.2)
    print(what, flush=True)  # noqa: T201  the command's output


def _say(what: str, found: str, expected: str) -> None:
    """Print what was found. Ends with 1 if it is something else than expected."""
    print(f"{what}: {found or 'succeeds'}", flush=True)  # noqa: T201  the command's output
    if found != expected:
        _end(f"{what} should be {expected!r}")


def _end(why: str) -> None:
    sys.exit(f"image-test: {why}")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


if __name__ == "__main__":
    main()

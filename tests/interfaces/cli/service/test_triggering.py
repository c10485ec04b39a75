"""`tillroll trigger` makes something happen on a demo server, and nowhere else."""

import httpx
import pytest

from interfaces.cli.triggers.demo_shop import NoDemo, TriggeredCheckout
from interfaces.cli.triggers.events import TRIGGERS
from tests.interfaces.cli.service.conftest import Asked


@pytest.mark.parametrize("name", TRIGGERS)
def test_an_event_is_triggered(name: str, ask: Asked, service: str) -> None:
    """The log of the printed checkout has the event or the refused command at its end."""
    made = ask("trigger", name, "--server", service, key=None)
    assert made.exit_code == 0, made.output
    checkout_id = made.stdout.split()[1]
    log = ask("log", checkout_id, "--server", service, "-o", "csv").stdout
    last = {
        "opened": "checkout.opened",
        "committed": "checkout.purchase-committed",
        "refused": "PurchaseCommitmentFound",
        "payment-failed": "checkout.commitment-released",
        "shipped": "shipped",
        "refunded": "refund",
        "disputed": "dispute",
    }
    assert last.get(name, f"checkout.{name}") in log


def test_all_events_are_listed(ask: Asked) -> None:
    """Each has a line with what it is."""
    listed = ask("trigger", "--list", key=None)
    assert [each.split()[0] for each in listed.stdout.splitlines()] == list(TRIGGERS)


def test_an_unknown_event_ends_with_2(ask: Asked) -> None:
    """The sentence names those that there are."""
    ended = ask("trigger", "nothing", key=None)
    assert (ended.exit_code, "cart-replaced" in ended.stderr) == (2, True)


@pytest.mark.parametrize("answer", [httpx.Response(401), httpx.Response(200, text="<p>")])
def test_a_server_that_is_no_demo_is_left_alone(answer: httpx.Response) -> None:
    """Nothing but the sign-in of the demo is sent to it."""
    requests: list[str] = []

    def handle(request: httpx.Request) -> httpx.Response:
        requests.append(request.url.path)
        return answer

    with (
        TriggeredCheckout("https://shop.example", "", httpx.MockTransport(handle)) as shop,
        pytest.raises(NoDemo),
    ):
        TRIGGERS["completed"].make(shop)
    assert requests == ["/oauth2/v2.0/token"]

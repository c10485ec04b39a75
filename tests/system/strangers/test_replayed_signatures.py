"""A recorded Svea signature changes nothing on another path or by another method."""

import json

from tests.system.service.server import Server
from tests.system.service.svea_shop import ROW, creation, signed
from tests.system.strangers.sender import Reply, sending

ATTEMPTS = 20


def _send(server: Server, method: str, path: str, headers: dict[str, str], body: bytes) -> Reply:
    with sending(server) as sender:
        return sender.send(method, path, headers, body)


def _replay(
    server: Server, method: str, path: str, headers: dict[str, str], body: bytes
) -> list[int]:
    """Send it from many addresses, none of which has failed often; each worker gets some of the connections."""
    statuses = []
    for number in range(1, 1 + ATTEMPTS):
        with sending(server, f"127.0.1.{number}") as sender:
            statuses.append(sender.send(method, path, headers, body).status)
    return statuses


def _new_order(server: Server, number: str) -> str:
    body = creation(number)
    created = _send(server, "POST", "/api/orders", signed(body), body)
    assert created.status == 201
    return f"/api/orders/{created.json()['OrderId']}"


def test_a_signature_is_good_for_one_path_and_method(server_with_workers: Server) -> None:
    """Replayed on another order, as a POST and as a creation it is 401, in every process; the other order stays."""
    server = server_with_workers
    first, second = _new_order(server, "A-1"), _new_order(server, "A-2")
    body = json.dumps({"Cart": {"Items": [{**ROW, "UnitPrice": 100}]}}).encode()
    headers = signed(body)
    assert _send(server, "PUT", first, headers, body).status == 200
    for method, path in (("PUT", second), ("POST", first), ("POST", "/api/orders")):
        assert _replay(server, method, path, headers, body) == [401] * ATTEMPTS
    (row,) = _send(server, "GET", second, signed(b""), b"").json()["Cart"]["Items"]
    assert row["UnitPrice"] == ROW["UnitPrice"]

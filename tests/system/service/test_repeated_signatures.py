"""A recorded Svea request is good for nothing else, in any process of the server."""

from pathlib import Path

import msgspec

from tests.system.service.limited_shop import limited_server
from tests.system.service.svea_shop import ROW, creation, signed


def test_a_recorded_request_changes_no_other_order(migrated_url: str, tmp_path: Path) -> None:
    """Sent to another order or with another method, it is 401 from both processes; repeated, it is answered again."""
    body = msgspec.json.encode({"Cart": {"Items": [ROW]}})
    with limited_server(migrated_url, tmp_path, limits="") as client:

        def opened(number: str) -> str:
            create = creation(number)
            answer = client.post("/api/orders", content=create, headers=signed(create))
            return f"/api/orders/{answer.json()['OrderId']}"

        own, other = opened("A-1"), opened("A-2")
        recorded = signed(body)
        assert client.put(own, content=body, headers=recorded).status_code == 200
        elsewhere = [
            client.request(method, path, content=body, headers=recorded)
            for _ in range(8)
            for method, path in (("PUT", other), ("POST", own), ("POST", "/api/orders"))
        ]
        assert {each.status_code for each in elsewhere} == {401}
        assert "another method or path" in elsewhere[0].json()["Message"]
        repeated = [client.put(own, content=body, headers=recorded) for _ in range(8)]
        assert {each.status_code for each in repeated} == {200}
        assert client.get(other, headers=signed(b"")).status_code == 200

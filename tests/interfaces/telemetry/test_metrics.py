"""The Prometheus metrics and health checks of a running server."""

import httpx
import psycopg
import pytest

from tests.interfaces.telemetry.exposed import samples, total
from tests.system.service.server import authorised, item, new_checkout, running

COUNT = "tillroll_request_seconds_count"
PUT_CART = "PUT /checkouts/{checkout_id}/cart"


@pytest.mark.parametrize("workers", [pytest.param("1", marks=pytest.mark.thorough), "2"])
def test_requests_are_counted_by_dialect_operation_and_outcome(
    migrated_url: str, workers: str
) -> None:
    """Metrics are summed over all workers. Each request is counted exactly once, by its outcome."""
    with running(migrated_url, "--workers", workers) as server:
        headers = authorised(server.address)
        checkout_id = new_checkout(server.address, headers)["privateId"]
        path = f"{server.address}/checkouts/{checkout_id}"
        for quantity in range(2, 22):
            # Use a new connection for each request, so that both workers get some.
            httpx.put(f"{path}/cart", headers=headers, json=[item(quantity)]).raise_for_status()
        stale = headers | {"If-Match": '"1"'}
        assert httpx.put(f"{path}/cart", headers=stale, json=[item(99)]).status_code == 412
        assert httpx.put(f"{path}/cart", json=[item(99)]).status_code == 401
        assert httpx.delete(f"{path}/cart").status_code == 405
        assert httpx.get(f"{server.address}/nowhere").status_code == 404
        counted = {
            (found["dialect"], found["operation"], found["outcome"]): value
            for found, value in samples(server.address, COUNT)
        }
        assert counted["walley", PUT_CART, "ok"] == 20
        assert counted["walley", PUT_CART, "StaleVersion"] == 1
        assert counted["walley", PUT_CART, "Unauthenticated"] == 1
        assert counted["walley", "none", "MethodNotAllowed"] == 1
        assert counted["none", "none", "RouteUnknown"] == 1
        # A worker may first try an outdated cached version, and then retries after the conflict.
        conflicts = total(server.address, "tillroll_append_conflicts_total")
        assert conflicts == 0 or workers == "2"
        appends = total(server.address, "tillroll_append_batch_size_sum")
        assert appends == 21 + conflicts
        assert 1 <= total(server.address, "tillroll_append_batch_seconds_count") <= appends
        assert samples(server.address, "tillroll_trail_behind_seconds")
        assert total(server.address, "tillroll_deliveries", state="parked") == 0
        for measure in ("trail", "deliveries"):
            assert total(server.address, "tillroll_measured", measure=measure) == 1


def test_readiness_depends_on_the_database_and_health_does_not(migrated_url: str) -> None:
    """With an unknown schema, /readyz returns 503 with the reason. /healthz and /metrics return 200."""
    with running(migrated_url) as server:
        ready = httpx.get(f"{server.address}/readyz")
        assert ready.status_code == 200
        assert ready.json()["checks"]["trail"]["ok"] is True
        with psycopg.connect(migrated_url, autocommit=True) as connection:
            connection.execute("INSERT INTO tillroll.migrations VALUES (9999, 'later')")
        refused = httpx.get(f"{server.address}/readyz")
        assert refused.status_code == 503
        assert "9999 (later)" in refused.json()["checks"]["database"]["reason"]
        assert httpx.get(f"{server.address}/healthz").json() == {"status": "alive"}
        assert httpx.get(f"{server.address}/metrics").status_code == 200

"""The spans that a running server sends to an OpenTelemetry collector."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from tests.system.service.server import authorised, item, new_checkout, running


class Collector:
    """A collector that stores the requests it receives."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []
        self.address = ""

    def spans(self) -> list[Span]:
        """Return all received spans."""
        return [
            span
            for body in self.bodies
            for resource in ExportTraceServiceRequest.FromString(body).resource_spans
            for scope in resource.scope_spans
            for span in scope.spans
        ]


@contextmanager
def running_collector() -> Iterator[Collector]:
    """Run a collector until the end of the block."""
    collector = Collector()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            collector.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None: ...  # noqa: A002

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        collector.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield collector
        server.shutdown()
        thread.join()


def test_each_request_is_a_span_in_the_callers_trace(migrated_url: str) -> None:
    """A span has the name of its route, the checkout and the outcome, and no data of the path or query."""
    trace_id = "0af7651916cd43dd8448eb211c80319c"
    with running_collector() as collector:
        endpoint = collector.address
        with running(migrated_url, OTEL_EXPORTER_OTLP_ENDPOINT=endpoint) as server:
            headers = authorised(server.address)
            created = new_checkout(server.address, headers)
            httpx.put(
                f"{server.address}/checkouts/{created['privateId']}/cart?token=canary",
                json=[item(2)],
                headers=headers | {"traceparent": f"00-{trace_id}-b7ad6b7169203331-01"},
            )
            httpx.get(f"{server.address}/shopper/{created['publicToken']}")
            server.stop()
        spans = {span.name: span for span in collector.spans()}
    put = spans["PUT /checkouts/{checkout_id}/cart"]
    attributes = {each.key: each.value.string_value for each in put.attributes}
    assert put.trace_id.hex() == trace_id
    assert attributes["tillroll.checkout"] == created["privateId"]
    assert attributes["tillroll.merchant"] == "demo-shop"
    assert attributes["tillroll.outcome"] == "ok"
    assert "GET /shopper/{public_token}" in spans
    sent = b"".join(collector.bodies)
    assert created["publicToken"].encode() not in sent
    assert b"canary" not in sent

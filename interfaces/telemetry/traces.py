"""OpenTelemetry traces, exported to the collector in OTEL_EXPORTER_OTLP_ENDPOINT.

FastAPI creates the spans of requests and exports them as the variables of OpenTelemetry specify (OTEL_SERVICE_NAME,
OTEL_TRACES_SAMPLER, OTEL_EXPORTER_OTLP_HEADERS and others).
"""

from collections.abc import Mapping

from fastapi.telemetry import TelemetryConfig
from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import Span, SpanProcessor, TracerProvider

from interfaces.telemetry.request_context import RequestContext

_ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
_SENSITIVE = ("url.path", "url.query")


def tracing_config(environment: Mapping[str, str]) -> TelemetryConfig:
    """Return the tracing configuration of FastAPI. Without an endpoint, tracing is off."""
    if not any(environment.get(name) for name in _ENDPOINTS):
        return {"tracing": False, "metrics": False, "logs": False, "auto_configure": False}
    resource = Resource.create({"service.name": environment.get("OTEL_SERVICE_NAME") or "tillroll"})
    provider = TracerProvider(resource=resource)
    provider.add_span_processor(_PathRedaction())
    return {
        "tracer_provider": provider,
        "metrics": False,
        "logs": False,
        "operation_spans": False,
        "auto_configure": True,
    }


def describe_span(exchange: RequestContext) -> None:
    """Add the facts about the request to the current span, if there is one."""
    span = trace.get_current_span()
    if span.is_recording():
        # The span of an endpoint that bypasses the router of FastAPI has no route.
        span.update_name(exchange.operation)
        span.set_attributes(
            {
                "http.route": exchange.operation.partition(" ")[2],
                "tillroll.dialect": exchange.dialect,
                "tillroll.outcome": exchange.outcome,
                "tillroll.request_id": exchange.request_id(),
                "tillroll.checkout": exchange.checkout,
                "tillroll.merchant": exchange.merchant,
            }
        )


class _PathRedaction(SpanProcessor):
    """Hide the actual path and query of a span, which may contain tokens and names. The route remains."""

    def on_start(self, span: Span, parent_context: Context | None = None) -> None:
        for name in _SENSITIVE:
            if name in (span.attributes or {}):
                span.set_attribute(name, "[hidden]")

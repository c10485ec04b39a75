"""OpenTelemetry traces, which go to a collector where OTEL_EXPORTER_OTLP_ENDPOINT names one.

FastAPI makes the spans of requests itself and sends them with the exporter that the variables describe; other variables
of OpenTelemetry's (OTEL_SERVICE_NAME, OTEL_TRACES_SAMPLER, OTEL_EXPORTER_OTLP_HEADERS) hold as documented there.
"""

from collections.abc import Mapping

from fastapi.telemetry import TelemetryConfig
from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import Span, SpanProcessor, TracerProvider

from interfaces.telemetry.request_context import RequestContext

_ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
_TELLING = ("url.path", "url.query")


def tracing(environment: Mapping[str, str]) -> TelemetryConfig:
    """How FastAPI is to trace; not at all where nobody is named to send traces to."""
    if not any(environment.get(name) for name in _ENDPOINTS):
        return {"tracing": False, "metrics": False, "logs": False, "auto_configure": False}
    resource = Resource.create({"service.name": environment.get("OTEL_SERVICE_NAME") or "tillroll"})
    provider = TracerProvider(resource=resource)
    provider.add_span_processor(_Discretion())
    return {
        "tracer_provider": provider,
        "metrics": False,
        "logs": False,
        "operation_spans": False,
        "auto_configure": True,
    }


def describe_span(exchange: RequestContext) -> None:
    """Adds to the current span, if there is one, what is known of the request."""
    span = trace.get_current_span()
    if span.is_recording():
        # An endpoint that is called past FastAPI's router has a span that knows no route.
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


class _Discretion(SpanProcessor):
    """Takes the path and the query as sent out of a span: tokens and names may be in them. The route says enough."""

    def on_start(self, span: Span, parent_context: Context | None = None) -> None:
        for name in _TELLING:
            if name in (span.attributes or {}):
                span.set_attribute(name, "[hidden]")

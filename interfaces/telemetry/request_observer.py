"""Record each answered request: metrics, a log line and the attributes of its span."""

from datetime import UTC, datetime

from structlog.typing import FilteringBoundLogger

from interfaces.telemetry.metrics import Metrics
from interfaces.telemetry.request_context import NO_DIALECT, RequestContext
from interfaces.telemetry.traces import describe_span

_FAILURES = range(500, 600)


class RequestObserver:
    """Record answered requests. Without `log`, no line is logged."""

    def __init__(
        self, *, metrics: Metrics, log: FilteringBoundLogger | None, is_tracing: bool
    ) -> None:
        self._metrics = metrics
        self._log = log
        self._is_tracing = is_tracing

    def count_request(self, exchange: RequestContext, status: int, seconds: float) -> None:
        """Record a request that was answered with `status` after `seconds`."""
        self._metrics.count_request(exchange.dialect, exchange.operation, exchange.outcome, seconds)
        if self._is_tracing:
            describe_span(exchange)
        if exchange.address:
            self._metrics.count_denial(exchange.dialect, exchange.outcome)
        if status in _FAILURES:
            self._metrics.count_server_error(exchange.dialect, status)
        if self._log is None:
            return
        if status in _FAILURES:
            level, write = "warning", self._log.warning
        elif exchange.dialect == NO_DIALECT:
            # Probes arrive every few seconds and carry no information.
            level, write = "debug", self._log.debug
        else:
            level, write = "info", self._log.info
        write(
            "request",
            at=datetime.now(UTC),
            level=level,
            request_id=exchange.request_id(),
            dialect=exchange.dialect,
            operation=exchange.operation,
            outcome=exchange.outcome,
            status=status,
            milliseconds=round(seconds * 1000, 2),
            checkout=exchange.checkout,
            merchant=exchange.merchant,
            **_sender(exchange),
        )


def _sender(exchange: RequestContext) -> dict[str, str]:
    """Return who sent a request that was denied; nothing of any other request."""
    if not exchange.address:
        return {}
    return {"address": exchange.address, "claimed": exchange.claimed_name}

"""The Prometheus exposition: metrics that the process counts, and metrics that each scrape queries."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping

from prometheus_client import CollectorRegistry, Metric, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector

from application.ports.event_store import StoreUnavailable

Measure = Callable[[], Awaitable[Iterable[Metric]]]
"""Query metrics. May raise StoreUnavailable, and times out after 2 seconds."""

MEDIA_TYPE = CONTENT_TYPE_PLAIN_0_0_4
_TIMEOUT_SECONDS = 2.0
_log = logging.getLogger("tillroll")


class Exposition:
    """Combine counted and queried metrics. The keys of `measures` name what is queried."""

    def __init__(self, registry: CollectorRegistry, measures: Mapping[str, Measure]) -> None:
        self._registry = registry
        self._measures = measures

    async def text(self) -> bytes:
        """Return all metrics as MEDIA_TYPE. A failed query is left out, and its `tillroll_measured` is 0."""
        found = await asyncio.gather(*(self._look_up(name) for name in self._measures))
        return generate_latest(
            _Combined(self._registry, [*found, _success_metric(self._measures, found)])
        )

    async def _look_up(self, name: str) -> list[Metric]:
        try:
            async with asyncio.timeout(_TIMEOUT_SECONDS):
                return list(await self._measures[name]())
        except (StoreUnavailable, TimeoutError) as error:
            _log.warning("the figures of the %s cannot be looked up: %s", name, error)
            return []


class _Combined(Collector):
    """A collector of both kinds, as the encoder of the library requires."""

    def __init__(self, registry: CollectorRegistry, found: Iterable[Iterable[Metric]]) -> None:
        self._registry = registry
        self._found = found

    def collect(self) -> Iterator[Metric]:
        yield from self._registry.collect()
        for metrics in self._found:
            yield from metrics


def _success_metric(measures: Mapping[str, Measure], found: Iterable[list[Metric]]) -> list[Metric]:
    family = GaugeMetricFamily(
        "tillroll_measured", "Whether figures could be looked up.", labels=("measure",)
    )
    for name, metrics in zip(measures, found, strict=True):
        family.add_metric((name,), 1.0 if metrics else 0.0)
    return [family]

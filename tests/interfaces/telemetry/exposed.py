"""Reads samples from /metrics."""

import httpx
from prometheus_client.parser import text_string_to_metric_families

Labels = dict[str, str]


def samples(address: str, name: str) -> list[tuple[Labels, float]]:
    """Return every sample with this name."""
    answer = httpx.get(f"{address}/metrics", timeout=30)
    answer.raise_for_status()
    return [
        (sample.labels, sample.value)
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
        if sample.name == name
    ]


def total(address: str, name: str, **labels: str) -> float:
    """Return the sum of the samples with this name and these labels."""
    return sum(value for found, value in samples(address, name) if labels.items() <= found.items())

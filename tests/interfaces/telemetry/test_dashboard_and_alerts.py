"""Every query of the dashboard and the alert rules names metrics, labels and label values that exist."""

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from tests.interfaces.telemetry.every_metric import exposition

DEPLOYMENT = Path(__file__).resolve().parents[3] / "deployment"
RULES: list[dict[str, Any]] = [
    rule
    for group in yaml.safe_load((DEPLOYMENT / "prometheus/alerts.yml").read_text())["groups"]
    for rule in group["rules"]
]
PANELS: list[dict[str, Any]] = json.loads((DEPLOYMENT / "grafana/tillroll.json").read_text())[
    "panels"
]
QUERIES = [rule["expr"] for rule in RULES] + [
    target["expr"] for panel in PANELS for target in panel["targets"]
]
# Prometheus adds these to each series of a scrape.
_OF_A_SCRAPE = frozenset({"instance", "job"})
_SELECTOR = re.compile(r"\b(tillroll_\w+|up\b)(?:\{([^}]*)\})?")
_MATCHER = re.compile(r'(\w+)\s*(=~|!~|!=|=)\s*"((?:[^"\\]|\\.)*)"')
_GROUPING = re.compile(r"\b(?:by|without|on|ignoring)\s*\(([^)]*)\)")
_LABEL = re.compile(r"\{\{\s*(?:\$labels\.)?(\w+)\s*\}\}")


class Selected(NamedTuple):
    """A selector of a query: the sample's name, and its matchers."""

    name: str
    matchers: list[tuple[str, str, str]]


def selectors(query: str) -> list[Selected]:
    """Return the selectors of a query."""
    found = [Selected(name, _MATCHER.findall(inside)) for name, inside in _SELECTOR.findall(query)]
    assert found, query
    return found


def grouped_by(query: str) -> set[str]:
    """Return the labels by which a query groups."""
    return {label.strip() for group in _GROUPING.findall(query) for label in group.split(",")}


@pytest.fixture
async def exposed() -> dict[str, dict[str, set[str]]]:
    """The values of each label of each sample, by the sample's name."""
    found: dict[str, dict[str, set[str]]] = {"up": {}}
    for family in text_string_to_metric_families(await exposition()):
        for sample in family.samples:
            labels = found.setdefault(sample.name, {})
            for label, value in sample.labels.items():
                labels.setdefault(label, set()).add(value)
    return found


@pytest.mark.parametrize("query", QUERIES)
async def test_a_query_names_what_exists(
    query: str, exposed: dict[str, dict[str, set[str]]]
) -> None:
    """Each metric exists, has the labels of its matchers, and the labels by which the query groups."""
    grouped = grouped_by(query)
    for name, matchers in selectors(query):
        assert name in exposed
        labels = exposed[name].keys() | _OF_A_SCRAPE
        assert {label for label, _, _ in matchers} <= labels
        assert grouped <= labels
        for label, operator, value in matchers:
            if label in ("state", "measure") and operator == "=":
                assert value in exposed[name][label]


async def test_every_metric_is_on_the_dashboard(exposed: dict[str, dict[str, set[str]]]) -> None:
    """The panels show every metric of tillroll."""
    shown = {
        base_name(each.name)
        for panel in PANELS
        for target in panel["targets"]
        for each in selectors(target["expr"])
    }
    assert shown == {base_name(name) for name in exposed if name.startswith("tillroll_")}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["alert"])
def test_an_alert_has_a_runbook_and_shows_its_labels(rule: dict[str, Any]) -> None:
    """An alert says what happens and what to do, in sentences, and uses no label that its query drops."""
    assert rule["labels"]["severity"] in ("critical", "warning")
    summary, runbook = rule["annotations"]["summary"], rule["annotations"]["runbook"]
    assert summary.endswith(".")
    assert runbook.endswith(".")
    kept = grouped_by(rule["expr"]) | (set() if "by (" in rule["expr"] else _OF_A_SCRAPE)
    assert set(_LABEL.findall(summary + runbook)) <= kept


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel["title"])
def test_a_panel_shows_the_labels_of_its_queries(panel: dict[str, Any]) -> None:
    """A legend has each label by which its query groups, but the bounds of histograms, and no other."""
    assert panel["description"].endswith(".")
    for target in panel["targets"]:
        labels = set(_LABEL.findall(target["legendFormat"]))
        assert labels == grouped_by(target["expr"]) - {"le"}


def base_name(sample: str) -> str:
    """Return the name of a metric from that of its sample."""
    return re.sub(r"_(bucket|sum|count)$", "", sample)

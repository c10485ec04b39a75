"""The README of telemetry names every metric and every readiness check, and nothing else."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from interfaces.bootstrap import create_application
from interfaces.configuration.demo.configuration import demo_configuration
from interfaces.storage.postgres.ledger.setup import LedgerSetup
from tests.interfaces.http.pipeline.waiting_service import WaitingService
from tests.interfaces.telemetry.document import codes, rows
from tests.interfaces.telemetry.every_metric import checks, exposition
from tests.master_key import MASTER_KEYS

INTERFACES = Path(__file__).resolve().parents[3] / "interfaces"
_OF_THE_CLIENT = ("process_", "python_")
_KINDS = ("Counter", "Gauge", "Histogram", "Summary", "Info", "Enum", "MetricFamily")


@pytest.fixture
async def service(tmp_path: Path) -> httpx.AsyncClient:
    """A client of the whole application with a ledger, without a database."""
    app = create_application(
        demo_configuration(),
        "postgresql://nowhere.invalid",
        master_keys=MASTER_KEYS,
        ledger=LedgerSetup(
            origin="tea.example/test", key_files=(tmp_path / "key",), heads_folder=tmp_path
        ),
    )
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://t")


def labelled(text: str) -> dict[str, tuple[str, set[str]]]:
    """Return the type and the labels of each metric of an exposition, by the name that queries use."""
    found = {}
    for family in text_string_to_metric_families(text):
        name = f"{family.name}_total" if family.type == "counter" else family.name
        labels = {label for sample in family.samples for label in sample.labels} - {"le"}
        found[name] = (family.type, labels)
    return found


async def test_every_metric_is_documented_with_its_type_and_labels() -> None:
    """The tables of metrics have the names, types and labels of the exposition."""
    exposed = {
        name: facts
        for name, facts in labelled(await exposition()).items()
        if not name.startswith(_OF_THE_CLIENT)
    }
    documented = {
        name: (kind, set(codes(labels))) for name, (kind, labels, _) in rows("metric").items()
    }
    assert documented == exposed


async def test_the_service_has_the_metrics_that_are_compared(service: httpx.AsyncClient) -> None:
    """What the service counts and queries is in the exposition of these tests, even where the database is down."""
    answer = await service.get("/metrics")
    assert answer.status_code == 200
    ours = await exposition()
    assert labelled(answer.text).keys() <= labelled(ours).keys()
    assert measured(answer.text) == measured(ours)


def test_every_metric_in_the_source_is_compared() -> None:
    """The code creates no metric whose name is not documented."""
    documented = rows("metric")
    names = list(names_in_the_source())
    assert names
    unknown = [
        name
        for name in names
        if not any(each in (name, f"{name}_total") for each in documented)
        and not (name.endswith("*") and any(each.startswith(name[:-1]) for each in documented))
    ]
    assert unknown == []


async def test_every_readiness_check_is_documented(service: httpx.AsyncClient) -> None:
    """The table has each check of /readyz, whether it decides, and the names of its facts."""
    answer = await service.get("/readyz")
    assert answer.status_code == 503
    built = checks(WaitingService(places=1).admission)
    assert answer.json()["checks"].keys() == built.keys()
    exposed = {
        name: ("yes" if check.decides else "no", facts_in(await check.look()))
        for name, check in built.items()
    }
    documented = {
        name: (decides, set(codes(facts))) for name, (decides, facts, _) in rows("check").items()
    }
    assert documented == exposed


async def test_every_probe_is_documented(service: httpx.AsyncClient) -> None:
    """The table has the bodies of the probes."""
    documented = rows("endpoint")
    assert documented.keys() == {"GET /healthz", "GET /readyz"}
    assert (await service.get("/healthz")).text.replace(":", ": ") in documented["GET /healthz"][0]
    assert (await service.get("/readyz")).json()["status"] in documented["GET /readyz"][0]


def measured(text: str) -> set[str]:
    """Return what a scrape queries."""
    return {
        sample.labels["measure"]
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if family.name == "tillroll_measured"
    }


def facts_in(facts: Mapping[str, object]) -> set[str]:
    """Return the names of facts, and those of the objects in a list after a dot."""
    found = set(facts)
    for name, value in facts.items():
        for each in value if isinstance(value, list) else ():
            found |= {f"{name}.{member}" for member in each}
    return found


def names_in_the_source() -> Iterator[str]:
    """Yield the name of each metric that the code creates; a computed one ends with *."""
    for file in INTERFACES.rglob("*.py"):
        text = file.read_text()
        if "prometheus_client" not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            if not (isinstance(node, ast.Call) and ast.unparse(node.func).endswith(_KINDS)):
                continue
            match node.args:
                case [ast.Constant(value=str(name)), *_]:
                    yield name
                case [ast.JoinedStr(values=[ast.Constant(value=str(start)), *_]), *_]:
                    yield f"{start}*"
                case _:
                    raise AssertionError(f"{file.name}:{node.lineno} creates a metric unseen")

"""What is for operators is answered at their address, and in production nowhere else."""

from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pytest

from tests.system.service.server import Server, running

_CONFIGURATION = """
[[merchants]]
id = "shop"
name = "Shop"
[merchants.walley]
store_ids = [1001]
clients = [{{ client_id = "client", client_secret = "{secret}" }}]
[serving]
{serving}
"""
FOR_OPERATORS = ("/metrics", "/docs", "/docs/walley", "/openapi.json", "/openapi/walley.json")


def _configured(folder: Path, serving: str) -> str:
    file = folder / "tillroll.toml"
    file.write_text(_CONFIGURATION.format(secret="s" * 32, serving=serving))
    file.chmod(0o600)
    return str(file)


def _in_production(database_url: str, file: str, *options: str) -> AbstractContextManager[Server]:
    return running(database_url, *options, TILLROLL_CONFIG=file, TILLROLL_ENV="production")


def _statuses(address: str) -> dict[str, int]:
    return {path: httpx.get(f"{address}{path}").status_code for path in FOR_OPERATORS}


def _operations(server: Server) -> str:
    """Return the address in the banner, where the API is documented."""
    return server.output.partition("API: ")[2].partition("/docs")[0]


@pytest.mark.parametrize("workers", [pytest.param("1", marks=pytest.mark.thorough), "2"])
def test_they_have_an_address_of_their_own(migrated_url: str, tmp_path: Path, workers: str) -> None:
    """The public one has the status of the probes only, and the operators' one has no API."""
    file = _configured(tmp_path, 'operations = "127.0.0.1:0"')
    with _in_production(migrated_url, file, "--workers", workers) as server:
        operations = _operations(server)
        assert operations != server.address
        assert set(_statuses(operations).values()) == {200}
        assert set(_statuses(server.address).values()) == {404}
        assert httpx.get(f"{server.address}/healthz").status_code == 200
        assert httpx.get(f"{server.address}/readyz").json() == {"status": "ready"}
        checks = httpx.get(f"{operations}/readyz").json()["checks"]
        assert checks["places"]["ok"] is True
        assert "tillroll_places_taken" in httpx.get(f"{operations}/metrics").text
        assert httpx.post(f"{operations}/oauth2/v2.0/token").status_code == 404
        assert httpx.post(f"{server.address}/oauth2/v2.0/token").status_code == 400
        assert httpx.post(f"{server.address}/metrics").status_code == 404


def test_production_shows_them_to_nobody_else(migrated_url: str, tmp_path: Path) -> None:
    """Without an address of their own they are nowhere."""
    file = _configured(tmp_path, "")
    with _in_production(migrated_url, file) as server:
        assert set(_statuses(server.address).values()) == {404}
        assert "/docs" not in server.output
        assert "checks" not in httpx.get(f"{server.address}/readyz").json()


def test_production_shows_them_by_choice(migrated_url: str, tmp_path: Path) -> None:
    """With `public_operations`, at the public address."""
    file = _configured(tmp_path, "public_operations = true")
    with _in_production(migrated_url, file) as server:
        assert set(_statuses(server.address).values()) == {200}


def test_development_shows_them(migrated_url: str, tmp_path: Path) -> None:
    """At the public address, as ever, and at their own."""
    file = _configured(tmp_path, 'operations = "127.0.0.1:0"')
    with running(migrated_url, TILLROLL_CONFIG=file) as server:
        assert set(_statuses(server.address).values()) == {200}
        assert set(_statuses(_operations(server)).values()) == {200}

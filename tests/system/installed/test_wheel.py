"""What the wheel has, and what an installed tillroll does from an empty folder."""

import re
import signal
import subprocess
from importlib.metadata import version
from pathlib import Path
from zipfile import ZipFile

import httpx

from tests.system.installed.conftest import Installed
from tests.system.service.server import authorised, new_checkout

_ROOT = Path(__file__).resolve().parents[3]
_PACKAGES = ("domain", "application", "interfaces")
_PURCHASE = {"payment_data": {"token": "tok_succeed", "provider": "stripe"}}
_AGENT = {"Authorization": "Bearer sk_test_demo"}
_ADDRESS = {
    "name": "John Doe",
    "line_one": "456 Oak Ave",
    "city": "Los Angeles",
    "state": "CA",
    "country": "US",
    "postal_code": "90210",
}


def test_the_wheel_has_every_file_of_the_packages(installed: Installed) -> None:
    """Steps of the schema, templates, languages, scripts and styles are in the wheel, and nothing else."""
    files = {
        file.relative_to(_ROOT).as_posix()
        for package in _PACKAGES
        for file in (_ROOT / package).rglob("*")
        if file.is_file() and file.suffix not in {".pyc", ".mo"}
    }
    with ZipFile(installed.wheel) as wheel:
        packed = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert packed == files


def test_the_version_is_printed(installed: Installed, tmp_path: Path) -> None:
    """`tillroll --version` prints the name and the version of the wheel."""
    printed = installed.run("--version", cwd=tmp_path)
    assert (printed.returncode, printed.stdout) == (0, f"tillroll {version('tillroll')}\n")


def test_an_installed_tillroll_sells_from_an_empty_folder(
    installed: Installed, tmp_path: Path
) -> None:
    """It serves, sells and stops. Its data is in the user's data folder, and nowhere else is a file written."""
    before = _files(installed.packages)
    served = subprocess.Popen(
        [installed.tillroll, "serve", "--port", "0"],
        cwd=tmp_path,
        env=installed.environment | {"PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert served.stdout is not None
    try:
        output = ""
        while "unitPrice" not in output:
            line = served.stdout.readline()
            assert line, output
            output += line
        address = re.search(r"serves (http://[\d.:]+)", output)
        assert address is not None
        _buy(address[1])
        new_checkout(address[1], authorised(address[1]))
        assert httpx.get(f"{address[1]}/console").status_code in {200, 303}
    finally:
        served.send_signal(signal.SIGTERM)
        status = served.wait(30)
        served.stdout.close()
    data = installed.home / ".local" / "share" / "tillroll"
    assert status == 0
    assert f"Its data is in {data}" in output
    assert {"master.key", "postgres"} <= {each.name for each in data.iterdir()}
    assert list(tmp_path.iterdir()) == []
    assert _files(installed.packages) == before


def _buy(address: str) -> None:
    """Buy two lines through an agent's API."""
    with httpx.Client(base_url=address, headers=_AGENT, timeout=60) as agent:
        answer = agent.post("/v1/checkouts", json={"items": [{"id": "item_123", "quantity": 1}]})
        assert answer.status_code == 201, answer.text
        checkout = answer.json()["id"]
        update = {"fulfillment_address": _ADDRESS, "fulfillment_option_id": "shipping_fast"}
        assert agent.put(f"/v1/checkouts/{checkout}", json=update).status_code == 200
        answer = agent.post(f"/v1/checkouts/{checkout}/complete", json=_PURCHASE)
    assert (answer.status_code, answer.json()["status"]) == (200, "completed")


def _files(folder: Path) -> set[Path]:
    return {file for file in folder.rglob("*") if "__pycache__" not in file.parts}

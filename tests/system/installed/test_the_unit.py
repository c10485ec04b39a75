"""The commands of the systemd unit, run as it runs them, in the folders of a test."""

import shlex
import signal
import subprocess
import time
from pathlib import Path

import httpx

from tests.ports import free_ports
from tests.system.installed.conftest import Installed

_UNIT = Path(__file__).resolve().parents[3] / "deployment" / "tillroll.service"
_WITHIN_SECONDS = 60


def _settings(name: str, installed: Installed, data: Path) -> list[str]:
    """The values of a setting of the unit, with the folders of the test in place of those of the machine."""
    lines = _UNIT.read_text().splitlines()
    values = [line.partition("=")[2] for line in lines if line.startswith(f"{name}=")]
    return [
        each.replace("/opt/tillroll", str(installed.folder)).replace("/var/lib/tillroll", str(data))
        for each in values
    ]


def test_the_unit_starts_reloads_and_stops_a_server(
    installed: Installed, fresh_database_url: str, tmp_path: Path
) -> None:
    """ExecStart serves what `tillroll init` wrote, ExecReload keeps it serving, and SIGTERM ends it with 0."""
    data = tmp_path / "data"
    made = installed.run("init", str(data), "--merchant", "tea-shop", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    port = str(free_ports(1)[0])
    variables = [
        pair for line in _settings("Environment", installed, data) for pair in shlex.split(line)
    ]
    environment = dict(pair.split("=", 1) for pair in variables)
    # What /etc/tillroll/environment may have.
    environment |= {"PATH": "/usr/bin:/bin", "DATABASE_URL": fresh_database_url, "PORT": port}
    [command] = _settings("ExecStart", installed, data)
    [reload] = _settings("ExecReload", installed, data)
    [folder] = _settings("WorkingDirectory", installed, data)
    output = (tmp_path / "output").open("w+")
    with (
        output,
        subprocess.Popen(
            shlex.split(command), cwd=folder, env=environment, stdout=output, stderr=output
        ) as served,
    ):
        try:
            _wait(f"http://127.0.0.1:{port}/readyz", served)
            subprocess.run(shlex.split(reload.replace("$MAINPID", str(served.pid))), check=True)
            _wait(f"http://127.0.0.1:{port}/readyz", served)
            served.send_signal(signal.SIGTERM)
            assert served.wait(_WITHIN_SECONDS) == 0
        finally:
            served.kill()
        output.seek(0)
        printed = output.read()
    assert "Traceback" not in printed
    assert '"level":"error"' not in printed


def _wait(url: str, served: subprocess.Popen[bytes]) -> None:
    """Wait until the server is ready."""
    until = time.monotonic() + _WITHIN_SECONDS
    while time.monotonic() < until and served.poll() is None:
        try:
            if httpx.get(url).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    raise AssertionError("the server was not ready")

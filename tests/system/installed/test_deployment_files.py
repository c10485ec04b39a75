"""The files in deployment/ name commands, variables, paths, ports and times that tillroll has."""

import re
from configparser import RawConfigParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from interfaces.cli.exit_codes import MISCONFIGURED, UNAVAILABLE, USAGE
from interfaces.cli.main import app
from interfaces.configuration.loading import load_configuration
from interfaces.configuration.settings import Configuration
from interfaces.http.probes import PATHS
from interfaces.serving.server import GRACE_SECONDS

_ROOT = Path(__file__).resolve().parents[3]
_FOLDER = _ROOT / "deployment"
_FILES = ("Containerfile", "compose.yaml", "tillroll.service", "kubernetes.yaml")
# The names of variables of others: of the image of PostgreSQL, of compose, of Python and the shell.
_OF_OTHERS = re.compile(r"POSTGRES_\w+|TILLROLL_TAG|PATH|LANG|PYTHONDONTWRITEBYTECODE|BASE")
_VARIABLE = re.compile(r"\b(?:TILLROLL_[A-Z_]+|DATABASE_URL|OTEL_[A-Z_]+|HOST|PORT)\b")
_ACCOUNT = 10001
_DATA = "/var/lib/tillroll"


def _text(name: str) -> str:
    return (_FOLDER / name).read_text()


def _instructions() -> list[tuple[str, str]]:
    """The instructions of the Containerfile with their arguments, in order."""
    lines = [line for line in _text("Containerfile").splitlines() if not line.startswith("#")]
    joined = "\n".join(lines).replace("\\\n", " ")
    return [(line.split()[0], line.split(maxsplit=1)[1]) for line in joined.splitlines() if line]


def _last(instruction: str) -> str:
    return [argument for name, argument in _instructions() if name == instruction][-1]


def _unit() -> dict[str, list[str]]:
    """The settings of [Service], each with its values in order."""
    settings: dict[str, list[str]] = {}
    section = _text("tillroll.service").partition("[Service]")[2].partition("[Install]")[0]
    for line in section.splitlines():
        if line and not line.startswith("#"):
            name, _, value = line.partition("=")
            settings.setdefault(name, []).append(value)
    return settings


def _objects() -> dict[str, Any]:
    """The objects of the Kubernetes example by kind."""
    return {each["kind"]: each for each in yaml.safe_load_all(_text("kubernetes.yaml"))}


def _pod() -> Any:
    return _objects()["Deployment"]["spec"]["template"]["spec"]


def _configuration_of_the_pod(folder: Path) -> Configuration:
    """The file of the Secret with a hash in it, as production loads it."""
    text: str = _objects()["Secret"]["stringData"]["tillroll.toml"]
    file = folder / "tillroll.toml"
    file.write_text(text.replace("REPLACE", "0" * 64))
    file.chmod(0o440)
    return load_configuration(file, production=True)


def _service() -> Any:
    return yaml.safe_load(_text("compose.yaml"))["services"]["tillroll"]


@pytest.mark.parametrize("name", _FILES)
def test_every_variable_is_one_that_tillroll_reads(name: str) -> None:
    """Each variable for tillroll in a file is a string of its code."""
    code = "\n".join(file.read_text() for file in (_ROOT / "interfaces").rglob("*.py"))
    known = set(_VARIABLE.findall(" ".join(re.findall(r'"[A-Z_]+"', code)))) | {
        "TILLROLL_LOG_FORMAT"
    }
    named = {each for each in _VARIABLE.findall(_text(name)) if not _OF_OTHERS.fullmatch(each)}
    assert named
    assert named <= known


def test_every_command_is_one_of_tillroll() -> None:
    """The image, the unit and the pod run `tillroll serve`, which is a command, without options."""
    commands: Any = get_command(app)
    entry: list[str] = yaml.safe_load(_last("ENTRYPOINT")) + yaml.safe_load(_last("CMD"))
    assert _unit()["ExecStart"] == [" ".join(entry)]
    assert _pod()["containers"][0]["args"] == yaml.safe_load(_last("CMD"))
    assert entry[1:] == ["serve"]
    assert "serve" in commands.commands


def test_every_probe_is_a_path_of_tillroll() -> None:
    """The health check asks for readiness; a failed readiness does not restart a pod."""
    container = _pod()["containers"][0]
    probes = {each: container[each]["httpGet"]["path"] for each in container if "Probe" in each}
    asked = set(re.findall(r"'(/\w+)'", _last("HEALTHCHECK")))
    assert asked == {"/readyz"}
    assert probes["readinessProbe"] == "/readyz"
    assert probes["livenessProbe"] == probes["startupProbe"] == "/healthz"
    assert asked | set(probes.values()) <= PATHS


def test_all_listen_on_one_port() -> None:
    """The port of the image is the one that is exposed, published and probed."""
    port = int(_last("EXPOSE"))
    container = _pod()["containers"][0]
    [named] = container["ports"]
    assert f"PORT={port}" in _last("ENV")
    assert named["containerPort"] == port
    assert _service()["ports"] == [f"127.0.0.1:{port}:{port}"]
    assert _objects()["Service"]["spec"]["ports"][0]["targetPort"] == named["name"]
    assert all(
        container[each]["httpGet"]["port"] == named["name"] for each in container if "Probe" in each
    )


def test_stopping_has_time_for_the_running_requests(tmp_path: Path) -> None:
    """Each process manager waits longer than the server lets requests end, and the pod than it drains before."""
    compose = int(_service()["stop_grace_period"].removesuffix("s"))
    pod = _pod()["terminationGracePeriodSeconds"]
    drained = _configuration_of_the_pod(tmp_path).serving.drain_seconds
    assert compose > GRACE_SECONDS
    assert int(_unit()["TimeoutStopSec"][0]) > GRACE_SECONDS
    assert drained > 0
    assert pod > GRACE_SECONDS + drained
    assert _last("STOPSIGNAL") == "SIGTERM"


def test_nothing_runs_as_root_or_writes_beside_its_data() -> None:
    """The account is not root, the root is read-only, and the data folder is the only lasting one."""
    container = _pod()["containers"][0]
    assert _last("USER") == f"{_ACCOUNT}:{_ACCOUNT}"
    assert _last("VOLUME") == _DATA
    assert f"TILLROLL_DATA={_DATA}" in _last("ENV")
    assert _service()["read_only"] is True
    assert _pod()["securityContext"]["runAsNonRoot"] is True
    assert _pod()["securityContext"]["runAsUser"] == _ACCOUNT
    assert container["securityContext"]["readOnlyRootFilesystem"] is True
    mounts = {each["mountPath"] for each in container["volumeMounts"] if not each.get("readOnly")}
    assert mounts == {_DATA, "/tmp"}
    assert (_unit()["DynamicUser"], _unit()["ProtectSystem"]) == (["yes"], ["strict"])
    assert _unit()["StateDirectory"] == [_DATA.rpartition("/")[2]]


def test_no_secret_is_in_a_layer() -> None:
    """The build takes the packages and what installs them, and no variable of the image is a secret."""
    copied = {
        argument.split()[0]
        for name, argument in _instructions()
        if name in {"COPY", "ADD"} and not argument.startswith("--from=build")
    }
    packages = {"domain", "application", "interfaces"}
    assert copied == packages | {"deployment/requirements.lock", "pyproject.toml"}
    assert not re.search(r"SECRET|PASSWORD|MASTER_KEY|DATABASE_URL", _text("Containerfile"))


def test_a_reload_is_sighup_with_a_file() -> None:
    """The unit reloads with SIGHUP and names a configuration, without which SIGHUP ends the server."""
    assert _unit()["ExecReload"] == ["/bin/kill -HUP $MAINPID"]
    assert any("TILLROLL_CONFIG=" in each for each in _unit()["Environment"])


def test_the_unit_starts_again_unless_a_person_is_needed() -> None:
    """Wrong usage and a refused configuration are final; an unreachable database is not."""
    final = {int(each) for each in _unit()["RestartPreventExitStatus"][0].split()}
    assert final == {USAGE, MISCONFIGURED}
    assert UNAVAILABLE not in final


def test_the_unit_has_its_sections() -> None:
    """The unit is read without duplicate sections, and a target starts it."""
    parser = RawConfigParser(strict=False)
    parser.read_string(_text("tillroll.service"))
    assert parser.sections() == ["Unit", "Service", "Install"]


def test_the_example_of_a_configuration_is_accepted(tmp_path: Path) -> None:
    """Production accepts the file of the Secret once its hash is one; the pod reads it where the variable says."""
    assert _configuration_of_the_pod(tmp_path).merchants[0].id == "tea-shop"
    mounted = _pod()["containers"][0]["volumeMounts"][0]["mountPath"]
    assert _objects()["ConfigMap"]["data"]["TILLROLL_CONFIG"] == f"{mounted}/tillroll.toml"

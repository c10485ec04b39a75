"""Collect all findings about a configuration and its files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from interfaces.configuration.checks import configuration_faults
from interfaces.configuration.demo.configuration import demo_configuration
from interfaces.configuration.diagnosis.files import (
    destroyed_keys_finding,
    ledger_findings,
    master_key_finding,
    mode_finding,
)
from interfaces.configuration.diagnosis.secrets import secret_findings
from interfaces.configuration.diagnosis.structure import structure_faults
from interfaces.configuration.settings import Configuration
from interfaces.runtime.diagnostic import Diagnostic, good, problem, warn

_REMEDY = "Correct it: interfaces/configuration/README.md has every setting, `tillroll init` writes all as comments."


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What belongs to a configuration: its file, the folder of the embedded database if it is used, the environment."""

    file: Path | None
    data: Path | None
    environment: Mapping[str, str]
    production: bool


def configuration_findings(around: Surroundings) -> Iterator[Diagnostic]:
    """Yield the findings. Without a file, the configuration is that of the demo."""
    if around.file is None:
        if around.production:
            yield problem(
                "TILLROLL_ENV=production, and TILLROLL_CONFIG names no file, so the configuration would be the demo's.",
                "tillroll init writes a configuration.",
            )
            return
        yield warn(
            "TILLROLL_CONFIG names no file, so the secrets are those of the demo, which everybody knows.",
            "tillroll init writes a configuration; TILLROLL_ENV=production refuses the demo's.",
        )
        yield from _file_findings(demo_configuration(), around)
        return
    try:
        content = around.file.read_bytes()
    except OSError as error:
        yield problem(
            f"{around.file} cannot be read: {error.strerror}.",
            "Give it to the account of the server, or correct TILLROLL_CONFIG.",
        )
        return
    yield mode_finding(around.file)
    faults = list(structure_faults(content))
    if faults:
        yield from (problem(each, _REMEDY) for each in faults)
        return
    configuration = msgspec.toml.decode(content, type=Configuration)
    faults = list(configuration_faults(configuration, production=around.production))
    yield from (problem(each, _REMEDY) for each in faults)
    if not faults:
        yield good(f"{around.file} is a configuration that the server accepts.")
    if not around.production and not configuration.demo:
        yield warn(
            "TILLROLL_ENV is not production, which would check more and show less.",
            "Set TILLROLL_ENV=production in the environment of the server.",
        )
    if not configuration.demo:
        yield from secret_findings(configuration)
    yield from _file_findings(configuration, around)


def _file_findings(configuration: Configuration, around: Surroundings) -> Iterator[Diagnostic]:
    own = None if around.data is None else around.data / "master.key"
    yield master_key_finding(configuration, around.file, own, around.environment)
    yield destroyed_keys_finding(configuration)
    yield from ledger_findings(
        configuration, around.file, around.data, production=around.production
    )

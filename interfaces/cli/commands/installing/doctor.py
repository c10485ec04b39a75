"""`tillroll doctor`: what is wrong with a machine, a configuration and a database."""

import os
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.text import Text

from interfaces.cli.databases import VAR, Data, DatabaseUrl, database_folder
from interfaces.cli.exit_codes import DIFFERS
from interfaces.cli.terminal.output import BAD, FAINT, GOOD, NAME, Output, count_of
from interfaces.runtime.diagnostic import Diagnostic, Level, good, problem

_MARKS: Final[Mapping[Level, tuple[str, str]]] = {
    Level.GOOD: ("  ok       ", GOOD),
    Level.WARNING: ("  warning  ", NAME),
    Level.PROBLEM: ("  problem  ", BAD),
}


class DoctorOutput(StrEnum):
    """How the findings are printed."""

    TEXT = "text"
    JSON = "json"


def doctor(
    output: Annotated[
        DoctorOutput, typer.Option("--output", "-o", help="Sentences, or a document.")
    ] = DoctorOutput.TEXT,
    host: Annotated[str, typer.Option(envvar="HOST", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(envvar="PORT", min=0, max=65535, help="Port to listen on.")
    ] = 8000,
    config: Annotated[
        Path | None,
        typer.Option(envvar="TILLROLL_CONFIG", help="TOML file of the server."),
    ] = None,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Say what is wrong with this machine, the configuration and the database, each with its remedy.

    Nothing is changed. An embedded PostgreSQL that has data is started, or shared. Run it as the account, and with the
    environment, of the server. Exit status: 0 no problem, 1 a problem.
    """
    found = {
        "machine": list(_machine(host, port, database_url, data)),
        "configuration": list(_configuration(config, database_url, data)),
        "database": list(_database(database_url, data)),
    }
    if output is DoctorOutput.JSON:
        Output().json(_document(found))
    else:
        _print(found)
    if _count(found, Level.PROBLEM):
        raise typer.Exit(DIFFERS)


def _machine(host: str, port: int, database_url: str | None, data: Path) -> Iterator[Diagnostic]:
    from interfaces.serving.machine.address import address_finding
    from interfaces.serving.machine.platform import platform_findings
    from interfaces.serving.machine.resources import resource_findings
    from interfaces.storage.postgres.embedded.diagnosis import embedded_findings

    yield from platform_findings()
    yield from resource_findings(data, has_postgresql=database_url is None)
    yield address_finding(host, port)
    if database_url is None:
        yield from embedded_findings(database_folder(data.absolute()))


def _configuration(
    config: Path | None, database_url: str | None, data: Path
) -> Iterator[Diagnostic]:
    from interfaces.configuration.diagnosis.findings import Surroundings, configuration_findings
    from interfaces.serving.environment import is_production

    yield from configuration_findings(
        Surroundings(
            file=None if config is None else config.absolute(),
            data=data if database_url is None else None,
            environment=os.environ,
            production=is_production(os.environ.get("TILLROLL_ENV", "")),
        )
    )


def _database(database_url: str | None, data: Path) -> Iterator[Diagnostic]:
    from interfaces.storage.postgres.diagnosis.database import database_findings
    from interfaces.storage.postgres.embedded.server import (
        EmbeddedPostgresFailed,
        embedded_postgres,
    )
    from interfaces.storage.postgres.schema.server_role import SERVER_ROLE

    if database_url is not None:
        yield from database_findings(database_url)
        return
    folder = database_folder(data)
    if not (folder / "PG_VERSION").exists():
        yield good(f"There is no database in {folder.absolute()} yet. `tillroll serve` makes it.")
        return
    try:
        with embedded_postgres(folder) as url:
            yield from database_findings(url, server_role=SERVER_ROLE)
    except EmbeddedPostgresFailed as failure:
        yield problem(
            f"The embedded PostgreSQL does not start: {failure}",
            f"Look into {folder / 'server.log'}; `tillroll restore` puts a backup in its place.",
        )


def _print(found: Mapping[str, Sequence[Diagnostic]]) -> None:
    output = Output()
    for part, findings in found.items():
        output.say(Text(part.capitalize(), "bold"))
        for each in findings:
            output.say(Text.assemble(_MARKS[each.level], each.sentence))
            if each.remedy:
                output.say(Text.assemble((" " * 11, ""), (each.remedy, FAINT)))
    problems, warnings = (_count(found, level) for level in (Level.PROBLEM, Level.WARNING))
    output.say()
    output.say(f"{count_of(problems, 'problem')}, {count_of(warnings, 'warning')}.")


def _document(found: Mapping[str, Sequence[Diagnostic]]) -> dict[str, object]:
    return {
        "problems": _count(found, Level.PROBLEM),
        "warnings": _count(found, Level.WARNING),
        "findings": [
            {"part": part, "level": each.level, "sentence": each.sentence, "remedy": each.remedy}
            for part, findings in found.items()
            for each in findings
        ],
    }


def _count(found: Mapping[str, Sequence[Diagnostic]], level: Level) -> int:
    return sum(each.level is level for findings in found.values() for each in findings)

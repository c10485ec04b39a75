"""`tillroll demo`: fill a demo installation with lifelike checkouts."""

import asyncio
import os
from collections import Counter
from typing import Annotated

import typer

from interfaces.cli.databases import VAR, Data, DatabaseUrl, recorded_database
from interfaces.cli.exit_codes import DIFFERS, MISCONFIGURED, USAGE, exit_on, fail
from interfaces.cli.master_keys import Config, find_master_keys
from interfaces.cli.terminal.output import GOOD, Output, count_of, progress_bar
from interfaces.cli.terminal.safe_text import line
from interfaces.demo.report import DemoReport, ForeignDatabase, SeedUsed

_FOR_GOOD = (
    "Demo checkouts stay in the history for good, and the figures count them. Repeat the command with --force to make "
    "them all the same."
)


def demo(
    count: Annotated[
        int, typer.Option(min=1, max=10_000, help="How many checkouts are made.")
    ] = 200,
    seed: Annotated[
        int | None,
        typer.Option(min=1, help="Decides what happens in them; by default one that is unused."),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Also where this is not a demo installation.")
    ] = False,
    config: Config = None,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Fill a demo installation with lifelike checkouts of the last 30 days, to look at in the console.

    They are of every merchant and dialect of the configuration, with purchases, shipments, returns, refunds, disputes,
    refused changes, lock errors, abandoned carts and callbacks. No other host is called. A second run adds other ones.
    A server may be running.
    Exit status: 0 made, 1 the seed is used, 2 not a demo installation, 69 no database, 78 configuration refused.
    """
    from interfaces.configuration.loading import load_configuration
    from interfaces.configuration.refusal import ConfigurationRefused
    from interfaces.demo.installation import fill_database
    from interfaces.serving.environment import is_production
    from interfaces.storage.master_key_file import MasterKeyRefused

    with exit_on(ConfigurationRefused, status=MISCONFIGURED):
        production = is_production(os.environ.get("TILLROLL_ENV", ""))
        configuration = load_configuration(config, production=production)
    if not configuration.demo and not force:
        fail(f"The configuration is not in demo mode. {_FOR_GOOD}", USAGE)
    source = find_master_keys(config, database_url, data)
    with (
        recorded_database(database_url, data) as url,
        exit_on(MasterKeyRefused, status=MISCONFIGURED),
        exit_on(SeedUsed, status=DIFFERS),
        progress_bar("checkouts") as progress,
    ):
        try:
            report = asyncio.run(
                fill_database(
                    url,
                    source.read(),
                    configuration,
                    seed=seed,
                    count=count,
                    force=force,
                    progress=progress,
                )
            )
        except ForeignDatabase as refusal:
            fail(f"{refusal} {_FOR_GOOD}", USAGE)
    _show(Output(), report)


def _show(output: Output, report: DemoReport) -> None:
    made = report.stages.total()
    output.say(
        line((f"Made {count_of(made, 'checkout')}", GOOD), f" of 30 days with seed {report.seed}."),
        f"  stages: {_list_counts(report.stages)}",
        f"  dialects: {_list_counts(report.dialects)}",
        f"  refused commands: {_list_counts(report.refusals)} ({count_of(report.lock_errors, 'lock error')})",
        f"  callbacks: {_list_counts(report.callbacks)}",
    )
    if not report.is_indexed:
        output.say("The audit log is behind: `tillroll projection status` says how far.")
    output.say("Look at them: `tillroll serve`, then /console with the key demo-auditor.")


def _list_counts(counts: Counter[str]) -> str:
    found = [f"{count} {name}" for name, count in counts.most_common()]
    return ", ".join(found) or "none"

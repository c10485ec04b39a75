"""`make soak ARGS=strangers`: whether a merchant is served while strangers attack.

Each attack gets a server process and a database of its own. The merchant's load is fixed: 16 keep-alive connections
that replace carts, each 20 ms after its last answer.
"""

import argparse
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import typer

from tests.measure.bench.load import LoadFailed
from tests.measure.bench.machine import machine
from tests.measure.bench.services import fresh_database, postgres, tillroll
from tests.measure.soak.strangers.attack import Attack
from tests.measure.soak.strangers.attacks.registry import ATTACKS
from tests.measure.soak.strangers.configuration import write_configuration
from tests.measure.soak.strangers.measuring import measure
from tests.measure.soak.strangers.report import conclusion, details, is_passed, table
from tests.measure.soak.strangers.verdicts import Run


def main(arguments: Sequence[str]) -> int:
    """Measure the selected attacks. Return 0 if all verdicts are PASS."""
    given = _parser().parse_args(arguments)
    selected = [ATTACKS[name] for name in given.attacks or ATTACKS]
    runs: list[Run] = []
    is_complete = True
    with postgres() as url:
        for name, value in machine(url).items():
            typer.echo(f"  {name}: {value}")
        typer.echo(f"  started: {datetime.now(UTC):%Y-%m-%d %H:%M} UTC\n")
        for attack in selected:
            typer.echo(f"{attack.name}: {attack.summary} …")
            try:
                runs.append(_run(attack, url, given))
            except LoadFailed as failed:
                typer.echo(failed, err=True)
                is_complete = False
    _report(runs, given.output)
    return 0 if is_complete and all(map(is_passed, runs)) else 1


def _run(attack: Attack, server_url: str, given: argparse.Namespace) -> Run:
    with (
        tempfile.TemporaryDirectory() as folder,
        fresh_database(server_url) as database,
        tillroll(database, config=write_configuration(Path(folder))) as service,
    ):
        return measure(
            attack, service, rounds=given.rounds, seconds=given.seconds, addresses=given.addresses
        )


def _report(runs: Sequence[Run], folder: Path) -> None:
    said = "\n\n".join((table(runs), *map(details, runs), conclusion(runs)))
    typer.echo(f"\n{said}")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "strangers.txt").write_text(said + "\n")


def _parser() -> argparse.ArgumentParser:
    names = ", ".join(ATTACKS)
    parser = argparse.ArgumentParser(
        prog="python -m tests.measure.soak strangers",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "attacks", nargs="*", metavar="ATTACK", choices=[*ATTACKS, []],
        help=f"some of {names} (default: all)",
    )  # fmt: skip
    parser.add_argument("--seconds", type=float, default=10, help="length of a phase (default: 10)")
    parser.add_argument(
        "--rounds", type=int, default=2, help="pairs of phases, without and with (default: 2)"
    )
    parser.add_argument(
        "--addresses",
        type=int,
        default=8,
        choices=range(1, 255),
        metavar="N",
        help="loopback addresses of the strangers (default: 8; needs Linux)",
    )
    parser.add_argument(
        "--output", type=Path, default=Path("var/soak"), help="folder of strangers.txt"
    )
    return parser

"""`tillroll master-key`: make a master key, rotate it, and count what it wraps."""

from pathlib import Path
from typing import Annotated

import typer

from interfaces.cli.databases import VAR, Data, DatabaseUrl, recorded_database
from interfaces.cli.exit_codes import DIFFERS, MISCONFIGURED, UNAVAILABLE, USAGE, exit_on, fail
from interfaces.cli.master_keys import Config, find_master_keys
from interfaces.cli.terminal.formats import As, AsJson, wants_json
from interfaces.cli.terminal.output import Output, count_of, progress_bar, table
from interfaces.storage.postgres.connections.single import primary_connection

master_key = typer.Typer(
    name="master-key",
    help="The key outside the database that encrypts the keys in it.",
    no_args_is_help=True,
)
_SETTLE_SECONDS = 10.0


@master_key.command()
def new(
    file: Annotated[Path, typer.Argument(dir_okay=False, help="The file to make.")],
) -> None:
    """Make a file with a new master key, readable by its owner only. An existing file is not overwritten."""
    from interfaces.configuration.master_key import MASTER_KEY_FILE
    from interfaces.storage.master_key_file import MasterKeyRefused, create_master_key

    try:
        with exit_on(MasterKeyRefused, status=USAGE):
            made = create_master_key(file)
    except FileExistsError:
        fail(f"{file} exists already and is not overwritten.", USAGE)
    typer.echo(f"Made the master key {made.current_id} in {file}. The server reads it with")
    typer.echo(f'  export {MASTER_KEY_FILE}="{file.absolute()}"')
    typer.echo(
        "Keep a copy apart from backups of the database: without it, personal data stays closed."
    )


@master_key.command()
def rotate(
    settle_seconds: Annotated[
        float,
        typer.Option(
            min=0,
            help="Time from the change of the file until no server stores a key with the old master key. "
            "0 where no server runs.",
        ),
    ] = _SETTLE_SECONDS,
    config: Config = None,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Put a new master key into the file, encrypt every key in the database with it, and remove the old one.

    Servers go on meanwhile and read the changed file. A rotation that was interrupted is finished. Exit status: 0
    well, 1 some keys cannot be opened and stay as they are, 69 no database, 78 configuration refused.
    """
    from interfaces.cli.master_key_rotation import rotate_master_key
    from interfaces.configuration.master_key import FileSource
    from interfaces.storage.master_key_file import MasterKeyRefused
    from interfaces.storage.postgres.wrapped_keys.rotation import RotationUnderWay, only_rotation

    source = find_master_keys(config, database_url, data)
    with (
        exit_on(MasterKeyRefused, status=MISCONFIGURED),
        exit_on(RotationUnderWay, status=UNAVAILABLE),
        recorded_database(database_url, data, owner=True) as url,
        only_rotation(url) as connection,
        progress_bar("keys") as progress,
    ):
        result = rotate_master_key(connection, source, progress, settle_seconds=settle_seconds)
    typer.echo(f"{count_of(result.changed, 'key')} wrapped with the master key {result.current}.")
    removed = "Removed" if isinstance(source, FileSource) else "Remove now"
    for each in result.unused:
        typer.echo(
            f"{removed} from {source}: {each}, which no key uses. Backups from before need it."
        )
    if left := sorted(result.counts.ids - {result.current}):
        numbers = ", ".join(f"{each} ({result.counts.of(each)})" for each in left)
        fail(f"Keys that cannot be opened stay as they are, by master key: {numbers}.", DIFFERS)


@master_key.command()
def status(
    form: As = None,
    as_json: AsJson = False,
    config: Config = None,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """Count the keys in the database by the master key that encrypts them."""
    as_json = wants_json(form, as_json)

    from interfaces.storage.master_key_file import MasterKeyRefused
    from interfaces.storage.postgres.wrapped_keys.counts import count_keys

    source = find_master_keys(config, database_url, data)
    with exit_on(MasterKeyRefused, status=MISCONFIGURED):
        ids = source.read().ids
    with (
        recorded_database(database_url, data) as url,
        primary_connection(url) as connection,
    ):
        counts = count_keys(connection)
    names = (*ids, *sorted(counts.ids - set(ids)))
    numbers = {
        each: (counts.data_keys.get(each, 0), counts.installation_keys.get(each, 0))
        for each in names
    }
    output = Output()
    if as_json:
        output.json(
            [
                {
                    "master_key": each,
                    "is": _role(each, ids),
                    "data_keys": of_data,
                    "installation_keys": own,
                }
                for each, (of_data, own) in numbers.items()
            ]
        )
        return
    rows = table(
        "master key",
        "is",
        "data keys",
        "installation keys",
        right=("data keys", "installation keys"),
    )
    for each, (of_data, own) in numbers.items():
        rows.add_row(each, _role(each, ids), str(of_data), str(own))
    output.say(rows)


def _role(name: str, ids: tuple[str, ...]) -> str:
    from interfaces.storage.postgres.wrapped_keys.counts import PLAIN, UNKNOWN

    if name == PLAIN:
        return "no master key"
    if name == UNKNOWN:
        return "damaged"
    if name not in ids:
        return "missing"
    return "current" if name == ids[0] else "older"

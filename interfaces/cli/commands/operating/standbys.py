"""`tillroll standbys`: on how many machines each change is."""

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from interfaces.cli.databases import VAR, Data, DatabaseUrl, any_database
from interfaces.cli.exit_codes import DIFFERS
from interfaces.cli.terminal.formats import As, AsJson, wants_json
from interfaces.cli.terminal.output import BAD, FAINT, GOOD, NAME, Output, count_of
from interfaces.cli.terminal.safe_text import line


def standbys(
    require: Annotated[
        int, typer.Option(min=0, help="Exit with 1 where fewer standbys confirm changes.")
    ] = 0,
    form: As = None,
    as_json: AsJson = False,
    database_url: DatabaseUrl = None,
    data: Data = VAR,
) -> None:
    """List the standbys of the primary, how far each is behind, and how many have a change before it is answered.

    Exit status: 0 well, 1 fewer than required or they cannot be seen, 69 no server takes changes.
    """
    as_json = wants_json(form, as_json)
    from interfaces.storage.postgres.replication.required import lack_of
    from interfaces.storage.postgres.replication.status import read_status

    with any_database(database_url, data) as url:
        status = read_status(url)
    lack = lack_of(status, require)
    output = Output()
    if as_json:
        output.json(
            {
                "confirming": status.confirming,
                "synchronous_standby_names": status.names,
                "are_visible": status.is_visible,
                "standbys": [
                    {
                        "name": each.name,
                        "state": each.state,
                        "sync_state": each.sync_state,
                        "replay_lag_seconds": each.replay_lag_seconds,
                        "unreplayed_bytes": each.unreplayed_bytes,
                    }
                    for each in status.standbys
                ],
            }
        )
    else:
        table = Table(box=None, pad_edge=False, header_style=FAINT)
        for heading in ("standby", "state", "confirms", "replay lag", "not replayed"):
            table.add_column(heading)
        for each in status.standbys:
            lag = each.replay_lag_seconds
            table.add_row(
                line((each.name or "not visible", NAME)),
                line((each.state, "")),
                Text("yes", GOOD) if each.is_waited_for else Text("no", FAINT),
                "" if lag is None else f"{lag * 1000:.1f} ms",
                "" if each.unreplayed_bytes is None else f"{each.unreplayed_bytes:,} bytes",
            )
        if status.standbys:
            output.say_rows(table)
        verb = "has" if status.confirming == 1 else "have"
        confirming = count_of(status.confirming, "standby")
        output.say(f"{confirming} {verb} each change before it is answered.")
        if lack is not None:
            output.say(Text(lack, BAD))
    if lack is not None:
        raise typer.Exit(DIFFERS)

"""`tillroll check`: compare a replay of every history with what is recorded."""

import typer

from interfaces.cli.databases import VAR, Data, DatabaseUrl, any_database
from interfaces.cli.exit_codes import DIFFERS
from interfaces.cli.terminal.output import BAD, GOOD, NAME, Output, count_of, progress_bar
from interfaces.cli.terminal.safe_text import line


def check(database_url: DatabaseUrl = None, data: Data = VAR) -> None:
    """Replay every history with this code and compare it with all that is recorded. Run it before a release.

    Compared are agreed totals, payments, the amounts of lines and fees, snapshots, and the rows of the audit trail.
    Events with personal data in the clear are counted, which is no difference.
    Nothing is written, and the database may have an older schema. Exit status: 0 all the same, 1 something differs.
    """
    from interfaces.dialects.registry import ARITHMETIC, SETTINGS_MAPS
    from interfaces.storage.postgres.consistency.check import ConsistencyCheck

    output, differing = Output(), 0
    with any_database(database_url, data) as url, progress_bar("events") as progress:
        running = ConsistencyCheck(url, ARITHMETIC, SETTINGS_MAPS)
        for finding in running.findings(progress):
            differing += 1
            output.say(
                line((finding.checkout_id, NAME), f" v{finding.version}: ", (finding.what, BAD))
            )
    tally = running.tally
    if tally.clear:
        held = f"{count_of(tally.clear, 'event')} {'holds' if tally.clear == 1 else 'hold'}"
        output.say(f"{held} personal data in the clear: `tillroll seal-history` seals it.")
    summary = (
        f"Replayed {count_of(tally.events, 'event')} of {count_of(tally.checkouts, 'checkout')} and "
        f"compared them with {count_of(tally.snapshots, 'snapshot')} and "
        f"{count_of(tally.rows, 'row')} of the trail"
    )
    if differing:
        output.say(line(f"{summary}: ", (count_of(differing, "difference"), BAD), "."))
        raise typer.Exit(DIFFERS)
    output.say(line(f"{summary}: ", ("all the same", GOOD), "."))

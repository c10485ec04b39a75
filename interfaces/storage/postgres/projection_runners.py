"""The runners of a process that keeps the audit log, and the ledgers if there are any."""

from collections.abc import Sequence

from interfaces.storage.postgres.audit.spec import audit_spec
from interfaces.storage.postgres.cosigning.spec import cosigning_spec
from interfaces.storage.postgres.ledger.kinds import LEDGERS
from interfaces.storage.postgres.ledger.setup import LedgerFollowing
from interfaces.storage.postgres.ledger.spec import ledger_spec
from interfaces.storage.postgres.projections.runner import ProjectionRunner
from interfaces.storage.postgres.projections.throttle import server_pace
from interfaces.storage.postgres.projections.turn import Turn


def projection_runners(
    database_url: str, ledger: LedgerFollowing | None, processes: int = 1
) -> Sequence[ProjectionRunner]:
    """Return the runners. Audit log and ledgers step in turns. Asking witnesses takes no turn, since it waits.

    `processes` compute the rows of the audit log.
    """
    turn = Turn()
    runners = [
        ProjectionRunner(database_url, audit_spec(database_url, server_pace(processes)), turn)
    ]
    if ledger is None:
        return runners
    for kind in LEDGERS:
        runners.append(
            ProjectionRunner(database_url, ledger_spec(database_url, ledger, kind), turn)
        )
        if ledger.setup.witnesses:
            spec = cosigning_spec(database_url, ledger.setup, kind)
            runners.append(ProjectionRunner(database_url, spec))
    return runners

"""What the server finds of standbys when it starts."""

from interfaces.configuration.refusal import ConfigurationRefused
from interfaces.configuration.storage import StorageSettings
from interfaces.storage.postgres.replication.status import GRANT, ReplicationStatus, read_status


def standbys_at_start(settings: StorageSettings, database_url: str, *, embedded: bool) -> str:
    """Return a line about where each change is, empty for the embedded database.

    Raises ConfigurationRefused where standbys are required that cannot be there or cannot be seen, and
    psycopg.OperationalError.
    """
    if embedded:
        if settings.standbys:
            raise ConfigurationRefused(
                "[storage] standbys needs a DATABASE_URL: tillroll's own PostgreSQL has no standby."
            )
        if settings.replica_url is not None:
            raise ConfigurationRefused(
                "[storage] replica_url needs a DATABASE_URL: tillroll's own PostgreSQL has no replica."
            )
        return ""
    status = read_status(database_url)
    if settings.standbys and not status.is_visible:
        raise ConfigurationRefused(
            "[storage] standbys: the role in DATABASE_URL may not see the standbys. A superuser can allow it: "
            f"{GRANT} that_role."
        )
    return describe_standbys(status, settings)


def describe_standbys(status: ReplicationStatus, settings: StorageSettings) -> str:
    """Return on how many machines each change is, and what follows where that is not enough."""
    confirming = status.confirming
    if confirming:
        names = ", ".join(each.name for each in status.standbys if each.is_waited_for)
        text = (
            f"Each change is on {confirming + 1} machines before it is answered (standby: {names})."
        )
    elif status.standbys and status.is_visible:
        text = "Each change is answered when one machine has it; a standby follows later."
    else:
        text = "Each change is on one machine."
    if confirming >= settings.standbys:
        return text
    follows = "the log warns" if settings.required_standbys.only_warns else "changes are refused"
    return f"{text} {settings.standbys} standbys have to confirm it, so {follows}."

"""The SQL statements that read one row of the audit log for each of several checkouts.

Each row is the first of a scan of the index on checkout and position, however long the history is. `coalesce` keeps
PostgreSQL from taking the id and its hash for independent, and a history for one row.
"""

from collections.abc import Sequence
from typing import LiteralString

from application.ports.audit_log import AuditFilter
from interfaces.storage.postgres.audit.filters import of_columns
from interfaces.storage.postgres.audit.statements import COLUMNS, WITHOUT_CHANGES, Statement


def newest(checkout_ids: Sequence[str], wanted: AuditFilter) -> Statement:
    """Select the newest row of each checkout that meets the filter, without its changes."""
    return _one_of_each(checkout_ids, wanted, WITHOUT_CHANGES, " DESC")


def openings(checkout_ids: Sequence[str]) -> Statement:
    """Select the first row of each checkout."""
    return _one_of_each(checkout_ids, AuditFilter(merchants=None), COLUMNS, "")


def ends(checkout_ids: Sequence[str]) -> Statement:
    """Select the stage in the newest row of each checkout, and the dialect in its first row."""
    statement = Statement()
    of_one: LiteralString = (
        "FROM tillroll.trail WHERE hashtext(checkout_id) = hashtext(named.id)"
        " AND coalesce(checkout_id = named.id, false) ORDER BY position"
    )
    statement.sql = (
        "SELECT named.id, (SELECT stage "
        + of_one
        + " DESC LIMIT 1), (SELECT dialect "
        + of_one
        + " LIMIT 1) FROM unnest("
        + statement.place(list(checkout_ids))
        + "::text[]) AS named (id)"
    )
    return statement


def _one_of_each(
    checkout_ids: Sequence[str], wanted: AuditFilter, columns: LiteralString, order: LiteralString
) -> Statement:
    statement = Statement()
    ids = statement.place(list(checkout_ids))
    conditions = of_columns(wanted)
    where = statement.where(conditions) + " AND" if conditions else " WHERE"
    statement.sql = (
        "SELECT one.* FROM unnest("
        + ids
        + "::text[]) WITH ORDINALITY AS named (id, place) CROSS JOIN LATERAL (SELECT "
        + columns
        + " FROM tillroll.trail"
        + where
        + " hashtext(checkout_id) = hashtext(named.id) AND coalesce(checkout_id = named.id, false) ORDER BY position"
        + order
        + " LIMIT 1) AS one ORDER BY named.place"
    )
    return statement

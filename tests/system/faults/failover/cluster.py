"""Two PostgreSQL servers that change roles: what an operator does by hand, or Patroni."""

import contextlib
import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import psycopg

from interfaces.storage.postgres.embedded.account import give_to_server
from interfaces.storage.postgres.embedded.failure import EmbeddedPostgresFailed
from interfaces.storage.postgres.embedded.programs import run
from tests.interfaces.storage.replication.servers import Pair, Server, running_pair

_WAIT_SECONDS = 60.0
_CONFIRMING = "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'"


class Cluster:
    """A primary whose commits wait for its standby. `url` names both and stays the same."""

    def __init__(self, pair: Pair) -> None:
        self.url = pair.url
        self.primary = pair.primary
        self.standby = pair.standby

    def wait_for_standby(self) -> None:
        """Let commits wait for the standby, and return when it confirms them."""
        self.primary.set("synchronous_standby_names", "*")
        give_up = time.monotonic() + _WAIT_SECONDS
        with psycopg.connect(self.primary.url, autocommit=True) as connection:
            while connection.execute(_CONFIRMING).fetchone() != (1,):
                assert time.monotonic() < give_up, "the standby does not confirm"
                time.sleep(0.05)  # PostgreSQL announces no standby

    def kill(self) -> None:
        """Kill all processes of the primary."""
        processes = _processes(self.primary)
        for process in processes:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(processes, timeout=30)

    def freeze(self) -> None:
        """Stop all processes of the primary where they are. Its connections stay open, and answer nothing."""
        _signal_all(self.primary, signal.SIGSTOP)

    def thaw(self, server: Server) -> None:
        """Let a frozen server go on as if nothing had happened."""
        _signal_all(server, signal.SIGCONT)

    def promote(self) -> float:
        """Make the standby the primary, which goes on alone. Return the time of that, by `time.monotonic`."""
        self.standby.set("synchronous_standby_names", "")
        self.standby.promote()
        at = time.monotonic()
        self.primary, self.standby = self.standby, self.primary
        return at

    def rejoin(self) -> None:
        """Start the former primary as the standby, and return when it confirms. What only it had is dropped."""
        self.primary.execute("CHECKPOINT")
        former = self.standby.folder
        try:
            run(
                *("pg_rewind", f"--target-pgdata={former}", f"--source-server={self.primary.url}"),
                *("--write-recovery-conf", "--no-sync"),
                data=former,
            )
        except EmbeddedPostgresFailed:
            self._copy(former)
        self.standby.start()
        self.wait_for_standby()

    def follow(self) -> None:
        """Start the former primary, which was stopped in order, as the standby."""
        folder = self.standby.folder
        port = self.primary.port
        with (folder / "postgresql.auto.conf").open("a") as settings:
            settings.write(
                f"primary_conninfo = 'host=127.0.0.1 port={port} user=postgres'\n"
                "synchronous_standby_names = ''\n"
            )
        (folder / "standby.signal").touch()
        give_to_server(folder)
        self.standby.start()
        self.wait_for_standby()

    def _copy(self, folder: Path) -> None:
        shutil.rmtree(folder)
        folder.mkdir(mode=0o700)
        give_to_server(folder)
        run(
            *("pg_basebackup", f"--pgdata={folder}", f"--dbname={self.primary.url}"),
            *("--write-recovery-conf", "--checkpoint=fast", "--no-sync"),
            data=folder,
        )


@contextmanager
def running_cluster(folder: Path) -> Iterator[Cluster]:
    """A cluster whose standby confirms every commit, stopped afterwards in any case."""
    with running_pair(folder) as pair:
        cluster = Cluster(pair)
        cluster.wait_for_standby()
        yield cluster


def _processes(server: Server) -> list[psutil.Process]:
    """The processes of a server, the postmaster first."""
    number = int((server.folder / "postmaster.pid").read_text().split()[0])
    postmaster = psutil.Process(number)
    return [postmaster, *postmaster.children(recursive=True)]


def _signal_all(server: Server, number: signal.Signals) -> None:
    for process in _processes(server):
        with contextlib.suppress(ProcessLookupError):
            os.kill(process.pid, number)

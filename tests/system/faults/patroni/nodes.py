"""Two machines that Patroni and etcd keep: real processes on 127.0.0.1, with the Patroni file of the storage."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any, Final

import httpx
import psutil
import psycopg

from interfaces.storage.postgres.embedded.account import (
    give_to_server,
    open_way_for,
    server_account,
)
from interfaces.storage.postgres.embedded.programs import installation

FILE: Final = Path("interfaces/storage/postgres/replication/patroni.yml")
_HOST: Final = "127.0.0.1"
_PASSWORD: Final = "of-a-test"
_WAIT_SECONDS: Final = 90.0
_PREPARE: Final = (
    f"CREATE ROLE tillroll LOGIN PASSWORD '{_PASSWORD}'",
    "CREATE DATABASE tillroll OWNER tillroll",
    "GRANT pg_read_all_stats TO tillroll",
)


class PatroniMissing(Exception):
    """A program that these scenarios need is not installed. The message says which."""


@dataclass(frozen=True, kw_only=True)
class Programs:
    """Where Patroni and etcd are."""

    patroni: str
    etcd: str


def find_programs(patroni: str | None) -> Programs:
    """The programs, with the Patroni that is named. Raises PatroniMissing."""
    found = patroni or shutil.which("patroni")
    if found is None:
        raise PatroniMissing(
            "Patroni is not installed: pip install 'patroni[etcd3,psycopg3]' into an environment, and name its "
            "program with --patroni"
        )
    etcd = shutil.which("etcd")
    if etcd is None:
        raise PatroniMissing("etcd is not installed: on Debian, apt-get install etcd-server")
    return Programs(patroni=found, etcd=etcd)


class Node:
    """A machine: one Patroni and its PostgreSQL."""

    def __init__(self, name: str, folder: Path, program: str, etcd: str) -> None:
        self.name = name
        self.port, self._rest_port = _free_ports(2)
        self._folder = folder / name
        self._program = program
        self._folder.mkdir()
        values = {
            "NODE": name,
            "ADDRESS": _HOST,
            "PORT": self.port,
            "REST_PORT": self._rest_port,
            "ETCD": etcd,
            "DATA": self._folder / "data",
            "BIN": installation() / "bin",
            "SUPERUSER_PASSWORD": _PASSWORD,
            "REPLICATION_PASSWORD": _PASSWORD,
            "NETWORK": f"{_HOST}/32",
        }
        self._file = self._folder / "patroni.yml"
        self._file.write_text(Template(FILE.read_text()).substitute(values))
        give_to_server(self._folder)
        open_way_for(server_account(self._folder), self._folder, installation())
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start Patroni, which starts PostgreSQL."""
        account = server_account(self._folder)
        with (self._folder / "patroni.log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._program, self._file],
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                user=account.uid if account else None,
                group=account.gid if account else None,
                extra_groups=[] if account else None,
            )

    @property
    def is_primary(self) -> bool:
        """Whether Patroni says that its PostgreSQL is the primary and runs."""
        return self._answers("/primary")

    @property
    def is_synchronous(self) -> bool:
        """Whether Patroni says that it is the standby for which commits wait."""
        return self._answers("/synchronous")

    def switch_to(self, other: "Node") -> None:
        """Ask this primary to hand over to the other node, and return when it has."""
        answer = httpx.post(
            f"http://{_HOST}:{self._rest_port}/switchover",
            json={"leader": self.name, "candidate": other.name},
            timeout=_WAIT_SECONDS,
        )
        answer.raise_for_status()

    def kill(self, *, patroni: bool) -> None:
        """Kill the processes of PostgreSQL, and with `patroni` all of the machine."""
        processes = self._processes() if patroni else self._server_processes()
        for process in processes:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        if patroni and self._process is not None:
            self._process.wait()
        psutil.wait_procs(processes, timeout=30)

    def freeze(self) -> None:
        """Stop all processes of the machine where they are."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let them go on."""
        self._signal(signal.SIGCONT)

    def stop(self) -> None:
        """End Patroni, which stops PostgreSQL."""
        if self._process is None or self._process.poll() is not None:
            return
        self.thaw()
        self._process.terminate()
        try:
            self._process.wait(30)
        except subprocess.TimeoutExpired:
            self.kill(patroni=True)

    def _answers(self, path: str) -> bool:
        try:
            return httpx.get(f"http://{_HOST}:{self._rest_port}{path}", timeout=1).is_success
        except httpx.TransportError:
            return False

    def _signal(self, number: signal.Signals) -> None:
        for process in self._processes():
            with contextlib.suppress(ProcessLookupError):
                os.kill(process.pid, number)

    def _processes(self) -> Sequence[psutil.Process]:
        if self._process is None:
            return []
        patroni = psutil.Process(self._process.pid)
        return [patroni, *patroni.children(recursive=True), *self._server_processes()]

    def _server_processes(self) -> Sequence[psutil.Process]:
        try:
            number = int((self._folder / "data" / "postmaster.pid").read_text().split()[0])
            postmaster = psutil.Process(number)
            return [postmaster, *postmaster.children(recursive=True)]
        except (FileNotFoundError, psutil.NoSuchProcess):
            return []


class Nodes:
    """Both machines. `url` is that of tillroll's database and names both."""

    def __init__(self, first: Node, second: Node) -> None:
        self._both = (first, second)
        hosts = ",".join(f"{_HOST}:{node.port}" for node in self._both)
        self.url = (
            f"postgresql://tillroll:{_PASSWORD}@{hosts}/tillroll?target_session_attrs=read-write"
        )

    @property
    def primary(self) -> Node:
        """The node that is the primary. There may be none for some time."""
        give_up = time.monotonic() + _WAIT_SECONDS
        while True:
            for node in self._both:
                if node.is_primary:
                    return node
            assert time.monotonic() < give_up, "no node becomes the primary"
            time.sleep(0.05)

    def other(self, node: Node) -> Node:
        """The node that is not this one."""
        return self._both[1] if node is self._both[0] else self._both[0]

    def wait_for_promotion(self, former: Node) -> float:
        """Return when the other node is the primary: the time of that, by `time.monotonic`."""
        other, give_up = self.other(former), time.monotonic() + _WAIT_SECONDS
        while not other.is_primary:
            assert time.monotonic() < give_up, "the standby is not promoted"
            time.sleep(0.02)  # Patroni announces nothing
        return time.monotonic()

    def wait_for_standby(self) -> None:
        """Return when commits wait for the standby."""
        give_up = time.monotonic() + _WAIT_SECONDS
        while not self.other(self.primary).is_synchronous:
            assert time.monotonic() < give_up, "the standby does not confirm"
            time.sleep(0.1)  # Patroni announces nothing

    def prepare(self) -> None:
        """Make the role and the database of tillroll, as a superuser."""
        port = self.primary.port
        url = f"postgresql://postgres:{_PASSWORD}@{_HOST}:{port}/postgres"
        with psycopg.connect(url, autocommit=True) as connection:
            for statement in _PREPARE:
                connection.execute(statement.encode())


@contextmanager
def running_nodes(folder: Path, programs: Programs) -> Iterator[Nodes]:
    """Two machines whose standby confirms every commit, ended afterwards in any case."""
    with ExitStack() as stack:
        etcd = stack.enter_context(_running_etcd(folder / "etcd", programs.etcd))
        both = [Node(name, folder, programs.patroni, etcd) for name in ("a", "b")]
        for node in both:
            stack.callback(node.stop)
        nodes = Nodes(*both)
        both[0].start()
        assert nodes.primary is both[0]
        both[1].start()
        nodes.prepare()
        nodes.wait_for_standby()
        yield nodes


@contextmanager
def _running_etcd(folder: Path, program: str) -> Iterator[str]:
    """One etcd, whose address is given. Real clusters have three, on three machines."""
    clients, peers = _free_ports(2)
    peer = f"http://{_HOST}:{peers}"
    folder.mkdir()
    arguments: list[Any] = [
        program,
        *("--data-dir", folder / "data"),
        *("--listen-client-urls", f"http://{_HOST}:{clients}"),
        *("--advertise-client-urls", f"http://{_HOST}:{clients}"),
        *("--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer),
        *("--initial-cluster", f"default={peer}"),
    ]
    with (folder / "etcd.log").open("wb") as log:
        process = subprocess.Popen(arguments, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        yield f"{_HOST}:{clients}"
    finally:
        process.terminate()
        process.wait(30)


def _free_ports(number: int) -> list[int]:
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(number)]
        for each in sockets:
            each.bind((_HOST, 0))
        return [each.getsockname()[1] for each in sockets]

"""Serve the application with one process, or several that share a socket and a database."""

import contextlib
import logging
import os
import socket
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import uvicorn

from interfaces.configuration.demo.mode import is_loopback, network_fault
from interfaces.configuration.loading import load_configuration
from interfaces.configuration.refusal import ConfigurationRefused
from interfaces.configuration.reload import ignore_sighup
from interfaces.configuration.settings import Configuration
from interfaces.configuration.signing_keys import KeyFiles, prepare_key_files
from interfaces.http.limits.memory import LIMITS_FILE, create_limits_file
from interfaces.runtime.gc_tuning import collect_rarely
from interfaces.runtime.secret import exposure_fault
from interfaces.serving.banner import banner
from interfaces.serving.descriptors import raise_descriptor_limit
from interfaces.serving.environment import LISTENING_ON_LOOPBACK, OPERATIONS_PORT, is_production
from interfaces.serving.ledger import prepare_ledger
from interfaces.serving.master_keys import find_master_keys, prepare_master_keys
from interfaces.serving.protocol import BoundedHeadProtocol
from interfaces.serving.standbys import standbys_at_start
from interfaces.serving.workers import AcceptedFile, Workers
from interfaces.storage.postgres.schema.migrations import migrate
from interfaces.telemetry.logs import process_log
from interfaces.telemetry.metrics import SHARED_FOLDER

_log = logging.getLogger("tillroll")
GRACE_SECONDS = 10
# Longer than most clients and load balancers keep idle connections. If the server closed first, a client might be
# sending a request and could not tell whether it was processed.
KEEP_ALIVE_SECONDS = 75
# A process that does not answer the supervisor is hung, and replaced. On a busy machine one that starts may be silent
# for longer than the 5 seconds of uvicorn, and would be ended again and again.
WORKER_SILENCE_SECONDS = 30


class AddressInUse(Exception):
    """Another program already listens on the address."""


def serve(
    *,
    database_url: str,
    host: str,
    port: int,
    workers: int,
    config: Path | None,
    demo_on_the_network: bool = False,
    own_master_key: Path | None = None,
) -> None:
    """Migrate the schema and serve until SIGINT or SIGTERM; running requests are finished first.

    With `[serving] drain_seconds`, new requests are served for so long after SIGTERM, too.

    SIGHUP reloads the file `config`. `own_master_key` is the file of the master key beside the embedded database.

    With `[serving] operations`, every process listens on that address too: metrics are shared by all, and each can
    check its readiness.

    Raises ConfigurationRefused, LogSettingsRefused, AddressInUse, or the errors of `migrate` before it serves anything.
    """
    # Before the application is imported, which makes 230,000 objects.
    collect_rarely()
    log = process_log()
    raise_descriptor_limit()
    production = is_production(os.environ.get("TILLROLL_ENV", ""))
    if config is not None:
        ignore_sighup()
    configuration = load_configuration(config, production=production)
    for path in configuration.ignored_settings():
        _log.warning("%s is ignored: tokens are signed with the key of the installation", path)
    master_keys = find_master_keys(configuration.keys, config, own_master_key)
    if configuration.keys.destroyed_keys_file is None:
        _log.warning(
            "[keys] destroyed_keys_file is not set: a restored backup has personal data that was erased after it"
        )
    with contextlib.ExitStack() as stack:
        listener = stack.enter_context(_listen(host, port))
        address = listener.getsockname()[0]
        fault = network_fault(configuration, address, allowed=demo_on_the_network)
        if fault is not None:
            raise ConfigurationRefused(fault)
        listeners = [listener]
        operations = configuration.serving.operations_address
        if operations is not None:
            listeners.append(stack.enter_context(_listen(*operations)))
            _refuse_one_port(listeners)
        migrate(database_url)
        prepare_master_keys(
            database_url,
            master_keys,
            own=own_master_key,
            despite_lost=configuration.keys.sell_without_old_keys,
        )
        data = None if own_master_key is None else own_master_key.parent
        prepare_ledger(configuration, config, data, production=production)
        standbys = standbys_at_start(
            configuration.storage, database_url, embedded=own_master_key is not None
        )
        key_files = prepare_key_files(configuration, config, data, production=production)
        key_files.hand_over()
        # Workers are new processes and build the application from their environment.
        os.environ["DATABASE_URL"] = database_url
        os.environ[OPERATIONS_PORT] = "" if operations is None else str(_port(listeners[1]))
        os.environ[LISTENING_ON_LOOPBACK] = "1" if is_loopback(address) else ""
        if config is not None:
            os.environ["TILLROLL_CONFIG"] = str(config)
        greeting = banner(
            configuration,
            *map(_address, listeners),
            production=production,
            data=data,
            standbys=standbys,
        )
        print(greeting, flush=True)  # noqa: T201  it is the output
        try:
            load = partial(
                _reload, config, key_files, production=production, demo=configuration.demo
            )
            _run(listeners, workers, config, load)
        finally:
            log.writer.flush()


def _run(
    listeners: list[socket.socket],
    workers: int,
    config: Path | None,
    load: Callable[[Path], Configuration],
) -> None:
    settings = uvicorn.Config(
        "interfaces.serving.worker:application_from_environment",
        factory=True,
        workers=workers,
        loop="uvloop",
        http=BoundedHeadProtocol,
        ws="none",
        access_log=False,
        # The loggers of uvicorn propagate to the root logger.
        log_config=None,
        server_header=False,
        # The application reads forwarded headers itself, from the proxies in the configuration.
        proxy_headers=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_worker_healthcheck=WORKER_SILENCE_SECONDS,
        backlog=2048,
    )
    if workers > 1:
        with (
            tempfile.TemporaryDirectory(prefix="tillroll-metrics-") as folder,
            tempfile.TemporaryDirectory(prefix="tillroll-config-") as private,
            tempfile.TemporaryDirectory(prefix="tillroll-limits-", dir=_memory_folder()) as shared,
        ):
            # Each worker reads these at start, and writes its metrics and its counts there.
            os.environ[SHARED_FOLDER] = folder
            os.environ[LIMITS_FILE] = _limits_file(Path(shared, "limits"))
            accepted = None
            if config is not None:
                copy = Path(private, "tillroll.toml")
                accepted = AcceptedFile(config, copy, load)
                os.environ["TILLROLL_CONFIG"] = str(copy)
            # It receives signals from now on, so a file that changes after it is accepted is not missed.
            supervisor = Workers(settings, listeners, accepted)
            if accepted is not None:
                accepted.accept()
            supervisor.run()
    else:
        uvicorn.Server(settings).run(sockets=listeners)


def _memory_folder() -> str | None:
    """Return a folder in memory, or None for the usual one. On a disk the counts would be written out."""
    folder = "/dev/shm"
    return folder if os.access(folder, os.W_OK) else None


def _limits_file(file: Path) -> str:
    create_limits_file(file)
    return str(file)


def _reload(
    original: Path | None, key_files: KeyFiles, copy: Path, *, production: bool, demo: bool
) -> Configuration:
    """Load the private copy of a file. Raises ConfigurationRefused, also for the mode of the original and for keys."""
    configuration = load_configuration(copy, production=production)
    exposed = exposure_fault(original) if production and original is not None else None
    if exposed is not None:
        raise ConfigurationRefused(exposed)
    if configuration.demo != demo:
        raise ConfigurationRefused("Changing `demo` takes a restart.")
    key_files.refuse_faulty(configuration)
    return configuration


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise AddressInUse(f"Cannot listen on {host}:{port}: {error.strerror}.") from error
    listener.listen(2048)
    listener.set_inheritable(True)
    return listener


def _refuse_one_port(listeners: list[socket.socket]) -> None:
    """Raise ConfigurationRefused if two addresses differ in nothing by which a request can be told from another."""
    if len({_port(listener) for listener in listeners}) < len(listeners):
        raise ConfigurationRefused(
            "`operations` in [serving] needs a port other than the public one."
        )


def _port(listener: socket.socket) -> int:
    port: int = listener.getsockname()[1]
    return port


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}"

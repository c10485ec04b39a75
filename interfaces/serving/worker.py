"""Build the application of a worker process from its environment."""

import os
from functools import partial
from pathlib import Path

from fastapi import FastAPI

from interfaces.bootstrap import create_application
from interfaces.configuration.loading import load_configuration
from interfaces.configuration.master_key import master_key_source
from interfaces.configuration.reload import ignore_sighup
from interfaces.configuration.signing_keys import inherited_key_files
from interfaces.http.pipeline.operations import OperationsAccess
from interfaces.runtime.gc_tuning import collect_rarely
from interfaces.serving.environment import (
    LISTENING_ON_LOOPBACK,
    OPERATIONS_PORT,
    is_production,
)
from interfaces.storage.postgres.ledger.setup import inherited_setup
from interfaces.telemetry.logs import process_log


def application_from_environment() -> FastAPI:
    """Build the application with the database and configuration in DATABASE_URL, TILLROLL_CONFIG and TILLROLL_ENV.

    TILLROLL_MASTER_KEY or TILLROLL_MASTER_KEY_FILE has the master keys; `serve` sets the latter.
    """
    named = os.environ.get("TILLROLL_CONFIG")
    file = Path(named) if named else None
    production = is_production(os.environ.get("TILLROLL_ENV", ""))
    load = partial(load_configuration, file, production=production)
    if file is not None:
        ignore_sighup()
    configuration = load()
    master_keys = master_key_source(
        os.environ, configured=configuration.keys.master_key_file, configuration_file=file
    )
    operations_port = os.environ.get(OPERATIONS_PORT)
    application = create_application(
        configuration,
        os.environ["DATABASE_URL"],
        master_keys=master_keys.open(),
        ledger=inherited_setup(os.environ),
        is_worker=True,
        key_files=inherited_key_files(os.environ),
        loopback_callbacks=os.environ.get(LISTENING_ON_LOOPBACK) == "1",
        log=process_log(),
        reread=None if file is None else load,
        access=OperationsAccess(
            port=int(operations_port) if operations_port else None,
            is_public=configuration.serving.shows_operations(production=production),
        ),
    )
    collect_rarely()
    return application

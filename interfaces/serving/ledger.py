"""Find the files of the ledger when the server starts, and hand them to its processes."""

import os
from pathlib import Path

from interfaces.configuration.ledger.files import ledger_setup, make_demo_ledger, refuse_demo_ledger
from interfaces.configuration.settings import Configuration
from interfaces.storage.postgres.ledger.setup import LEDGER


def prepare_ledger(
    configuration: Configuration,
    configuration_file: Path | None,
    data: Path | None,
    *,
    production: bool,
) -> None:
    """Tell the worker processes the files of the ledger, making the key of a demo if it is absent.

    `data` is the folder of the embedded database, if that is used. Raises ConfigurationRefused.
    """
    make_demo_ledger(configuration, data)
    setup = ledger_setup(configuration, configuration_file, data)
    refuse_demo_ledger(setup, production=production)
    if setup is None:
        os.environ.pop(LEDGER, None)
    else:
        setup.hand_over()

"""Load the configuration file and check it."""

from pathlib import Path

import msgspec

from interfaces.configuration.checks import refuse_faulty_configuration
from interfaces.configuration.demo.configuration import demo_configuration
from interfaces.configuration.refusal import ConfigurationRefused
from interfaces.configuration.settings import Configuration
from interfaces.runtime.secret import exposure_fault


def load_configuration(file: Path | None, *, production: bool) -> Configuration:
    """Read the TOML file, or build the demo configuration without one. Raises ConfigurationRefused."""
    configuration = demo_configuration() if file is None else _read(file)
    refuse_faulty_configuration(configuration, production=production)
    if production and file is not None and (exposed := exposure_fault(file)) is not None:
        raise ConfigurationRefused(exposed)
    return configuration


def _read(file: Path) -> Configuration:
    try:
        return msgspec.toml.decode(file.read_bytes(), type=Configuration)
    except OSError as error:
        raise ConfigurationRefused(f"{file} cannot be read: {error.strerror}.") from error
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise ConfigurationRefused(f"{file}: {error}.") from error

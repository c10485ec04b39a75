"""The error of a configuration that cannot be used, apart from the settings, whose imports take long."""


class ConfigurationRefused(Exception):
    """The configuration cannot be used. The message says what to correct."""

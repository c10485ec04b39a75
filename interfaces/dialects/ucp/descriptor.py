"""The description of the settings of UCP, for the configuration and the banner."""

from collections.abc import Iterable

from interfaces.dialects.descriptor import CredentialName, SettingsDescriptor
from interfaces.dialects.ucp.settings import UcpSettings


def _compared_secrets(settings: UcpSettings) -> Iterable[str]:
    return () if settings.simulation_secret is None else (settings.simulation_secret,)


def _no_secrets(_: UcpSettings) -> Iterable[str]:
    return ()


def _no_names(_: UcpSettings) -> Iterable[CredentialName]:
    return ()


def _no_values(_: UcpSettings) -> Iterable[tuple[str, str]]:
    return ()


def _banner(settings: UcpSettings) -> Iterable[str]:
    if settings.open:
        yield "UCP               without credentials; /.well-known/ucp describes it"


UCP_SETTINGS = SettingsDescriptor(
    key="ucp",
    compared_secrets=_compared_secrets,
    signing_secrets=_no_secrets,
    credential_names=_no_names,
    unique_values=_no_values,
    banner=_banner,
)

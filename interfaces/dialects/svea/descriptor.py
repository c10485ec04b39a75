"""The description of Svea's settings for the configuration and the banner."""

from collections.abc import Iterable

from interfaces.dialects.descriptor import CredentialName, SettingsDescriptor
from interfaces.dialects.svea.settings import SveaSettings


def _compared_secrets(_: SveaSettings) -> Iterable[str]:
    return ()


def _signing_secrets(settings: SveaSettings) -> Iterable[str]:
    return [credential.secret for credential in settings.credentials]


def _credential_names(settings: SveaSettings) -> Iterable[CredentialName]:
    return [
        CredentialName(
            path=f"credentials[{index}].merchant_id",
            kind="credential name",
            name=credential.merchant_id,
        )
        for index, credential in enumerate(settings.credentials)
    ]


def _unique_values(settings: SveaSettings) -> Iterable[tuple[str, str]]:
    # One merchant id may have two secrets while they are rotated, so each id is listed once.
    return [("Svea merchant id", name) for name in {it.merchant_id for it in settings.credentials}]


def _banner(settings: SveaSettings) -> Iterable[str]:
    credential = settings.credentials[0]
    return [f"Svea              merchant id={credential.merchant_id} secret={credential.secret}"]


SVEA_SETTINGS = SettingsDescriptor(
    key="svea",
    compared_secrets=_compared_secrets,
    signing_secrets=_signing_secrets,
    credential_names=_credential_names,
    unique_values=_unique_values,
    banner=_banner,
)

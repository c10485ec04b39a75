"""The description of the settings that StateSet and ACP share, for the configuration and the banner."""

from collections.abc import Iterable

from interfaces.dialects.descriptor import CredentialName, SettingsDescriptor
from interfaces.dialects.session.settings import SellingSettings
from interfaces.runtime.secret_digests import digest_of


def _compared_secrets(settings: SellingSettings) -> Iterable[str]:
    return [each.key for each in settings.keys]


def _signing_secrets(settings: SellingSettings) -> Iterable[str]:
    return () if settings.webhook_secret is None else (settings.webhook_secret,)


def _credential_names(settings: SellingSettings) -> Iterable[CredentialName]:
    return [
        CredentialName(path=f"keys[{index}].name", kind="API key name", name=key.name)
        for index, key in enumerate(settings.keys)
    ]


def _unique_values(settings: SellingSettings) -> Iterable[tuple[str, str]]:
    return [("API key", digest_of(each.key).hex()) for each in settings.keys]


def _banner(settings: SellingSettings) -> Iterable[str]:
    return [
        f"StateSet and ACP  Authorization: Bearer {key.key}   ({', '.join(key.scopes)})"
        for key in settings.keys
    ]


SELLING_SETTINGS = SettingsDescriptor(
    key="selling",
    compared_secrets=_compared_secrets,
    signing_secrets=_signing_secrets,
    credential_names=_credential_names,
    unique_values=_unique_values,
    banner=_banner,
)

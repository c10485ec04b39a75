"""The description of Walley's settings for the configuration and the banner."""

from collections.abc import Iterable, Iterator

from interfaces.dialects.descriptor import CredentialName, SettingsDescriptor
from interfaces.dialects.walley.settings import WalleySettings


def _compared_secrets(settings: WalleySettings) -> Iterable[str]:
    return [client.client_secret for client in settings.clients]


def _signing_secrets(settings: WalleySettings) -> Iterable[str]:
    return [key.access_key for key in settings.shared_keys]


def _credential_names(settings: WalleySettings) -> Iterator[CredentialName]:
    for index, client in enumerate(settings.clients):
        yield CredentialName(
            path=f"clients[{index}].client_id", kind="credential name", name=client.client_id
        )
    for index, key in enumerate(settings.shared_keys):
        yield CredentialName(
            path=f"shared_keys[{index}].username", kind="credential name", name=key.username
        )


def _unique_values(settings: WalleySettings) -> Iterator[tuple[str, str]]:
    yield from (("Walley store", str(store)) for store in settings.store_ids)
    # One client or user may have two secrets while they are rotated, so each name is listed once.
    yield from (("Walley client", name) for name in {it.client_id for it in settings.clients})
    yield from (("Walley user", name) for name in {it.username for it in settings.shared_keys})


def _banner(settings: WalleySettings) -> Iterator[str]:
    client, key = settings.clients[0], settings.shared_keys[0]
    yield f"Walley OAuth      client_id={client.client_id} client_secret={client.client_secret}"
    yield f"Walley SharedKey  username={key.username} access key={key.access_key}"
    yield f"Walley store      storeId={settings.store_ids[0]}"


WALLEY_SETTINGS = SettingsDescriptor(
    key="walley",
    compared_secrets=_compared_secrets,
    signing_secrets=_signing_secrets,
    credential_names=_credential_names,
    unique_values=_unique_values,
    banner=_banner,
)

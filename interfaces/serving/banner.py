"""The text that `tillroll serve` prints when the server has started."""

from pathlib import Path

from interfaces.api.readers.settings import HistoryKey
from interfaces.configuration.demo.configuration import demo_configuration
from interfaces.configuration.settings import Configuration


def banner(
    configuration: Configuration,
    address: str,
    operations: str | None = None,
    *,
    production: bool = False,
    data: Path | None = None,
    standbys: str = "",
) -> str:
    """Return the addresses and, for the demo configuration, its credentials and a request to paste.

    `data` is the folder of the embedded database, if that is used.
    `standbys` is a line about where each change is.
    """
    is_public = configuration.serving.shows_operations(production=production)
    documented = operations or (address if is_public else None)
    api = "" if documented is None else f"API: {documented}/docs, "
    lines = ["", f"tillroll serves {address}   ({api}Ctrl-C ends it)"]
    if data is not None:
        lines.append(f"Its data is in {data.absolute()}")
    if standbys:
        lines.append(standbys)
    if configuration != demo_configuration():
        return "\n".join([*lines, ""])
    for merchant in configuration.merchants:
        lines += [
            "",
            f"{merchant.name}   (demo credentials, refused when TILLROLL_ENV=production)",
        ]
        for descriptor, settings in merchant.settings_tables():
            lines += [f"  {credentials}" for credentials in descriptor.banner(settings)]
        lines.append(f"  payment side      Authorization: Bearer {merchant.payment_keys[0]}")
        lines.append(f"  orders            Authorization: Bearer {merchant.order_keys[0].key}")
    lines += [
        "",
        "History, at /history, and in a browser at /console   (demo keys, refused likewise)",
    ]
    lines += [
        f"  {_readable_merchants(key, configuration):<16}  Authorization: Bearer {key.key}"
        f"   ({', '.join(key.scopes)})"
        for key in configuration.history_keys
    ]
    lines += ["", "Try it:", *_create_checkout(address), ""]
    return "\n".join(lines)


def _readable_merchants(key: HistoryKey, configuration: Configuration) -> str:
    if key.named_merchants is None:
        return "all merchants"
    names = {merchant.id: merchant.name for merchant in configuration.merchants}
    return ", ".join(names[merchant] for merchant in key.named_merchants)


def _create_checkout(address: str) -> list[str]:
    return [
        f"  TOKEN=$(curl -s {address}/oauth2/v2.0/token -d grant_type=client_credentials \\",
        "    -d client_id=demo-client -d client_secret=demo-secret \\",
        '    | sed \'s/.*"access_token":"\\([^"]*\\)".*/\\1/\')',
        f'  curl -s {address}/checkouts -H "Authorization: Bearer $TOKEN" \\',
        '    -H \'Content-Type: application/json\' -d \'{"storeId": 1001, "countryCode": "SE",',
        '    "merchantTermsUri": "https://shop.example/terms",',
        '    "notificationUri": "https://shop.example/notify", "cart": {"items": [',
        '    {"id": "1", "description": "Coffee", "unitPrice": 95, "quantity": 2, "vat": 25}]}}\'',
    ]

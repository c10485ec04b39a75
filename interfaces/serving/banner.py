"""What a person reads when the server has started."""

from interfaces.api.history.settings import HistoryKey
from interfaces.configuration.settings import Configuration, Merchant, demo_configuration


def banner(configuration: Configuration, address: str) -> str:
    """The address; and where the demo merchants are served, their credentials and a request to paste."""
    lines = ["", f"tillroll serves {address}   (API: {address}/docs, Ctrl-C ends it)"]
    if configuration != demo_configuration():
        return "\n".join([*lines, ""])
    for merchant in configuration.merchants:
        if merchant.walley is None:
            continue
        client, key = merchant.walley.clients[0], merchant.walley.shared_keys[0]
        lines += [
            "",
            f"{merchant.name}   (demo credentials, refused when TILLROLL_ENV=production)",
            f"  Walley OAuth      client_id={client.client_id} client_secret={client.client_secret}",
            f"  Walley SharedKey  username={key.username} access key={key.access_key}",
            f"  Walley store      storeId={merchant.walley.store_ids[0]}",
            *_svea(merchant),
            *_agents(merchant),
            f"  payment side      Authorization: Bearer {merchant.payment_keys[0]}",
        ]
    lines += ["", "History, at /history   (demo keys, refused likewise)"]
    lines += [
        f"  {_sees(key, configuration):<16}  Authorization: Bearer {key.key}"
        for key in configuration.history_keys
    ]
    lines += ["", "Try it:", *_create_checkout(address), ""]
    return "\n".join(lines)


def _agents(merchant: Merchant) -> list[str]:
    if merchant.selling is None:
        return []
    return [
        f"  StateSet and ACP  Authorization: Bearer {key.key}   ({', '.join(key.scopes)})"
        for key in merchant.selling.keys
    ]


def _svea(merchant: Merchant) -> list[str]:
    if merchant.svea is None:
        return []
    credential = merchant.svea.credentials[0]
    return [f"  Svea              merchant id={credential.merchant_id} secret={credential.secret}"]


def _sees(key: HistoryKey, configuration: Configuration) -> str:
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

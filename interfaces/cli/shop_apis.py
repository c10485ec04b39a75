"""The APIs of the merchants that the server of a command's database is configured with."""

from pathlib import Path

from interfaces.api.shown.display_renderers import ShopApis
from interfaces.cli.ledgers import find_configuration


def configured_apis(config: Path | None) -> ShopApis:
    """Return the APIs of the merchants in a TOML file, or of the demo. Exits with 78 if the file is refused."""
    from interfaces.composition.shop_apis import shop_apis
    from interfaces.runtime.live import Live

    return shop_apis(Live(find_configuration(config).merchants))

"""The tables of a merchant's settings and their descriptors in the registry."""

import msgspec

from interfaces.configuration.demo.configuration import demo_configuration
from interfaces.configuration.settings import Merchant
from interfaces.dialects.registry import ARITHMETIC, SETTINGS

OTHER_FIELDS = {"id", "name", "payment_keys", "order_keys", "requests_per_minute", "retention"}


def test_every_table_of_a_merchant_has_a_descriptor() -> None:
    """A table without a descriptor would have secrets and names that are not checked at start."""
    tables = {field.name for field in msgspec.structs.fields(Merchant)} - OTHER_FIELDS
    assert {descriptor.key for descriptor in SETTINGS} == tables


def test_every_credential_name_has_the_path_of_its_field() -> None:
    """The path of a credential name leads to the name in the settings."""
    merchant = demo_configuration().merchants[0]
    for descriptor, settings in merchant.settings_tables():
        for credential in descriptor.credential_names(settings):
            field, index, attribute = credential.path.replace("].", "[").split("[")
            assert getattr(getattr(settings, field)[int(index)], attribute) == credential.name


def test_every_dialect_has_its_arithmetic() -> None:
    """Each dialect that opens checkouts has its arithmetic in the registry, for `tillroll check`."""
    assert set(ARITHMETIC) == {"walley", "svea", "stateset", "acp", "ucp"}

"""The limits have defaults, may be set for all and for a merchant, and bad numbers are refused at start."""

from pathlib import Path

import pytest

from interfaces.configuration.loading import load_configuration
from interfaces.configuration.refusal import ConfigurationRefused
from interfaces.configuration.settings import Configuration
from interfaces.http.limits.policies import LimitPolicies

MERCHANT = '[[merchants]]\nid = "shop"\nname = "Shop"\n'


def _loaded(folder: Path, text: str) -> Configuration:
    file = folder / "tillroll.toml"
    file.write_text(text)
    return load_configuration(file, production=False)


def test_the_defaults_apply_without_settings(tmp_path: Path) -> None:
    """No section is needed."""
    assert _loaded(tmp_path, MERCHANT).limit_policies() == LimitPolicies()


def test_a_merchant_may_have_its_own_limit(tmp_path: Path) -> None:
    """It takes precedence over the limit for all merchants."""
    text = f"{MERCHANT}requests_per_minute = 9\n[limits]\nmerchant_requests = 7\naddress_requests = 5\n"
    policies = _loaded(tmp_path, text).limit_policies()
    assert (policies.merchant, policies.merchants, policies.address) == (7, {"shop": 9}, 5)


@pytest.mark.parametrize(
    "text",
    [
        f"{MERCHANT}requests_per_minute = 0\n",
        f"{MERCHANT}[limits]\nfailed_sign_ins = 0\n",
        f"{MERCHANT}[limits]\naddress_requests = 1000001\n",
        f'{MERCHANT}[limits]\naddress_requests = "many"\n',
        f"{MERCHANT}[limits]\naddresses = 5\n",
    ],
)
def test_a_limit_is_a_number_from_one_to_a_million(tmp_path: Path, text: str) -> None:
    """Anything else is refused, and a misspelled name too."""
    with pytest.raises(ConfigurationRefused):
        _loaded(tmp_path, text)

"""The limits of one process: derived from a total, or configured, and refused where they make no sense."""

from pathlib import Path

import pytest

from interfaces.configuration.loading import load_configuration
from interfaces.configuration.refusal import ConfigurationRefused
from interfaces.configuration.serving import ServingSettings
from interfaces.http.party import Share
from interfaces.http.pipeline.admission import PlaceLimits, places_of

_MERCHANT = '[[merchants]]\nid = "shop"\nname = "A shop"\n'


def _serving(file: Path, text: str) -> ServingSettings:
    file.write_text(f"{text}\n{_MERCHANT}")
    return load_configuration(file, production=False).serving


def test_the_default_is_divided_among_the_shares() -> None:
    """Of 1,000 places, merchants have most."""
    limits = ServingSettings().place_limits
    assert limits == PlaceLimits(merchants=700, payments=100, history=50, strangers=150)


@pytest.mark.parametrize("total", [1, 2, 4, 7, 20, 100])
def test_every_share_has_a_place(total: int) -> None:
    """Also where the total is small."""
    assert all(places_of(total).of(share) >= 1 for share in Share)


def test_a_share_can_be_configured(tmp_path: Path) -> None:
    """The others keep their part of the total."""
    text = "[serving]\nmost_under_way = 100\n[serving.places]\nstrangers = 40\nmerchant_part = 0.5"
    limits = _serving(tmp_path / "c.toml", text).place_limits
    assert (limits.merchants, limits.strangers, limits.merchant_part) == (70, 40, 0.5)


def test_the_bytes_of_bodies_can_be_configured(tmp_path: Path) -> None:
    """Altogether, for an address, and for a party."""
    text = "[serving.bodies]\nmost_bytes = 32_000_000\nmost_bytes_per_address = 4_000_000"
    limits = _serving(tmp_path / "c.toml", text).bodies.limits
    assert (limits.altogether, limits.per_address, limits.per_party) == (
        32_000_000,
        4_000_000,
        16_000_000,
    )


@pytest.mark.parametrize(
    "text",
    [
        "[serving]\ndrain_seconds = -1",
        "[serving]\ndrain_seconds = 3601",
        "[serving.places]\nmerchants = 0",
        "[serving.places]\nmerchant_part = 0",
        "[serving.places]\nmerchant_part = 1.5",
        "[serving.places]\nsomebody = 1",
        # Smaller than the largest body of a dialect, which would never be received.
        "[serving.bodies]\nmost_bytes_per_party = 3_999_999",
        "[serving.bodies]\nmost_bytes_per_address = 1",
        "[serving.bodies]\nmost_bytes = 15_999_999",
    ],
)
def test_limits_that_make_no_sense_are_refused(tmp_path: Path, text: str) -> None:
    """At start, with the path of the setting."""
    with pytest.raises(ConfigurationRefused, match="serving"):
        _serving(tmp_path / "c.toml", text)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("127.0.0.1:9100", ("127.0.0.1", 9100)),
        ("[::1]:65535", ("::1", 65535)),
        ("localhost:0", ("localhost", 0)),
    ],
)
def test_operations_have_an_address(tmp_path: Path, text: str, address: tuple[str, int]) -> None:
    """A host and a port."""
    serving = _serving(tmp_path / "c.toml", f'[serving]\noperations = "{text}"')
    assert serving.operations_address == address


@pytest.mark.parametrize("text", ["9100", "127.0.0.1", "127.0.0.1:65536", "http://x:1", "a b:1"])
def test_other_addresses_are_refused(tmp_path: Path, text: str) -> None:
    """At start, with the path of the setting."""
    with pytest.raises(ConfigurationRefused, match=r"serving\.operations"):
        _serving(tmp_path / "c.toml", f'[serving]\noperations = "{text}"')


def test_forwarding_headers_have_known_names(tmp_path: Path) -> None:
    """All are read by default, and a name that no proxy writes is refused."""
    names = {b"forwarded", b"x-forwarded-for", b"x-forwarded-proto", b"x-forwarded-host"}
    assert _serving(tmp_path / "c.toml", "").header_names == names
    text = '[serving]\nforwarding_headers = ["{}"]'
    assert _serving(tmp_path / "c.toml", text.format("x-forwarded-for")).header_names == {
        b"x-forwarded-for"
    }
    with pytest.raises(ConfigurationRefused, match=r"serving\.forwarding_headers"):
        _serving(tmp_path / "c.toml", text.format("x-real-ip"))

"""The keys of a shop, and how the profile publishes them."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

from interfaces.dialects.ucp.settings import SigningKey, UcpSettings
from interfaces.dialects.ucp.signing.keys import ShopKey, ShopKeys, published_jwk
from interfaces.http.request.body.reader import json_text, parse_json
from tests.interfaces.dialects.session.app_fixture import AppFixture
from tests.interfaces.dialects.ucp.schemas import validate_profile
from tests.interfaces.dialects.ucp.signing.receiving import unpadded
from tests.interfaces.dialects.ucp.signing.vectors import rfc_9421_key

NEW = ShopKey.of(generate_private_key(SECP256R1()))
OLD = ShopKey.of(generate_private_key(SECP256R1()))
OTHER = SigningKey(kid="2026-a", x="eA", y="eQ")
GOLDEN = Path(__file__).parent / "golden"
PATH = "/.well-known/ucp"


def test_a_key_is_named_by_its_thumbprint() -> None:
    """The name follows from the public key, whose coordinates have 32 bytes each, and has no private part."""
    jwk = NEW.jwk
    assert ShopKey.of(NEW.private) == NEW
    assert jwk["kid"] != OLD.kid
    assert {len(unpadded(jwk[name])) for name in ("kid", "x", "y")} == {32}
    assert jwk.keys() == {"kid", "kty", "crv", "x", "y", "use", "alg"}


def test_the_first_key_signs() -> None:
    """All keys are published, the one that signs first; without keys nothing signs."""
    keys = ShopKeys(own=(NEW, OLD), others=(published_jwk("a", "eA", "eQ"),))
    assert keys.signer == NEW
    assert [each["kid"] for each in keys.published] == [NEW.kid, OLD.kid, "a"]
    assert ShopKeys().signer is None
    assert ShopKeys().published == []


@pytest.mark.parametrize("version", ["2026-04-08", "2026-01-11"])
async def test_the_profile_publishes_the_public_keys(version: str) -> None:
    """Each version has them as `signing_keys`, those of files and those of the configuration."""
    app_fixture = AppFixture(
        ucp=UcpSettings(open=True, signing_keys=(OTHER,)), ucp_keys=(ShopKey.of(rfc_9421_key()),)
    )
    path = PATH if version == "2026-04-08" else f"{PATH}/{version}"
    async with app_fixture.client:
        answer = await app_fixture.client.get(path)
    golden = parse_json((GOLDEN / f"profile_{version}.json").read_bytes())
    validate_profile(version, golden)
    assert answer.content.decode() == json_text(golden)


async def test_a_profile_without_keys(app_fixture: AppFixture) -> None:
    """A shop without keys publishes none."""
    assert "signing_keys" not in (await app_fixture.client.get(PATH)).json()

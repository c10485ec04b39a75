"""`tillroll ledger policy` prints what others check evidence with."""

from application.ledger.format.policies import parse_policy
from interfaces.storage.signing_key_file import read_signing_key
from tests.interfaces.cli.ledger.conftest import Site
from tests.interfaces.storage.ledger.following import ORIGIN


def test_the_policy_names_the_keys_of_both_ledgers(site: Site) -> None:
    """A verifier that reads what is printed believes heads of the events and of the refused attempts."""
    printed = site.run("policy")
    assert printed.exit_code == 0
    policy = parse_policy(printed.stdout.encode())
    file = site.config.parent / "ledger.key"
    assert policy.logs == tuple(
        read_signing_key(file, origin).verifier_key for origin in (ORIGIN, f"{ORIGIN}/refusals")
    )
    assert policy.is_met([])


def test_a_quorum_without_witnesses(site: Site) -> None:
    """No quorum can be asked for where the configuration has no witness."""
    refused = site.run("policy", "--quorum", "1")
    assert refused.exit_code == 2
    assert "there are 0" in refused.stderr


def test_a_key_that_cannot_be_read(site: Site) -> None:
    """A policy without the key of the ledger would prove nothing, so none is printed."""
    (site.config.parent / "ledger.key").unlink()
    refused = site.run("policy")
    assert refused.exit_code == 78
    assert refused.stdout == ""

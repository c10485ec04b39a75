"""An error that nobody has foreseen is shown in the status of the ledger too, and not in the log alone."""

import pytest

from application.ports.event_store import StoreUnavailable
from tests.interfaces.storage.audit.histories import one_history, store
from tests.interfaces.storage.ledger.following import Following, problem


def test_an_error_of_a_step(following: Following, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is raised and noted, and the note goes with the next head."""
    store(following.database_url, one_history("a", 1, 1))
    following.drain()
    store(following.database_url, one_history("a", 2, 2))
    with monkeypatch.context() as broken:
        broken.setattr(following.follower, "_append", _raise(ZeroDivisionError("division")))
        with pytest.raises(ZeroDivisionError):
            following.follower.step()
    noted = problem(following.database_url)
    assert noted == "The tree does not grow: ZeroDivisionError: division"
    following.drain()
    assert problem(following.database_url) is None


def test_an_error_of_signing(following: Following, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is noted as one of signing."""
    store(following.database_url, one_history("a", 1, 1))
    monkeypatch.setattr(following.follower, "_signer", _Broken())
    with pytest.raises(KeyError):
        following.follower.step()
    assert problem(following.database_url) == "No head is signed: KeyError: 'key'"


def test_a_store_that_is_away(following: Following, monkeypatch: pytest.MonkeyPatch) -> None:
    """It passes by itself, so it is no problem of the ledger."""
    store(following.database_url, one_history("a", 1, 1))
    following.drain()
    monkeypatch.setattr(following.follower, "_log_next", _raise(StoreUnavailable("away")))
    with pytest.raises(StoreUnavailable):
        following.follower.step()
    assert problem(following.database_url) is None


class _Broken:
    def sign_if_due(self, _: int) -> None:
        """Fail as no signer should."""
        raise KeyError("key")


def _raise(error: Exception) -> object:
    def fail(*_: object) -> None:
        raise error

    return fail

"""Build the services that erase data, for the server and for the command line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from application.checkouts.service import Checkouts
from application.jobs.erasure import RetentionJob
from application.persons.erasure import Eraser
from application.persons.requests import PersonErasures
from application.persons.restored import RestoredKeys
from application.persons.retention import RetentionPolicy
from application.ports.buyers.address_book import AddressBook
from application.ports.erasures.destroyed_keys import DestroyedKeyList, NoDestroyedKeyList
from application.ports.erasures.plans import Erasures
from application.ports.event_store import EventStore
from application.ports.key_vault import KeyVault
from application.ports.person_vault import PersonVault
from interfaces.configuration.key_settings import KeySettings
from interfaces.configuration.settings import Merchant
from interfaces.storage.files.destroyed_keys import DestroyedKeyFile


@dataclass(frozen=True, kw_only=True)
class ErasureServices:
    """Erasure by retention, on request, and of what a restored backup brought back."""

    by_retention: RetentionJob
    on_request: PersonErasures
    restored: RestoredKeys


def build_erasures(
    *,
    checkouts: Checkouts,
    events: EventStore,
    vault: KeyVault,
    persons: PersonVault,
    address_book: AddressBook,
    erasures: Erasures,
    destroyed: DestroyedKeyList,
    clock: Callable[[], datetime],
    new_id: Callable[[], str],
) -> ErasureServices:
    """Build the services on the ports of a storage."""
    eraser = Eraser(checkouts=checkouts, vault=vault, destroyed=destroyed, clock=clock)
    on_request = PersonErasures(
        checkouts=checkouts,
        persons=persons,
        vault=vault,
        address_book=address_book,
        erasures=erasures,
        eraser=eraser,
    )
    return ErasureServices(
        by_retention=RetentionJob(
            checkouts=checkouts,
            events=events,
            vault=vault,
            address_book=address_book,
            eraser=eraser,
            clock=clock,
        ),
        on_request=on_request,
        restored=RestoredKeys(
            checkouts=checkouts,
            vault=vault,
            address_book=address_book,
            erasures=erasures,
            requests=on_request,
            destroyed=destroyed,
            clock=clock,
            new_id=new_id,
        ),
    )


def destroyed_key_list(settings: KeySettings) -> DestroyedKeyList:
    """Return the list of destroyed keys in the configured file; one that stays empty without a file."""
    if settings.destroyed_keys_file is None:
        return NoDestroyedKeyList()
    return DestroyedKeyFile(Path(settings.destroyed_keys_file))


def retention_policy(merchants: Sequence[Merchant]) -> RetentionPolicy:
    """Return the retention of personal data of all merchants."""
    return RetentionPolicy(
        {
            merchant.id: merchant.retention.person_days
            for merchant in merchants
            if merchant.retention.person_days is not None
        }
    )

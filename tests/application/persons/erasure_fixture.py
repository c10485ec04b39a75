"""The services that erase data, on the storage of an application fixture."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from application.checkouts.service import Checkouts
from application.commands.shop import IdentifyCustomer
from application.jobs.erasure import RetentionJob
from application.persons.erasure import Eraser
from application.persons.requests import PersonErasures
from application.persons.restored import RestoredKeys
from application.persons.retention import NO_RETENTION
from application.persons.subjects import PersonSubject, SubjectKind
from application.ports.erasures.destroyed_keys import DestroyedKey, NoDestroyedKeyList
from application.ports.erasures.plans import ErasureCause, ErasureRequest
from application.ports.event_store import EventStore
from application.ports.key_vault import DataKeyId, KeyVault
from application.ports.person_vault import PERSON
from domain.checkout import Checkout
from domain.values.customer import Customer
from interfaces.storage.memory.storage import InMemoryStorage
from tests.application.application_fixture import ApplicationFixture
from tests.domain.event_builders import SHIRT

ADA = Customer(email="ada@example.com", first_name="Ada", last_name="Lovelace")
BY_EMAIL = PersonSubject(text="ada@example.com", kinds=(SubjectKind.EMAIL,))


@dataclass
class KeyListInMemory:
    """Implements `DestroyedKeyList` in a list."""

    entries: list[DestroyedKey] = field(default_factory=list)
    failures: list[Exception] = field(default_factory=list)

    async def append(self, destroyed: DestroyedKey) -> None:
        """Append to the list, or raise the next failure."""
        if self.failures:
            raise self.failures.pop(0)
        self.entries.append(destroyed)

    async def read(self) -> list[DestroyedKey]:
        """Return the list."""
        return self.entries


async def erase_due(
    checkouts: Checkouts, events: EventStore, vault: KeyVault, clock: Callable[[], datetime]
) -> int:
    """Run the retention job without any retention of personal data. Return the number of keys."""
    eraser = Eraser(checkouts=checkouts, vault=vault, destroyed=NoDestroyedKeyList(), clock=clock)
    job = RetentionJob(
        checkouts=checkouts,
        events=events,
        vault=vault,
        address_book=InMemoryStorage().address_book,
        eraser=eraser,
        clock=clock,
    )
    await job.apply(NO_RETENTION)
    return await job.run(NO_RETENTION)


class ErasureFixture:
    """The three services, and the list that they share."""

    def __init__(self, app: ApplicationFixture) -> None:
        self.app = app
        self._numbers = count(1)
        storage = app.storage
        self.vault = storage.vault
        self.destroyed = KeyListInMemory()
        self.eraser = Eraser(
            checkouts=app.checkouts, vault=self.vault, destroyed=self.destroyed, clock=app.clock
        )
        self.job = RetentionJob(
            checkouts=app.checkouts,
            events=storage.events,
            vault=self.vault,
            address_book=storage.address_book,
            eraser=self.eraser,
            clock=app.clock,
        )
        self.requests = PersonErasures(
            checkouts=app.checkouts,
            persons=storage.persons,
            vault=self.vault,
            address_book=storage.address_book,
            erasures=storage.erasures,
            eraser=self.eraser,
        )
        self.restored = RestoredKeys(
            checkouts=app.checkouts,
            vault=self.vault,
            address_book=storage.address_book,
            erasures=storage.erasures,
            requests=self.requests,
            destroyed=self.destroyed,
            clock=app.clock,
            new_id=map("erasure-{}".format, count(1)).__next__,
        )

    async def identified(self, customer: Customer = ADA) -> Checkout:
        """Open a checkout and identify its customer."""
        opened = await self.app.open(SHIRT, token=f"public-SE-{next(self._numbers)}")
        return await self.app.change(opened.id, IdentifyCustomer(customer=customer))

    def has_key(self, checkout_id: str, data_class: str = PERSON) -> bool:
        """Return whether the key of a class exists."""
        return self.vault.key(DataKeyId(checkout_id=checkout_id, data_class=data_class)) is not None

    def request(self, erasure_id: str = "erasure-9") -> ErasureRequest:
        """Return a request by a user of the command line."""
        return ErasureRequest(
            id=erasure_id,
            cause=ErasureCause.REQUESTED,
            requested_by="user:grace",
            dialect="tillroll",
            operation="erase person",
            request_id="r-9",
            at=self.app.clock(),
        )

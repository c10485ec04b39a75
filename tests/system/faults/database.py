"""A PostgreSQL for one scenario, which is killed and started again."""

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from interfaces.storage.postgres.embedded.server import embedded_postgres


class Database:
    """The server on one folder, with the same `url` before and after."""

    def __init__(self, folder: Path, url: str, opened: contextlib.ExitStack) -> None:
        self.url = url
        self._folder = folder
        self._opened = opened

    def kill(self) -> None:
        """Kills all of its processes, the postmaster first, and waits for their end."""
        postmaster = psutil.Process(int((self._folder / "postmaster.pid").read_text().split()[0]))
        processes = [postmaster, *postmaster.children(recursive=True)]
        for process in processes:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(processes, timeout=30)

    def start(self) -> None:
        """Starts the server again on the same folder."""
        self._opened.enter_context(embedded_postgres(self._folder))


@contextmanager
def own_database(folder: Path) -> Iterator[Database]:
    """A PostgreSQL in `folder`, which is stopped at the end in any case."""
    data = folder / "postgres"
    with contextlib.ExitStack() as opened:
        url = opened.enter_context(embedded_postgres(data))
        yield Database(data, url, opened)

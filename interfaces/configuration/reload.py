"""Reads the configuration again when the process is sent SIGHUP, while requests go on.

Merchants and history keys are taken over, for every request that comes in from then on. The rest of the file holds from
start to end of a process. A file that is refused changes nothing.
"""

import asyncio
import contextlib
import logging
import signal
import threading
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from interfaces.configuration.settings import Configuration, ConfigurationRefused
from interfaces.runtime.live import Live

Reread = Callable[[], Configuration]
_log = logging.getLogger("tillroll")


def read_again(standing: Live[Configuration], reread: Reread) -> None:
    """Takes over what there is to take over, or says why not."""
    try:
        read = reread()
    except ConfigurationRefused as error:
        _log.error("the configuration is refused, and the one before stays: %s", error)
        return
    if read.demo != standing.now.demo:
        _log.error("the configuration is refused: changing `demo` takes a restart")
        return
    taken = replace(standing.now, merchants=read.merchants, history_keys=read.history_keys)
    standing.replace(taken)
    _log.warning("the configuration was read again")
    if taken != read:
        _log.warning("what is changed beside merchants and history keys takes a restart")


@contextlib.contextmanager
def read_again_at_hangup(standing: Live[Configuration], reread: Reread | None) -> Iterator[None]:
    """Reads at each SIGHUP. To be entered on the event loop; without a `reread`, SIGHUP is as good as SIGTERM."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    if reread is None:
        # What it does by default it does on the spot, to requests under way as well.
        loop.add_signal_handler(signal.SIGHUP, signal.raise_signal, signal.SIGTERM)
    else:
        loop.add_signal_handler(signal.SIGHUP, read_again, standing, reread)
    try:
        yield
    finally:
        loop.remove_signal_handler(signal.SIGHUP)
        # Not the default again: what is left to do for the requests under way must not be cut short.
        signal.signal(signal.SIGHUP, signal.SIG_IGN)

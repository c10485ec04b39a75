"""Reload the configuration at SIGHUP while the process serves requests.

Merchants and history keys apply to every later request. All other settings keep their values until a restart. A refused
file changes nothing.
"""

import asyncio
import contextlib
import logging
import signal
import threading
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from interfaces.configuration.refusal import ConfigurationRefused
from interfaces.configuration.settings import Configuration
from interfaces.runtime.live import Live

Reread = Callable[[], Configuration]
_log = logging.getLogger("tillroll")


def reload_configuration(live: Live[Configuration], reread: Reread) -> None:
    """Apply the new merchants and history keys, or log why the configuration is refused."""
    try:
        loaded = reread()
    except ConfigurationRefused as error:
        _log.error("the configuration is refused, and the one before stays: %s", error)
        return
    if loaded.demo != live.now.demo:
        _log.error("the configuration is refused: changing `demo` takes a restart")
        return
    applied = replace(live.now, merchants=loaded.merchants, history_keys=loaded.history_keys)
    try:
        # What is derived reads the files that it names.
        live.replace(applied)
    except ConfigurationRefused as error:
        _log.error("the configuration is refused, and the one before stays: %s", error)
        return
    _log.warning("configuration reloaded")
    if applied != loaded:
        _log.warning("changes beyond merchants and history keys need a restart")


@contextlib.contextmanager
def reload_on_sighup(live: Live[Configuration], reread: Reread | None) -> Iterator[None]:
    """Reload at each SIGHUP. Must be entered on the event loop. Without `reread`, SIGHUP acts as SIGTERM."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    if reread is None:
        # The default action would end the process at once, without finishing requests.
        loop.add_signal_handler(signal.SIGHUP, signal.raise_signal, signal.SIGTERM)
    else:
        loop.add_signal_handler(signal.SIGHUP, reload_configuration, live, reread)
    try:
        yield
    finally:
        loop.remove_signal_handler(signal.SIGHUP)
        # The default action would cut off requests that are still running.
        signal.signal(signal.SIGHUP, signal.SIG_IGN)

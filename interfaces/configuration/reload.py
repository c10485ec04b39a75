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


def ignore_sighup() -> None:
    """Ignore SIGHUP until `reload_on_sighup`, which reads the file again. Its default action would end the process.

    Must come before the file is read for the first time.
    """
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGHUP, signal.SIG_IGN)


def reload_configuration(live: Live[Configuration], reread: Reread) -> None:
    """Apply the new merchants and history keys, or log why the configuration is refused."""
    loaded = _read(reread)
    if loaded is not None:
        _apply(live, loaded)


def _read(reread: Reread) -> Configuration | None:
    """Return the configuration, or log why it is refused and return None."""
    try:
        return reread()
    except ConfigurationRefused as error:
        _log.error("the configuration is refused, and the one before stays: %s", error)
        return None


def _apply(live: Live[Configuration], loaded: Configuration) -> None:
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


def _apply_missed(live: Live[Configuration], reread: Reread) -> None:
    """Apply a file that changed while the process started, whose SIGHUP was ignored."""
    loaded = _read(reread)
    if loaded is not None and loaded != live.now:
        _apply(live, loaded)


@contextlib.contextmanager
def reload_on_sighup(live: Live[Configuration], reread: Reread | None) -> Iterator[None]:
    """Reload at each SIGHUP, and now if the file is another. Without `reread`, SIGHUP acts as SIGTERM.

    Must be entered on the event loop.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    if reread is None:
        # The default action would end the process at once, without finishing requests.
        loop.add_signal_handler(signal.SIGHUP, signal.raise_signal, signal.SIGTERM)
    else:
        loop.add_signal_handler(signal.SIGHUP, reload_configuration, live, reread)
        _apply_missed(live, reread)
    try:
        yield
    finally:
        loop.remove_signal_handler(signal.SIGHUP)
        # The default action would cut off requests that are still running.
        signal.signal(signal.SIGHUP, signal.SIG_IGN)

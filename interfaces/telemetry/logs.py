"""The log: on standard error, a JSON object for each line, or words for people where that is a terminal.

Each line that is written while a request is answered has the request's id, and the checkout and the merchant as far as
they are known. TILLROLL_LOG_FORMAT (`json`, `text`) and TILLROLL_LOG_LEVEL (`debug`, `info`, `warning`, `error`) say
otherwise what is written.
"""

import logging
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec
import structlog
from structlog.typing import EventDict, WrappedLogger

from interfaces.telemetry.line_writer import LineWriter
from interfaces.telemetry.redaction import scrubbed
from interfaces.telemetry.request_context import current_exchange

_LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40}
_STANDARD_ERROR = 2
_OURS = "tillroll"
_encoder = msgspec.json.Encoder(enc_hook=str)


class LogSettingsRefused(Exception):
    """The variables do not say how to log; the message says what to mend."""


@dataclass(frozen=True, kw_only=True)
class LogSettings:
    """How to log; `level` is that of the standard library."""

    is_json: bool
    level: int


def log_settings(environment: Mapping[str, str]) -> LogSettings:
    """What the environment says. Raises LogSettingsRefused."""
    level = environment.get("TILLROLL_LOG_LEVEL", "").lower() or "info"
    form = environment.get("TILLROLL_LOG_FORMAT", "").lower()
    form = form or ("text" if sys.stderr.isatty() else "json")
    if level not in _LEVELS:
        raise LogSettingsRefused(f"TILLROLL_LOG_LEVEL is not one of {', '.join(_LEVELS)}.")
    if form not in ("json", "text"):
        raise LogSettingsRefused("TILLROLL_LOG_FORMAT is neither json nor text.")
    return LogSettings(is_json=form == "json", level=_LEVELS[level])


class Log:
    """The log of a process, which everything that is logged by whatever library goes to from now on."""

    def __init__(self, settings: LogSettings, descriptor: int = _STANDARD_ERROR) -> None:
        self.writer = LineWriter(descriptor)
        self.writer.start()
        words = structlog.dev.ConsoleRenderer()
        handler = _LineHandler(self.writer)
        handler.setFormatter(
            structlog.stdlib.ProcessorFormatter(
                foreign_pre_chain=[_dated, structlog.stdlib.add_log_level, _named, _in_exchange],
                processors=[
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.format_exc_info,
                    _scrubbed,
                    _as_json_text if settings.is_json else words,
                ],
            )
        )
        root = logging.getLogger()
        root.handlers[:] = [handler]
        # What other libraries say in passing is theirs, and some of it are addresses.
        root.setLevel(logging.WARNING)
        logging.getLogger(_OURS).setLevel(settings.level)
        self.requests: structlog.typing.FilteringBoundLogger = structlog.wrap_logger(
            _Lines(self.writer),
            wrapper_class=structlog.make_filtering_bound_logger(settings.level),
            # One line for each request: what takes long is left out, and said by the caller.
            processors=[_as_json if settings.is_json else words],
            cache_logger_on_first_use=True,
        ).bind()


def standing_log() -> Log:
    """The log of this process, begun as the environment says where it has not been. Raises LogSettingsRefused."""
    global _standing  # noqa: PLW0603  a process has one standard error, and one log
    if _standing is None:
        _standing = Log(log_settings(os.environ))
    return _standing


_standing: Log | None = None


class _LineHandler(logging.Handler):
    """Hands what is logged in the standard library's way to the writer."""

    def __init__(self, writer: LineWriter) -> None:
        super().__init__()
        self._writer = writer

    def emit(self, record: logging.LogRecord) -> None:
        self._writer.write(self.format(record).encode(errors="backslashreplace") + b"\n")


class _Lines:
    """A logger as structlog wants it, for lines that are rendered."""

    def __init__(self, writer: LineWriter) -> None:
        self._writer = writer

    def info(self, line: str | bytes) -> None:
        self._writer.write((line.encode() if isinstance(line, str) else line) + b"\n")

    debug = warning = error = info


def _as_json(_: WrappedLogger, __: str, event: EventDict) -> bytes:
    return _encoder.encode(event)


def _as_json_text(logger: WrappedLogger, name: str, event: EventDict) -> str:
    return _as_json(logger, name, event).decode()


def _dated(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    event["at"] = datetime.now(UTC).isoformat(timespec="microseconds")
    return event


def _named(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    event["logger"] = event["_record"].name
    return event


def _in_exchange(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    if (exchange := current_exchange()) is not None:
        known = {
            "request_id": exchange.request_id(),
            "dialect": exchange.dialect,
            "checkout": exchange.checkout,
            "merchant": exchange.merchant,
        }
        event.update({name: value for name, value in known.items() if value})
    return event


def _scrubbed(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    return {name: _scrubbed_value(value) for name, value in event.items()}


def _scrubbed_value(value: Any) -> Any:
    return scrubbed(value) if isinstance(value, str) else value

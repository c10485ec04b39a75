"""The log on standard error: one JSON object per line, or readable text on a terminal.

A line written during a request has the request's id, and the checkout and the merchant if known. TILLROLL_LOG_FORMAT
(`json`, `text`) and TILLROLL_LOG_LEVEL (`debug`, `info`, `warning`, `error`) override the defaults.
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
from interfaces.telemetry.redaction import redact
from interfaces.telemetry.request_context import current_request

_LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40}
_STANDARD_ERROR = 2
_OURS = "tillroll"
_encoder = msgspec.json.Encoder(enc_hook=str)


class LogSettingsRefused(Exception):
    """The variables for logging are invalid. The message says what to correct."""


@dataclass(frozen=True, kw_only=True)
class LogSettings:
    """The format and the level, a number of the `logging` module."""

    is_json: bool
    level: int


def log_settings(environment: Mapping[str, str]) -> LogSettings:
    """Read the settings from the environment. Raises LogSettingsRefused."""
    level = environment.get("TILLROLL_LOG_LEVEL", "").lower() or "info"
    form = environment.get("TILLROLL_LOG_FORMAT", "").lower()
    form = form or ("text" if sys.stderr.isatty() else "json")
    if level not in _LEVELS:
        raise LogSettingsRefused(f"TILLROLL_LOG_LEVEL is not one of {', '.join(_LEVELS)}.")
    if form not in ("json", "text"):
        raise LogSettingsRefused("TILLROLL_LOG_FORMAT is neither json nor text.")
    return LogSettings(is_json=form == "json", level=_LEVELS[level])


class Log:
    """The log of a process. Creating it redirects the root logger, and so all libraries, to it."""

    def __init__(self, settings: LogSettings, descriptor: int = _STANDARD_ERROR) -> None:
        self.writer = LineWriter(descriptor)
        self.writer.start()
        words = structlog.dev.ConsoleRenderer()
        handler = _LineHandler(self.writer)
        handler.setFormatter(
            structlog.stdlib.ProcessorFormatter(
                foreign_pre_chain=[
                    _add_time,
                    structlog.stdlib.add_log_level,
                    _add_logger,
                    _add_request,
                ],
                processors=[
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.format_exc_info,
                    _redact,
                    _as_json_text if settings.is_json else words,
                ],
            )
        )
        root = logging.getLogger()
        root.handlers[:] = [handler]
        # The info lines of libraries are noise, and some contain addresses.
        root.setLevel(logging.WARNING)
        logging.getLogger(_OURS).setLevel(settings.level)
        # Writes a line for each attempt to connect, without an end. What waits for the store says so itself.
        logging.getLogger("psycopg.pool").setLevel(logging.ERROR)
        self.requests: structlog.typing.FilteringBoundLogger = structlog.wrap_logger(
            _Lines(self.writer),
            wrapper_class=structlog.make_filtering_bound_logger(settings.level),
            # One line per request: slow processors are left out, and the caller passes time and level.
            processors=[_as_json if settings.is_json else words],
            cache_logger_on_first_use=True,
        ).bind()


def process_log() -> Log:
    """Return the log of this process; create it from the environment at the first call. Raises LogSettingsRefused."""
    global _process_log  # noqa: PLW0603  a process has one standard error, and one log
    if _process_log is None:
        _process_log = Log(log_settings(os.environ))
    return _process_log


_process_log: Log | None = None


class _LineHandler(logging.Handler):
    """Pass records of the `logging` module to the writer."""

    def __init__(self, writer: LineWriter) -> None:
        super().__init__()
        self._writer = writer

    def emit(self, record: logging.LogRecord) -> None:
        self._writer.write(self.format(record).encode(errors="backslashreplace") + b"\n")


class _Lines:
    """Pass rendered lines of structlog to the writer."""

    def __init__(self, writer: LineWriter) -> None:
        self._writer = writer

    def info(self, line: str | bytes) -> None:
        self._writer.write((line.encode() if isinstance(line, str) else line) + b"\n")

    debug = warning = error = info


def _as_json(_: WrappedLogger, __: str, event: EventDict) -> bytes:
    return _encoder.encode(event)


def _as_json_text(logger: WrappedLogger, name: str, event: EventDict) -> str:
    return _as_json(logger, name, event).decode()


def _add_time(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    event["at"] = datetime.now(UTC).isoformat(timespec="microseconds")
    return event


def _add_logger(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    event["logger"] = event["_record"].name
    return event


def _add_request(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    if (context := current_request()) is not None:
        known = {
            "request_id": context.request_id(),
            "dialect": context.dialect,
            "checkout": context.checkout,
            "merchant": context.merchant,
        }
        event.update({name: value for name, value in known.items() if value})
    return event


def _redact(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    return {name: _redact_value(value) for name, value in event.items()}


def _redact_value(value: Any) -> Any:
    return redact(value) if isinstance(value, str) else value

"""A browser that a test drives, through the pipe of the DevTools protocol (https://chromedevtools.github.io/devtools-protocol)."""

import fcntl
import itertools
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.system.service.browser import BROWSER, OPTIONS

# The browser reads commands from file 3 and writes answers to file 4.
_TRAMPOLINE = (
    "import os, sys; os.dup2(int(sys.argv[1]), 3); os.dup2(int(sys.argv[2]), 4);"
    " os.execv(sys.argv[3], sys.argv[3:])"
)
_BEYOND_RESERVED = 10
_WAIT = """new Promise(done => {
    const until = Date.now() + 60000;
    const each = setInterval(() => {
        const met = Boolean(%s);
        if (met || Date.now() > until) { clearInterval(each); done(met); }
    }, 20);
})"""
_LONGEST_START = 50


class Tab:
    """One tab of the browser, in a profile of its own: it shares no storage with another one."""

    def __init__(self, pipe: "_Pipe", session: str) -> None:
        self._pipe = pipe
        self._session = session

    def evaluate(self, expression: str) -> Any:
        """Runs a script in the page and returns its value, of a promise when it is kept."""
        parameters = {"expression": expression, "awaitPromise": True, "returnByValue": True}
        answer = self._pipe.call("Runtime.evaluate", parameters, self._session)
        if "exceptionDetails" in answer:
            raise AssertionError(answer["exceptionDetails"])
        return answer["result"].get("value")

    def wait(self, condition: str) -> None:
        """Returns when an expression is true in the page, also where the page is loaded only then."""
        for _ in range(_LONGEST_START):
            try:
                is_met = self.evaluate(_WAIT % condition)
            except _NoContext:
                continue
            assert is_met, f"never true in the page: {condition}"
            return
        raise AssertionError(f"the page went away again and again before {condition}")


class _NoContext(Exception):
    """The page was replaced by another one meanwhile."""


class _Pipe:
    def __init__(self, to: int, of: int) -> None:
        self._to = to
        self._of = os.fdopen(of, "rb")
        self._ids = itertools.count(1)
        self._rest = b""

    def call(self, method: str, parameters: dict[str, Any], session: str | None) -> dict[str, Any]:
        number = next(self._ids)
        command: dict[str, Any] = {"id": number, "method": method, "params": parameters}
        if session is not None:
            command["sessionId"] = session
        os.write(self._to, json.dumps(command).encode() + b"\0")
        while (answer := self._next()).get("id") != number:
            continue
        if "error" in answer:
            raise _NoContext(answer["error"])
        found: dict[str, Any] = answer["result"]
        return found

    def close(self) -> None:
        self._of.close()

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            more = self._of.read1(65536)
            if not more:
                raise AssertionError("the browser has ended")
            self._rest += more
        message, _, self._rest = self._rest.partition(b"\0")
        found: dict[str, Any] = json.loads(message)
        return found


class DrivenBrowser:
    """A running browser."""

    def __init__(self, pipe: _Pipe) -> None:
        self._pipe = pipe

    def open(self, url: str) -> Tab:
        """Opens a tab with nothing stored in it."""
        context = self._pipe.call("Target.createBrowserContext", {}, None)["browserContextId"]
        of = {"url": url, "browserContextId": context}
        target = self._pipe.call("Target.createTarget", of, None)["targetId"]
        attached = {"targetId": target, "flatten": True}
        session = self._pipe.call("Target.attachToTarget", attached, None)["sessionId"]
        return Tab(self._pipe, session)


@contextmanager
def driven_browser(folder: Path) -> Iterator[DrivenBrowser]:
    """Runs a browser until the end of the block."""
    assert BROWSER is not None
    commands, to = os.pipe()
    of, answers = os.pipe()
    inherited = [fcntl.fcntl(each, fcntl.F_DUPFD, _BEYOND_RESERVED) for each in (commands, answers)]
    process = subprocess.Popen(
        [
            *(sys.executable, "-c", _TRAMPOLINE, *map(str, inherited), BROWSER, *OPTIONS),
            *(f"--user-data-dir={folder / 'driven'}", "--remote-debugging-pipe", "about:blank"),
        ],
        pass_fds=inherited,
        stderr=subprocess.DEVNULL,
    )
    for each in (commands, answers, *inherited):
        os.close(each)
    pipe = _Pipe(to, of)
    try:
        yield DrivenBrowser(pipe)
    finally:
        process.kill()
        process.wait(30)
        os.close(to)
        pipe.close()

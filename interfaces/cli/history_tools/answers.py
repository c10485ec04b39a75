"""Build the results of tools: a short text, the document as JSON in a second text, and the document as a structure."""

import json
from collections.abc import Sequence
from typing import Final

from mcp_types import CallToolResult, TextContent

from interfaces.cli.terminal.output import as_json
from interfaces.runtime.printable import printable

_MOST_LINES: Final = 60


def tool_answer(lines: Sequence[str], document: object) -> CallToolResult:
    """Return the result of a tool. The document is what the history API answers.

    A client that knows no structured results reads the second text. Amounts are integers; quantities may have decimals.
    """
    encoded = as_json(document)
    return CallToolResult(
        content=[
            TextContent(type="text", text=_short_text(lines)),
            TextContent(type="text", text=encoded),
        ],
        structured_content=json.loads(encoded),
    )


def _short_text(lines: Sequence[str]) -> str:
    shown = [printable(each) for each in lines[:_MOST_LINES]]
    left = len(lines) - len(shown)
    return "\n".join([*shown, f"{left} more lines are in the document."] if left else shown)

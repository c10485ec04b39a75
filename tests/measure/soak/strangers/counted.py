"""What strangers count: connections, broken connections, and answers under their status."""

from collections import Counter

CONNECTIONS = "connections"
"""The key that connections which the server's machine accepted are counted under."""
BROKEN = "broken"
"""The key that connections without an answer are counted under."""
QUESTIONS = "questions to the shop"
"""The key that questions of the server to a shop are counted under."""


def answers(counted: Counter[str]) -> Counter[str]:
    """Return the answers alone, by status."""
    return Counter({key: number for key, number in counted.items() if key.isdigit()})

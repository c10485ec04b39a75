"""Delays between the attempts of a webhook delivery."""

from datetime import timedelta
from typing import Final

# 8 retries in about 45 hours.
EIGHT_RETRIES: Final = (
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=12),
    timedelta(hours=24),
)
